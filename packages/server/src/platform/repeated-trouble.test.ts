import { createLogger } from './logger.ts';
import { RepeatedTrouble } from './repeated-trouble.ts';

describe('A trouble that comes again several times a second', () => {
  it('is told once in full, without a stack where a store does not answer, then in a short line a minute; one by another name is told at once', () => {
    const lines: { msg: string; reason?: string; times?: number; err?: object }[] = [];
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    let now = 1_000;
    const logger = createLogger({ level: 'info', name: 'test', destination });
    const trouble = new RepeatedTrouble({
      say: (fields, sentence) => logger.error(fields, sentence),
      first: 'the job store has trouble',
      again: 'the job store still has trouble',
      now: () => now,
    });
    const refused = () => new Error(`connect ECONNREFUSED 127.0.0.1:${now}`);
    for (let i = 0; i < 600; i++, now += 100) trouble.tell(refused());
    expect(lines).toMatchObject([
      { msg: 'the job store has trouble', reason: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(lines[0]).not.toHaveProperty('err');
    trouble.tell(refused());
    expect(lines[1]).toMatchObject({
      msg: 'the job store still has trouble',
      reason: expect.stringContaining('ECONNREFUSED'),
      times: 600,
    });
    trouble.tell(new Error('not primary'));
    trouble.tell(refused());
    trouble.tell(new Error('not primary'));
    expect(lines[2]).toMatchObject({ err: { message: 'not primary', stack: expect.any(String) } });
    expect(lines.map(({ msg }) => msg)).toEqual([
      'the job store has trouble',
      'the job store still has trouble',
      'the job store has trouble',
    ]);
  });
});
