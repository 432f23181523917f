import { extractText, getDocumentProxy } from 'unpdf';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';

const fields = `id title state revision validUntil terms fileName total version
  revisions { revision total sentBy url acceptedAt acceptedBy acceptedFrom }
  clientLink { url revision expiresAt revokedAt opened }
  lines { description section isOptional total }`;
const line = { description: 'Firewall', quantity: '2', price: '99.95', cost: '50', section: 'Network' };
const extra = { description: 'Spare', quantity: '1', price: '40', cost: '1', section: 'Network', isOptional: true };

/** What the API of shared quotes answers: the quote, or why not. */
interface Answer {
  message: string;
  refusal: string | null;
  sheet: { lines: object[]; [field: string]: unknown };
}

describe('a quote that a client reads and accepts', () => {
  let app: TestApp;
  let clientId: string;
  let stageId: string;
  let number = 0;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const ask = async (
    mutation: string,
    types: string,
    variables: object,
    as: 'admin' | 'sales' | 'viewer' = 'sales',
  ) => {
    const { data, errors } = await app.ask(`mutation (${types}) { it: ${mutation} }`, variables, { as });
    return { it: data?.it, errors };
  };
  const payload = `{ document { ${fields} } problems { code field message } }`;
  const setState = (id: string, state: string) =>
    ask(`setDocumentState(id: $id, state: $state) ${payload}`, '$id: ID!, $state: DocumentState!', { id, state });
  const update = (id: string, input: object) =>
    ask(`updateQuote(id: $id, input: $input) ${payload}`, '$id: ID!, $input: QuoteInput!', { id, input });
  const share = (id: string, days?: number) =>
    ask(`createQuoteLink(documentId: $id, input: $input) ${payload}`, '$id: ID!, $input: QuoteLinkInput', {
      id,
      input: { days },
    });
  const revoke = (id: string) => ask(`revokeQuoteLink(documentId: $id) ${payload}`, '$id: ID!', { id });
  const opportunity = async (): Promise<string> => {
    const { it } = await ask('createOpportunity(input: $input) { opportunity { id } }', '$input: OpportunityInput!', {
      input: { name: `Sale ${++number}`, clientId, stageId },
    });
    return it.opportunity.id;
  };
  const quote = async (input: object = {}, of?: string): Promise<string> => {
    const { it } = await ask(
      'createQuote(opportunityId: $id, input: $input) { document { id } problems { message } }',
      '$id: ID!, $input: QuoteInput!',
      { id: of ?? (await opportunity()), input: { title: 'Network', lines: [line, extra], ...input } },
    );
    expect(it.problems).toEqual([]);
    return it.document.id;
  };
  const sent = async (input: object = {}, of?: string) => {
    const id = await quote(input, of);
    await setState(id, 'SENT');
    const { it } = await share(id);
    return { id, token: String(it.document.clientLink.url).split('#')[1] ?? '' };
  };
  const from = () => ({ 'x-forwarded-for': `203.0.113.${++number}`, 'user-agent': 'Test browser' });
  const read = async (token: string) => {
    const answer = await fetch(`${app.url}/api/shared/quotes/${token}`, { headers: from() });
    return { status: answer.status, body: (await answer.json()) as Answer };
  };
  const accept = async (token: string, body: unknown = { name: 'Jane Doe' }) => {
    const answer = await fetch(`${app.url}/api/shared/quotes/${token}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from() },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Answer };
  };
  const document = async (id: string) =>
    (await app.ask(`query ($id: ID!) { document(id: $id) { ${fields} } }`, { id }, { as: 'sales' })).data?.document;

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false, trustProxy: '127.0.0.1' });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const [stage] = await rows<{ id: string }>(`select id from pipeline_stage where name = 'Lead'`);
    stageId = stage?.id ?? '';
    const made = await app.graphql('mutation { createClient(input: { name: "Harbor" }) { client { id } } }');
    clientId = made.createClient.client.id;
  });
  afterAll(() => app.stop());

  it('is read with its PDF and accepted without a session, once, with who, when and from where', async () => {
    const { id, token } = await sent({ terms: 'Net 30', validUntil: '2099-12-31' });
    const seen = await read(token);
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ refusal: null, acceptedAt: null });
    expect(seen.body.sheet).toMatchObject({
      title: 'Network',
      clientName: 'Harbor',
      terms: 'Net 30',
      validUntil: '2099-12-31',
      totals: { subtotal: '199.90', total: '199.90' },
    });
    expect(seen.body.sheet.lines[1]).toMatchObject({ section: 'Network', isOptional: true, total: '40.00' });
    // What the seller pays, and whose record it is, is nobody else's.
    expect(JSON.stringify(seen.body)).not.toMatch(/cost|"id"/i);

    const file = await fetch(`${app.url}/api/shared/quotes/${token}/file`, { headers: from() });
    expect(file.headers.get('content-type')).toBe('application/pdf');
    const printed = await textOf(Buffer.from(await file.arrayBuffer()));
    for (const words of ['Network', 'Optional, not in the total', 'Valid until 2099-12-31', 'Net 30', '199.90'])
      expect(printed).toContain(words);

    expect(await accept(token, { name: ' ' })).toMatchObject({ status: 400, body: { message: 'Enter your name.' } });
    expect(await accept(token)).toMatchObject({ status: 200, body: { acceptedBy: 'Jane Doe' } });
    const again = await accept(token, { name: 'John' });
    expect(again.status).toBe(409);
    expect(again.body.message).toMatch(/^This quote was accepted already by Jane Doe on \d{4}-\d\d-\d\d\./);
    const now = await document(id);
    expect(now).toMatchObject({ state: 'ACCEPTED', total: '199.90' });
    expect(now.revisions).toMatchObject([
      { revision: 1, acceptedBy: 'Jane Doe', acceptedFrom: expect.stringMatching(/^203\.0\.113\.\d+, Test browser$/) },
    ]);
    const told = await rows<{ description: string; actor: string | null }>(
      `select description, actor from audit_event where local_id = $1 order by seq`,
      [id],
    );
    expect(told.at(-1)).toEqual({
      description: expect.stringMatching(/^Edited: state\..*|^Accepted by Jane Doe over the link, from 203\.0\.113\./),
      actor: 'Jane Doe (client)',
    });
  });

  it('is accepted by one of two who try at the same moment', async () => {
    const { token } = await sent();
    const answers = await Promise.all([accept(token, { name: 'A' }), accept(token, { name: 'B' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('stays as it was sent when it is changed: that makes a revision, and the old link says so', async () => {
    const { id, token } = await sent();
    const before = await fetchPdf(id, 1);
    const same = await update(id, { title: 'Network', lines: [{ ...line, price: '99.9500' }, extra] });
    expect(same.it.document).toMatchObject({ state: 'SENT', revision: 1 });
    const { it } = await update(id, { title: 'Network', lines: [{ ...line, price: '120' }] });
    expect(it.document).toMatchObject({ state: 'DRAFT', revision: 2, total: '240.00' });
    expect(it.document.fileName).toMatch(/^Quote-\d+-revision-2\.pdf$/);
    expect(it.document.revisions).toMatchObject([{ revision: 1, total: '199.90' }]);
    expect(it.document.revisions[0].sentBy).toBeTruthy();
    expect((await fetchPdf(id, 1)).equals(before)).toBe(true);
    for (const answer of [await read(token), await accept(token)])
      expect(answer).toMatchObject({ status: 404, body: { message: expect.stringContaining('was changed after') } });
    expect((await share(id)).it.problems).toMatchObject([{ code: 'wrong_state' }]);

    await setState(id, 'SENT');
    // The old link is not the new one's.
    expect((await read(token)).status).toBe(404);
    const next = (await share(id)).it.document.clientLink.url.split('#')[1];
    expect((await read(next)).body.sheet).toMatchObject({ revision: 2, totals: { total: '240.00' } });
    expect((await document(id)).revisions.map(({ revision }: { revision: number }) => revision)).toEqual([2, 1]);
    const history = await rows<{ description: string }>(
      `select description from audit_event where local_id = $1 and description like '%Revision 2 begun%'`,
      [id],
    );
    expect(history).toHaveLength(1);
  });

  it('makes a revision also where it was taken back to draft before it was changed', async () => {
    const { id, token } = await sent();
    await setState(id, 'DRAFT');
    expect(await accept(token)).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('taken back') },
    });
    expect((await update(id, { title: 'Network II', lines: [line] })).it.document.revision).toBe(2);
    expect((await update(id, { title: 'Network III', lines: [line] })).it.document.revision).toBe(2);
  });

  it('is shown by no link that was revoked, replaced, expired, tampered with or made for something else', async () => {
    const { id, token } = await sent();
    const first = token;
    const { it } = await share(id, 7);
    const second = it.document.clientLink.url.split('#')[1];
    expect(await read(first)).toMatchObject({ status: 404, body: { message: expect.stringContaining('withdrawn') } });
    expect((await read(second)).status).toBe(200);
    await rows(
      `update quote_link set expires_at = now() - interval '1 minute' where revoked_at is null and document_id = $1`,
      [id],
    );
    expect(await accept(second)).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('expired on') },
    });
    await share(id);
    const third = (await document(id)).clientLink.url.split('#')[1];
    expect((await revoke(id)).it.document.clientLink.url).toBe(null);
    expect(await accept(third)).toMatchObject({ status: 404, body: { message: expect.stringContaining('withdrawn') } });
    const [name, key, mac] = third.split('.');
    for (const odd of [`${name}.${key}`, `${name}.${key}.${mac}x`, `${second.split('.')[0]}.${key}.${mac}`, 'x'])
      expect([odd, (await read(odd)).status]).toEqual([odd, 404]);
    // A token of one kind of link opens none of the other.
    expect((await fetch(`${app.url}/api/shared/documents/${third}`, { headers: from() })).status).toBe(404);
    expect((await document(id)).state).toBe('SENT');
  });

  it('is not accepted once it is out of date, declined, lost, or another one was accepted', async () => {
    const late = await sent({ validUntil: '2020-01-31' });
    expect((await read(late.token)).body.refusal).toContain('no longer valid');
    expect(await accept(late.token)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('no longer valid') },
    });
    const declined = await sent();
    await setState(declined.id, 'DECLINED');
    expect((await accept(declined.token)).body.message).toContain('declined');
    const of = await opportunity();
    const [one, two] = [await sent({}, of), await sent({}, of)];
    expect((await accept(one.token)).status).toBe(200);
    expect(await accept(two.token)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('cannot be accepted') },
    });
    const lost = await opportunity();
    const closed = await sent({}, lost);
    await ask('markOpportunityLost(id: $id) { problems { message } }', '$id: ID!', { id: lost });
    expect((await accept(closed.token)).body.message).toContain('closed');
  });

  it('gives links to those alone who may sell, with an end', async () => {
    const { id, token } = await sent();
    expect(token).toBeTruthy();
    const viewed = await app.ask(
      `query ($id: ID!) { document(id: $id) { clientLink { url revision } } }`,
      { id },
      { as: 'viewer' },
    );
    expect(viewed.data?.document.clientLink).toEqual({ url: null, revision: 1 });
    const refused = await ask('createQuoteLink(documentId: $id) { problems { code } }', '$id: ID!', { id }, 'viewer');
    expect(refused.errors).toHaveLength(1);
    for (const days of [0, 366]) expect((await share(id, days)).it.problems).toMatchObject([{ field: 'days' }]);
    const draft = await quote();
    expect((await share(draft)).it.problems[0].message).toContain('mark it as sent first');
  });

  it('is taken back like any acceptance, and can then be accepted again', async () => {
    const { id, token } = await sent();
    await accept(token);
    await setState(id, 'SENT');
    expect((await document(id)).revisions[0].acceptedBy).toBe(null);
    expect((await accept(token, { name: 'John' })).status).toBe(200);
  });

  const fetchPdf = async (id: string, revision: number): Promise<Buffer> => {
    const [kept] = await rows<{ pdf: Buffer }>(
      'select pdf from quote_revision where document_id = $1 and revision = $2',
      [id, revision],
    );
    return kept?.pdf ?? Buffer.alloc(0);
  };
});

const textOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text;
