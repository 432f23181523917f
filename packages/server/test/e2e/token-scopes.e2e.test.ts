import { tokenScopes } from '@causeway/shared/vocabulary';
import { accessRules } from '../../src/main/access-rules.ts';
import { permissionsOf } from '../../src/main/permissions.ts';
import { buildProductSchema } from '../../src/main/print-schema.ts';
import { newId } from '../../src/platform/ids.ts';
import { anyOperation } from '../support/any-operation.ts';
import { openLive } from '../support/live-client.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const DAY_MS = 86_400_000;
const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  secret token { id name role scopes expiresAt } problems { code field message } } }`;
const ROTATE = `mutation ($id: ID!, $hours: Float!) { rotateApiToken(id: $id, overlapHours: $hours) {
  secret token { id name scopes expiresAt } replaced { id expiresAt replacedById } problems { code field message } } }`;
const SAVE = `mutation ($input: AccessSettingsInput!) { saveAccessSettings(input: $input) { settings { tokenMaxDays } problems { field message } } }`;
const HELLO = '{ viewer { role } }';

describe('what a token is made for', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
  });
  afterAll(() => app.stop());

  const create = async (input: object) => (await app.graphql(CREATE, { input })).createApiToken;
  const askAs = (secret: string, query: string) => app.ask(query, {}, { as: { token: secret } });
  const daysLeft = (expiresAt: string) => Math.round((Date.parse(expiresAt) - Date.now()) / DAY_MS);

  it.each(tokenScopes)('%s opens the fields that the table of scopes names, and no others', async (scope) => {
    const schema = await buildProductSchema();
    const { secret } = await create({ name: scope, scopes: [scope.toUpperCase()] });
    const mayAsk = permissionsOf(schema, accessRules).filter(({ kind, isOpen }) => !isOpen && kind !== 'subscription');
    const types = { query: schema.getQueryType(), mutation: schema.getMutationType() };
    const opened: string[] = [];
    for (const { kind, field } of mayAsk) {
      const definition = kind === 'subscription' ? undefined : types[kind]?.getFields()[field];
      if (!definition || kind === 'subscription') continue;
      const { errors } = await askAs(secret, anyOperation(kind, definition, newId()));
      const isRefused = errors.some(({ path, extensions }) => path?.length === 1 && extensions?.code === 'forbidden');
      if (!isRefused) opened.push(field);
    }
    const role = scope === 'retry' ? 'support' : 'viewer';
    const expected = mayAsk.filter((row) => row.mayBeAskedBy.includes(role) && row.scope === scope);
    // `node` has no scope of its own: it asks the field of the type that the ID is of.
    expect(opened.sort()).toEqual([...expected.map(({ field }) => field), 'node'].sort());
  });

  it('is told in the refusal, over HTTP and socket', async () => {
    const { secret } = await create({ name: 'dashboard', scopes: ['AUDIT'] });
    const { errors } = await askAs(secret, '{ clients { totalCount } }');
    expect(errors[0]).toMatchObject({ extensions: { code: 'forbidden', needed: 'crm' } });
    expect(errors[0]?.message).toMatch(/has not the scope "crm".*it has audit\. Make one/);
    const crm = await create({ name: 'crm', scopes: ['CRM'] });
    const live = openLive(app.url, {}, { token: crm.secret });
    const refused = await live.once('subscription { auditEventAdded { id } }');
    expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'forbidden', needed: 'audit' } });
    await live.close();
    const retry = await askAs(secret, 'mutation { syncNow { problems { code } } }');
    expect(retry.errors[0]).toMatchObject({
      message: expect.stringMatching(/has not the scope "retry"\. Make one that has it/),
      extensions: { code: 'forbidden' },
    });
  });

  it('holds for files too', async () => {
    const fileAs = async (scopes: string[]) => {
      const { secret } = await create({ name: 'files', scopes });
      const headers = { authorization: `Bearer ${secret}` };
      return (await fetch(`${app.url}/api/documents/${newId()}/file`, { headers })).status;
    };
    expect(await fileAs(['AUDIT'])).toBe(403);
    expect(await fileAs(['CRM'])).toBe(404);
  });

  it('lasts 90 days unless said, at the longest what an administrator allows', async () => {
    expect(daysLeft((await create({ name: 'usual', scopes: ['AUDIT'] })).token.expiresAt)).toBe(90);
    await app.graphql(SAVE, { input: { tokenMaxDays: 30 } });
    expect(daysLeft((await create({ name: 'short', scopes: ['AUDIT'] })).token.expiresAt)).toBe(30);
    const long = await create({ name: 'long', scopes: ['AUDIT'], expiresAt: new Date(Date.now() + 40 * DAY_MS) });
    expect(long).toMatchObject({ secret: null, problems: [{ field: 'expiresAt' }] });
    expect(long.problems[0].message).toMatch(/at most 30 days/);
    const { saveAccessSettings } = await app.graphql(SAVE, { input: { tokenMaxDays: 0 } });
    expect(saveAccessSettings.problems).toEqual([expect.objectContaining({ field: 'tokenMaxDays' })]);
    await app.graphql(SAVE, { input: { tokenMaxDays: 365 } });
  });

  it.each([
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x' }, 'scopes'],
    [{ name: '  ', scopes: ['CRM'] }, 'name'],
  ])('has to be said: %j', async (input, field) => {
    expect(await create(input)).toMatchObject({ secret: null, problems: [{ field }] });
  });

  it('tells when and from where it was used', async () => {
    const { secret, token } = await create({ name: 'used', scopes: ['AUDIT'] });
    await askAs(secret, HELLO);
    const { apiTokens } = await app.graphql('{ apiTokens { id lastUsedAt lastUsedAddress } }');
    const used = apiTokens.find(({ id }: { id: string }) => id === token.id);
    expect(used).toMatchObject({
      lastUsedAt: expect.any(String),
      lastUsedAddress: expect.stringMatching(/127\.0\.0\.1$/),
    });
  });

  it('is handed on when it is replaced: both work, then the new one alone', async () => {
    const old = await create({ name: 'board', scopes: ['AUDIT', 'RETRY'] });
    const { rotateApiToken: made } = await app.graphql(ROTATE, { id: old.token.id, hours: 1 });
    expect(made).toMatchObject({
      problems: [],
      token: { name: 'board', scopes: ['AUDIT', 'RETRY'] },
      replaced: { id: old.token.id, replacedById: made.token.id },
    });
    expect(daysLeft(made.token.expiresAt)).toBe(90);
    expect(Date.parse(made.replaced.expiresAt) - Date.now()).toBeLessThan(3_600_001);
    for (const secret of [old.secret, made.secret]) expect((await askAs(secret, HELLO)).status).toBe(200);
    const again = await app.graphql(ROTATE, { id: old.token.id, hours: 1 });
    expect(again.rotateApiToken.problems).toEqual([expect.objectContaining({ code: 'conflict' })]);
    const live = openLive(app.url, {}, { token: made.secret });
    await live.once(HELLO);
    await app.graphql(ROTATE, { id: made.token.id, hours: 0 });
    const started = performance.now();
    expect((await live.ended).code).toBe(4401);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect((await askAs(made.secret, HELLO)).status).toBe(401);
    const { securityEvents } = await app.graphql('{ securityEvents { kind description } }');
    expect(securityEvents[0]).toMatchObject({ kind: 'token_rotated' });
  });
});
