import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { createConnectedApp } from '../../../test/support/connected-app.ts';
import { PASSWORD, type TestApp } from '../../../test/support/test-app.ts';
import { SecretBox } from '../../platform/secrets.ts';
import { type App, compose } from '../compose.ts';
import { checkInstallation } from './check.ts';
import { rotateKeys } from './rotate-keys.ts';

const old = { id: 'test', key: Buffer.alloc(32, 7) };
const fresh = { id: 'fresh', key: randomBytes(32) };
const both = new SecretBox([fresh, old]);

describe('rotate-keys', () => {
  let app: TestApp;
  const others: App[] = [];
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    const { addWebhook } = await app.graphql(
      'mutation { addWebhook(input: { name: "Ops", url: "https://hooks.example/x", form: STANDARD }) { problems { code } webhook { id } } }',
    );
    await app.graphql('mutation ($id: ID!) { rotateWebhookSecret(id: $id) { problems { code } } }', {
      id: addWebhook.webhook.id,
    });
    await app.graphql(
      'mutation ($password: String!) { beginSecondFactor(password: $password) { secret problems { code } } }',
      { password: PASSWORD },
    );
  });
  afterAll(async () => {
    for (const other of others) await other.stop();
    await app.stop();
  });

  /** The product as a process with other keys would be. */
  const productWith = (secrets: SecretBox): App => {
    const other = compose({ ...app.tools, secrets });
    others.push(other);
    return other;
  };
  /** What ConnectWise says to the stored keys, opened with these. */
  const askConnectWise = async (secrets: SecretBox) => {
    const product = productWith(secrets);
    const read = await app.database.inWorkspace(app.workspaceId, (tx) => product.connection.connections.active(tx));
    if (!read) throw new Error('There is no connection.');
    const client = await product.connection.clients.clientFor(read).catch((error: Error) => error.message);
    if (typeof client === 'string') return client;
    return client.systemInfo().then(
      () => 'opened',
      (error: Error) => error.message,
    );
  };
  const sealedWith = async (): Promise<string[]> => {
    const columns = await app.test.sql<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public' and column_name like '%\\_sealed'`,
    );
    expect(columns.length).toBeGreaterThan(8);
    const union = columns.map(
      ({ table, column }) => `select split_part(${column}, ':', 2) as id from ${table} where ${column} <> ''`,
    );
    return (await app.test.sql<{ id: string }>(union.join(' union all '))).map(({ id }) => id);
  };

  it('refuses while a program still seals with another key, and changes nothing', async () => {
    await expect(rotateKeys({ database: app.database, secrets: both }, { anyway: false })).rejects.toThrow(
      /These programs do not seal with the key "fresh" yet: worker \d+ on .*restart them/,
    );
    expect(new Set(await sealedWith())).toEqual(new Set(['test']));
  });

  it('says which secrets cannot be opened, leaves them, and lets no key go', async () => {
    const strangers = new SecretBox([fresh, { id: 'test', key: randomBytes(32) }]);
    const { lines, isDone } = await rotateKeys({ database: app.database, secrets: strangers }, { anyway: true });
    expect(isDone).toBe(false);
    expect(lines.join('\n')).toMatch(/webhook: 0 sealed anew with "fresh", 2 CANNOT BE OPENED/);
    expect(lines.at(-1)).toMatch(/cannot be opened with SECRET_KEYS and stayed as they were.*Remove no key before/);
    expect(new Set(await sealedWith())).toEqual(new Set(['test']));
  });

  it('seals everything anew, page after page, goes on where it was stopped, and the connection opens without the old key', async () => {
    const before = (await sealedWith()).length;
    let pages = 0;
    const stopping = {
      ...app.database,
      acrossWorkspaces: app.database.acrossWorkspaces.bind(app.database),
      inWorkspace: (...args: Parameters<TestApp['database']['inWorkspace']>) => {
        if (++pages > 3) throw new Error('killed');
        return app.database.inWorkspace(...args);
      },
    } as TestApp['database'];
    await expect(rotateKeys({ database: stopping, secrets: both, pageSize: 1 }, { anyway: true })).rejects.toThrow(
      'killed',
    );
    const partly = await sealedWith();
    expect(new Set(partly)).toEqual(new Set(['fresh', 'test']));

    const { lines, isDone } = await rotateKeys(
      { database: app.database, secrets: both, pageSize: 1 },
      { anyway: true },
    );
    expect(isDone).toBe(true);
    expect(await sealedWith()).toEqual(Array(before).fill('fresh'));
    const text = lines.join('\n');
    expect(text).toMatch(/^webhook: 2 sealed anew with "fresh"$/m);
    expect(text).toMatch(/^second_factor: 1 sealed anew/m);
    expect(text).toMatch(/"test" may be removed from SECRET_KEYS of every program; restart them afterwards\./);

    expect(await askConnectWise(new SecretBox([fresh]))).toBe('opened');
    expect(await askConnectWise(new SecretBox([old]))).toMatch(
      /sealed with key "fresh", which SECRET_KEYS does not hold/,
    );
    const [event] = await app.test.sql<{ description: string; actor: string }>(
      `select actor, description from security_event where kind = 'secrets_resealed' order by id desc limit 1`,
    );
    expect(event).toMatchObject({
      actor: 'Operator',
      description: expect.stringMatching(/sealed anew with the key "fresh"/),
    });
  });

  it('has nothing to do a second time, and says so', async () => {
    const { lines, isDone } = await rotateKeys(
      { database: app.database, secrets: new SecretBox([fresh]) },
      { anyway: true },
    );
    expect([isDone, lines.at(-1)]).toEqual([true, expect.stringMatching(/the only key in SECRET_KEYS/)]);
    expect(lines.join()).not.toMatch(/[1-9]\d* sealed anew/);
  });

  it('does not take a key of the right name and another value for the one that sealed', async () => {
    const impostor = new SecretBox([{ id: 'fresh', key: randomBytes(32) }]);
    const { lines, isDone } = await rotateKeys({ database: app.database, secrets: impostor }, { anyway: true });
    expect(isDone).toBe(false);
    expect(lines.join('\n')).toMatch(/connection: 0 sealed anew with "fresh", [1-9]\d* CANNOT BE OPENED/);
    expect(lines.at(-1)).toMatch(/stands there with another value/);
  });

  it.each([
    ['the key that sealed', fresh, /^ok {4}stored secrets: [1-9]\d*, all opened with SECRET_KEYS$/],
    ['its name with another value', { id: 'fresh', key: randomBytes(32) }, /^FAULT stored secrets: .*another value/],
    ['another key', { id: 'else', key: randomBytes(32) }, /^FAULT stored secrets: .*their key is missing/],
  ])('is told by check: %s', async (_name, key, line) => {
    const hosts = { connectwiseAllowedHosts: [], signInAllowedHosts: [], webhookAllowedHosts: [], smtpUrl: null };
    const env = { publicUrl: 'http://localhost', storageDir: tmpdir(), secretKeys: [key], ...hosts };
    const { lines } = await checkInstallation(env, {
      database: async () => app.database,
      jobs: () => {
        throw new Error('not asked about');
      },
    });
    expect(lines.find((one) => one.includes('stored secrets'))).toMatch(line);
  });

  it('names the recovery codes that end with the old key', async () => {
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into recovery_code (user_id, signature) select id, 'test.' || n from app_user, generate_series(1, 2) n where role in ('admin', 'sales')`,
      ),
    );
    const { lines } = await rotateKeys({ database: app.database, secrets: both }, { anyway: true });
    expect(lines).toContainEqual(
      '4 recovery codes of 2 people are signed with "test" and end with it. They renew them on the page Profile first.',
    );
  });
});
