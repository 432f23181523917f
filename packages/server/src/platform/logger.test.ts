import { createLogger } from './logger.ts';

const planted = [
  'hunter2-password',
  'pk_planted',
  'sk_planted',
  'session-planted',
  'cwy_planted1234',
  'cookie-planted',
  'in-url-planted',
];

function capture() {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    name: 'test',
    destination: { write: (line: string) => void lines.push(line) },
  });
  return { logger, text: () => lines.join('') };
}

describe('logger', () => {
  it('hides planted secrets wherever they hide', () => {
    const { logger, text } = capture();
    logger.info({
      input: {
        siteUrl: 'https://na.myconnectwise.net',
        publicKey: 'pk_planted',
        privateKey: 'sk_planted',
        nested: [{ password: 'hunter2-password' }],
      },
      headers: {
        authorization: 'Basic cwy_planted1234',
        cookie: 'causeway_session=cookie-planted',
        accept: 'text/html',
      },
      sessionToken: 'session-planted',
    });
    logger.warn('retrying with Bearer cwy_planted1234');
    logger.error(
      {
        err: Object.assign(new Error('connect postgres://app:in-url-planted@db/causeway failed'), {
          privateKey: 'sk_planted',
        }),
      },
      'no database',
    );
    logger.error(
      new Error('Authorization: Basic cwy_planted1234', { cause: new Error('password: Bearer session-planted') }),
    );
    for (const secret of planted) expect(text()).not.toContain(secret);
    expect(text()).toContain('na.myconnectwise.net');
    expect(text()).toContain('text/html');
    expect(text()).toContain('no database');
  });

  it('keeps what an operator needs of an error', () => {
    const { logger, text } = capture();
    logger.error({ err: Object.assign(new Error('deadlock detected'), { code: '40P01' }), runId: 'r1' }, 'page failed');
    const line = JSON.parse(text());
    expect(line).toMatchObject({
      level: 'error',
      name: 'test',
      msg: 'page failed',
      runId: 'r1',
      err: { message: 'deadlock detected', code: '40P01' },
    });
    expect(line.err.stack).toContain('logger.test.ts');
  });

  it('says when, in UTC, by the clock of the machine', () => {
    const { logger, text } = capture();
    const before = Date.now();
    logger.info('something');
    const { time } = JSON.parse(text());
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(time)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
  });

  it('writes one line, whatever stands in a text', () => {
    const { logger, text } = capture();
    const forged = 'x\r\n{"level":"info","event":"security.signed_in"}\u2028\u0000\u001b[2K';
    logger.warn({ what: forged, nested: { [forged]: forged } }, forged);
    expect(
      text()
        .trimEnd()
        .split(/[\r\n]/),
    ).toHaveLength(1);
    expect(JSON.parse(text())).toMatchObject({ level: 'warn', msg: forged, what: forged });
    expect(JSON.parse(text())).not.toHaveProperty('event');
  });
});
