import { createTestApp, PASSWORD, type TestApp, type TestAppOptions } from '../support/test-app.ts';

const GUESSES = 60;
const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { viewer { role } problems { code } } }`;

/** What became of tries to sign in that were all sent at once. */
async function outcomes(app: TestApp, tries: { email: string; password?: string; from?: string }[]) {
  const answers = await Promise.all(
    tries.map(async ({ email, password = 'wrong', from }) => {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(from ? { 'x-forwarded-for': from } : {}) },
        body: JSON.stringify({ query: signIn, variables: { email, password } }),
      });
      const { data } = (await response.json()) as {
        data: { signIn: { viewer: object | null; problems: { code: string }[] } };
      };
      return data.signIn.viewer ? 'signed_in' : (data.signIn.problems[0]?.code ?? 'nothing');
    }),
  );
  const count = (word: string) => answers.filter((answer) => answer === word).length;
  return { wrong: count('wrong_credentials'), throttled: count('throttled'), signedIn: count('signed_in') };
}
const many = <T>(make: (n: number) => T) => Array.from({ length: GUESSES }, (_, n) => make(n));
const elsewhere = (n: number) => `203.0.113.${n}`;

describe('60 guesses at the same moment', () => {
  let app: TestApp;
  const open = async (options: TestAppOptions = {}) => {
    app = await createTestApp({ sandbox: false, ...options });
  };
  afterEach(() => app.stop());

  it('for one account from one address: five are looked at, and then not even the right password', async () => {
    await open();
    expect(
      await outcomes(
        app,
        many(() => ({ email: 'admin@test.example' })),
      ),
    ).toEqual({ wrong: 5, throttled: 55, signedIn: 0 });
    const right = [{ email: ' Admin@Test.example', password: PASSWORD }];
    expect(await outcomes(app, right)).toEqual({ wrong: 0, throttled: 1, signedIn: 0 });
    const other = [{ email: 'support@test.example', password: PASSWORD }];
    expect(await outcomes(app, other)).toEqual({ wrong: 0, throttled: 0, signedIn: 1 });
  });

  it('for as many accounts from one address: fifty are looked at', async () => {
    await open();
    const tries = many((n) => ({ email: `guess-${n}@test.example` }));
    expect(await outcomes(app, tries)).toEqual({ wrong: 50, throttled: 10, signedIn: 0 });
  });

  it('count for one address, whatever a caller says of itself, unless its proxy is named', async () => {
    await open();
    const tries = many((n) => ({ email: 'admin@test.example', from: elsewhere(n) }));
    expect(await outcomes(app, tries)).toEqual({ wrong: 5, throttled: 55, signedIn: 0 });
  });

  it('for one account from as many addresses behind a named proxy: twenty-five are looked at', async () => {
    await open({ trustProxy: '127.0.0.0/8, ::1' });
    const tries = many((n) => ({ email: 'admin@test.example', from: elsewhere(n) }));
    expect(await outcomes(app, tries)).toEqual({ wrong: 25, throttled: 35, signedIn: 0 });
    const others = many((n) => ({ email: `guess-${n}@test.example`, from: elsewhere(n) }));
    expect(await outcomes(app, others)).toEqual({ wrong: 60, throttled: 0, signedIn: 0 });
  });

  it('are counted in PostgreSQL, without names or addresses', async () => {
    await open();
    await outcomes(app, [{ email: 'admin@test.example' }]);
    const stored = await app.test.sql<{ key: string; points: number }>('select key, points from sign_in_attempt');
    expect(stored.map(({ points }) => points)).toEqual([1, 1, 1]);
    expect(JSON.stringify(stored)).not.toMatch(/admin|127\.0/);
    const seen = await app.database.inWorkspace(app.workspaceId, (tx) => tx.query('select from sign_in_attempt'));
    expect(seen).toEqual([]);
    // A sign-in that succeeds takes everything back.
    await outcomes(app, [{ email: 'admin@test.example', password: PASSWORD }]);
    const left = await app.test.sql<{ points: number }>('select points from sign_in_attempt');
    expect(left).toEqual([{ points: 1 }]);
  });
});
