import { whenDatabaseIsUp } from './when-database-is-up.ts';

const refused = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

describe('a program that waits for PostgreSQL', () => {
  const wait = async (attempts: readonly (Error | 'up')[], patienceMs = 60_000) => {
    const said: { level: string; fields: object; sentence: string }[] = [];
    const log = (level: string) => (fields: object, sentence: string) => void said.push({ level, fields, sentence });
    let at = 0;
    const done = whenDatabaseIsUp(
      {
        logger: { warn: log('warn'), info: log('info') } as never,
        url: 'postgresql://causeway:secret@db.internal:5433/causeway',
        variable: 'DATABASE_URL',
        patienceMs,
        everyMs: 1,
      },
      async () => {
        const next = attempts[Math.min(at++, attempts.length - 1)];
        if (next instanceof Error) throw next;
        return 'done';
      },
    );
    return { said, answer: await done.catch((error: Error) => error) };
  };

  it('says once what it waits for and what to do, and that it is back', async () => {
    const { said, answer } = await wait([refused(), refused(), refused(), 'up']);
    expect(answer).toBe('done');
    expect(said).toEqual([
      {
        level: 'warn',
        fields: { host: 'db.internal:5433', reason: 'connect ECONNREFUSED 127.0.0.1:5432' },
        sentence:
          'PostgreSQL at db.internal:5433 does not answer. Waiting for it, for up to 60 seconds: start it, or correct DATABASE_URL',
      },
      { level: 'info', fields: { host: 'db.internal:5433', waitedSeconds: 0 }, sentence: 'PostgreSQL answers' },
    ]);
  });

  it('says nothing where it answers at once', async () => {
    expect((await wait(['up'])).said).toEqual([]);
  });

  it('says what to do when it was in vain, without a stack and without the password', async () => {
    const { answer } = await wait([refused()], 5);
    expect(answer).toMatchObject({
      message: expect.stringMatching(
        /^PostgreSQL at db\.internal:5433 did not answer for \d seconds \(connect ECONNREFUSED 127\.0\.0\.1:5432\)\. Start it, or correct DATABASE_URL/,
      ),
    });
    expect((answer as Error).stack).not.toMatch(/\n|secret/);
  });

  it('says of several addresses that refused what each of them said', async () => {
    const both = new AggregateError([refused(), refused()], '');
    const { said } = await wait([Object.assign(both, { code: 'ECONNREFUSED' }), 'up']);
    expect(said[0]?.fields).toMatchObject({ reason: 'connect ECONNREFUSED 127.0.0.1:5432' });
  });

  it.each([
    ['28P01', 'password authentication failed for user "causeway"', /refuses the password\. Correct DATABASE_URL \(/],
    ['28000', 'role "causeway" does not exist', /refuses the role\. Create it, .* or correct DATABASE_URL \(/],
    [
      '3D000',
      'database "causeway" does not exist',
      /there is no database "\w+"\. Create it, or correct DATABASE_URL \(/,
    ],
  ])('waits for nothing that waiting does not mend, and says what to do: %s', async (code, reason, told) => {
    const { said, answer } = await wait([Object.assign(new Error(reason), { code })]);
    expect(said).toEqual([]);
    expect(answer).toMatchObject({ message: expect.stringMatching(told) });
    expect((answer as Error).message).toContain(reason);
    expect((answer as Error).stack).not.toMatch(/\n|secret/);
  });
});
