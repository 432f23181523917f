import { connect, saveSettings, stageIds } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';

describe('kind 16: the address in the note of ConnectWise', () => {
  let app: TestApp;
  let stages: Record<string, string>;
  let number = 0;
  beforeAll(async () => {
    app = await createTestApp({ trustProxy: '127.0.0.1' });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      ),
    );
    stages = await stageIds(app);
    await connect(app);
    await startWithoutPreview(app);
    await app.settle();
  });
  afterAll(() => app.stop());

  /** Wins a quote; answers its document and the address that its note in ConnectWise holds. */
  const won = async () => {
    const made = async (mutation: string, field: string, variables: object, types: string) => {
      const answer = await app.graphql(
        `mutation (${types}) { ${mutation} { ${field} { id } problems { field message } } }`,
        variables,
      );
      const [payload] = Object.values(answer) as { problems: unknown[]; [key: string]: unknown }[];
      expect(payload?.problems).toEqual([]);
      return String((payload?.[field] as { id?: unknown } | undefined)?.id);
    };
    const name = `Harbor ${++number}`;
    const clientId = await made('createClient(input: $input)', 'client', { input: { name } }, '$input: ClientInput!');
    await made(
      'createContact(input: $input)',
      'contact',
      { input: { firstName: 'Ann', clientId, isPrimary: true } },
      '$input: ContactInput!',
    );
    const id = await made(
      'createOpportunity(input: $input)',
      'opportunity',
      { input: { name, clientId, stageId: stages.Lead } },
      '$input: OpportunityInput!',
    );
    const documentId = await made(
      'createQuote(opportunityId: $id, input: $input)',
      'document',
      {
        id,
        input: { title: 'Fire"wall\u202e', lines: [{ description: 'Box', quantity: '1', price: '9', cost: '1' }] },
      },
      '$id: ID!, $input: QuoteInput!',
    );
    await made('setDocumentState(id: $id, state: ACCEPTED)', 'document', { id: documentId }, '$id: ID!');
    await made('markOpportunityWon(id: $id)', 'opportunity', { id }, '$id: ID!');
    await app.settle();
    const notes = app.sandbox.store.list('opportunityNotes').map((note) => String(note.text));
    const note = notes.at(-1) ?? '';
    return { id, documentId, url: /http\S+$/.exec(note)?.[0] ?? '' };
  };
  const open = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${new URL(url).pathname}`, {
      redirect: 'manual',
      headers: { 'x-forwarded-for': `203.0.113.${++number}`, ...headers },
    });
  const log = (documentId: string) =>
    app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query<{ code: string; description: string }>(
        `select code, description from audit_event where local_id = $1 and code like 'document_link%' order by seq`,
        [documentId],
      ),
    );

  it('leads to the sign-in and back where the workspace does not allow links', async () => {
    const { url, documentId } = await won();
    expect(url).toMatch(new RegExp(`/api/documents/${documentId}/file$`));
    const answer = await open(url, { accept: 'text/html' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/sign-in?redirect=${encodeURIComponent(new URL(url).pathname)}`,
    ]);
  });

  it('opens the document without a session where it does, tells the log, and is for nobody’s cache', async () => {
    await saveSettings(app, { options: { documentLinks: { isOn: true } } });
    const { url, documentId } = await won();
    expect(url).toMatch(/\/api\/shared\/documents\/[\w-]+\.test\.[\w-]+$/);
    const answer = await open(url);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-disposition': expect.stringMatching(/^inline; filename="[^"\\\r\n]+"; filename\*=UTF-8''[\w%.-]+$/),
    });
    expect((await answer.text()).slice(0, 5)).toBe('%PDF-');
    expect(await log(documentId)).toEqual([
      {
        code: 'document_link_opened',
        description: expect.stringMatching(/was opened by its link, from the address 203\.0\.113\.\d+\.$/),
      },
    ]);
    const { document } = await app.graphql(
      'query ($id: ID!) { document(id: $id) { link { opened expiresAt revokedAt } } }',
      {
        id: documentId,
      },
    );
    expect(document.link).toEqual({ opened: 1, expiresAt: null, revokedAt: null });
  });

  it('opens nothing else: not tampered with, not another document, nothing behind it', async () => {
    const [one, two] = [await won(), await won()];
    const [name, key, mac] = new URL(one.url).pathname.split('/').at(-1)?.split('.') ?? [];
    const [otherName] = new URL(two.url).pathname.split('/').at(-1)?.split('.') ?? [];
    const at = (token: string) => `http://x/api/shared/documents/${token}`;
    const flipped = `${mac?.startsWith('A') ? 'B' : 'A'}${mac?.slice(1)}`;
    for (const token of [
      `${otherName}.${key}.${mac}`,
      `${name}.${key}.${flipped}`,
      `${name}.other.${mac}`,
      `${name}.${key}`,
      `${name}`,
      `${name}.${key}.${mac}.x`,
      `${name}.${key}.${mac}%3D`,
      one.documentId,
      '..%2f..%2fapi',
    ]) {
      const answer = await open(at(token));
      expect([token, answer.status, answer.headers.get('cache-control')]).toEqual([token, 404, 'private, no-store']);
      expect(await answer.json()).toEqual({ code: 'not_found', message: expect.stringContaining('not valid') });
    }
    expect((await open(`http://x/api/documents/${one.documentId}/file`)).status).toBe(401);
    expect(await log(one.documentId)).toEqual([]);
  });

  it('is revoked for one document, and for all; nobody else of the house may revoke all', async () => {
    const [one, two] = [await won(), await won()];
    const revoke = async (as: 'sales' | 'viewer' | 'admin', documentId: string) =>
      app.ask(
        'mutation ($id: ID!) { revokeDocumentLink(documentId: $id) { revoked problems { code } } }',
        { id: documentId },
        { as },
      );
    expect((await revoke('viewer', one.documentId)).errors?.length).toBe(1);
    expect((await open(one.url)).status).toBe(200);
    expect((await revoke('sales', one.documentId)).data).toEqual({ revokeDocumentLink: { revoked: 1, problems: [] } });
    expect([(await open(one.url)).status, (await open(two.url)).status]).toEqual([404, 200]);
    expect((await log(one.documentId)).at(-1)?.description).toMatch(/ revoked the link of "/);
    const all = 'mutation { revokeAllDocumentLinks { revoked problems { code } } }';
    expect((await app.ask(all, {}, { as: 'sales' })).errors?.length).toBe(1);
    expect((await app.graphql(all)).revokeAllDocumentLinks.revoked).toBeGreaterThan(0);
    expect((await open(two.url)).status).toBe(404);
    expect((await app.graphql(all)).revokeAllDocumentLinks.revoked).toBe(0);
    // Another workspace cannot revoke what is not its own.
    const three = await won();
    await app.ask('mutation { revokeAllDocumentLinks { revoked } }', {}, { as: 'stranger' });
    expect((await open(three.url)).status).toBe(200);
  });

  it('expires by the setting, and stops when the workspace allows links no more', async () => {
    await saveSettings(app, { options: { documentLinks: { expireAfterDays: 7 } } });
    const { url, documentId } = await won();
    const { document } = await app.graphql('query ($id: ID!) { document(id: $id) { link { createdAt expiresAt } } }', {
      id: documentId,
    });
    const days = (Date.parse(document.link.expiresAt) - Date.parse(document.link.createdAt)) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await open(url)).status).toBe(200);
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`update document_link set expires_at = now() where document_id = $1`, [documentId]),
    );
    expect((await open(url)).status).toBe(404);
    await saveSettings(app, { options: { documentLinks: { expireAfterDays: null } } });
    const other = await won();
    expect((await open(other.url)).status).toBe(200);
    await saveSettings(app, { options: { documentLinks: { isOn: false } } });
    expect((await open(other.url)).status).toBe(404);
    await saveSettings(app, { options: { documentLinks: { isOn: true } } });
    expect((await open(other.url)).status).toBe(200);
  });

  it('refuses a wish that makes no sense', async () => {
    await expect(saveSettings(app, { options: { documentLinks: { expireAfterDays: 0 } } })).rejects.toThrow();
  });

  it('is limited for one address', async () => {
    const { url } = await won();
    const answers: number[] = [];
    for (let n = 0; n < 35; n++) answers.push((await open(url, { 'x-forwarded-for': '198.51.100.9' })).status);
    expect(answers.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(answers.slice(30)).toEqual(Array(5).fill(429));
    expect((await open(url)).status).toBe(200);
  });
});
