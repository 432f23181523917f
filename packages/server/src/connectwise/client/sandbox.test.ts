import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { catalogComponentWire, catalogItemWire } from '../wire/catalog.ts';
import { companyWire } from '../wire/company.ts';
import { contactWire } from '../wire/contact.ts';
import { documentWire } from '../wire/document.ts';
import { opportunityNoteWire, opportunityWire, stageWire, statusWire } from '../wire/opportunity.ts';
import { productItemWire } from '../wire/product-item.ts';
import { batchesOf, contains, equals, every, oneOf, since } from './conditions.ts';
import type { ConnectWiseError } from './connectwise-error.ts';
import { HttpConnectWiseClient } from './http-connectwise-client.ts';
import { OutboundGuard } from './outbound-guard.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Transport } from './transport.ts';

/** The client against a server that was written without looking at it. */
describe('HttpConnectWiseClient against the sandbox', () => {
  let sandbox: Sandbox;
  let transport: Transport;
  let client: HttpConnectWiseClient;

  beforeAll(async () => {
    sandbox = await createSandbox({ seed: 'demo' });
    transport = new Transport({ guard: new OutboundGuard([`127.0.0.1:${sandbox.port}`]) });
    client = new HttpConnectWiseClient({
      account: {
        apiBaseUrl: `${sandbox.url}/v4_6_release/apis/3.0`,
        loginCompany: sandbox.company,
        publicKey: sandbox.publicKey,
        privateKey: sandbox.privateKey,
        clientId: sandbox.clientId,
      },
      transport,
      limiter: new RateLimiter({ requestsPerSecond: Number.POSITIVE_INFINITY }),
      retry: { attempts: 3, baseMs: 1 },
    });
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await transport.close();
    await sandbox.close();
  });

  const failure = async (work: Promise<unknown>): Promise<ConnectWiseError> =>
    work.then(
      () => Promise.reject(new Error('it succeeded')),
      (error) => error,
    );

  it.each([
    ['companies', companyWire],
    ['contacts', contactWire],
    ['opportunities', opportunityWire],
    ['catalog items', catalogItemWire],
  ] as const)('reads all %s, as many as are counted, each once', async (_what, wire) => {
    const expected = await client.count(wire);
    const seen = new Set<number>();
    let afterId = 0;
    for (let done = false; !done; ) {
      const page = await client.page<{ id: number }>(wire, { afterId, pageSize: 700 });
      expect(page.invalid).toEqual([]);
      for (const record of page.records) seen.add(record.id);
      ({ done, lastId: afterId } = page);
    }
    expect(expected).toBeGreaterThan(500);
    expect(seen.size).toBe(expected);
  });

  it.each([
    ['companies', companyWire],
    ['contacts', contactWire],
    ['opportunities', opportunityWire],
    ['catalog items', catalogItemWire],
  ] as const)('is given all that it reads of %s when it asks for nothing else', async (_what, wire) => {
    const asked = { afterId: 0, pageSize: 200 };
    const whole = await client.page<{ id: number }>(wire, asked);
    const lean = await client.page<{ id: number }>(wire, { ...asked, fields: wire.fields });
    const pick = (record: object) => Object.fromEntries(Object.entries(record).filter(([name]) => wanted.has(name)));
    const wanted = new Set(['id', '_info', ...wire.fields]);
    expect(lean.records).toEqual(whole.records.map(pick));
    expect(JSON.stringify(lean.records).length).toBeLessThan(JSON.stringify(whole.records).length * 0.95);
  });

  it('finds companies by every kind of condition that it writes', async () => {
    const made = await client.create(companyWire, {
      identifier: 'OHara[x]',
      name: `O'Hara & Sons [100% "dental"]`.replaceAll('"', '*'),
      site: { name: 'Main' },
      addressLine1: '1 Main St',
    });
    const ids = (found: { id: number }[]) => found.map((c) => c.id);
    const name = made.name ?? '';
    expect(ids(await client.find(companyWire, { conditions: equals('name', name) }))).toEqual([made.id]);
    expect(ids(await client.find(companyWire, { conditions: equals('identifier', 'OHara[x]') }))).toEqual([made.id]);
    expect(ids(await client.find(companyWire, { conditions: contains('name', "O'Hara & Sons [1") }))).toEqual([
      made.id,
    ]);
    expect(ids(await client.find(companyWire, { conditions: oneOf('id', [made.id, 999_999]) }))).toEqual([made.id]);
    const lastUpdated = new Date(made._info?.lastUpdated ?? '');
    const recent = every(since('lastUpdated', lastUpdated), equals('deletedFlag', false));
    expect(ids(await client.find(companyWire, { conditions: recent }))).toContain(made.id);
  });

  it('fetches many records by ID in few requests', async () => {
    const all = await client.find(contactWire, { fields: ['id'] });
    const ids = all.slice(0, 250).map((c) => c.id);
    const batches = await Promise.all(
      batchesOf(ids).map((batch) => client.find(contactWire, { conditions: oneOf('id', batch) })),
    );
    expect(new Set(batches.flat().map((c) => c.id))).toEqual(new Set(ids));
  });

  it('carries an opportunity through: create, line, note, document, win, remove', async () => {
    const [contact] = await client.find(contactWire, {
      conditions: 'company != null and inactiveFlag = false',
      pageSize: 1,
    });
    const [item] = await client.find(catalogItemWire, { conditions: 'productClass="NonInventory"', pageSize: 1 });
    const [won] = (await client.find(statusWire)).filter((s) => s.wonFlag && !s.inactiveFlag);
    const [stage] = await client.find(stageWire, { orderBy: 'sequenceNumber asc', pageSize: 1 });
    const opportunity = await client.create(opportunityWire, {
      name: 'Firewall refresh',
      company: { id: contact?.company?.id },
      contact: { id: contact?.id },
      primarySalesRep: { id: 1 },
      stage: { id: stage?.id },
      expectedCloseDate: '2026-04-30T00:00:00Z',
    });
    const line = await client.create(productItemWire, {
      catalogItem: { id: item?.id },
      opportunity: { id: opportunity.id },
      quantity: 2,
      price: 100,
      cost: 60,
      billableOption: 'Billable',
      integrationXRef: 'line-1',
    });
    const conditions = every(equals('opportunity/id', opportunity.id), equals('integrationXRef', 'line-1'));
    const lines = await client.find(productItemWire, {
      conditions,
      orderBy: 'sequenceNumber asc',
    });
    expect(lines.map((l) => [l.id, l.quantity, l.price])).toEqual([[line.id, 2, 100]]);
    expect((await client.forecast(opportunity.id))?.forecastRevenueTotals?.revenue).toBe(200);

    await client.create(opportunityNoteWire, { text: 'Quote accepted' }, opportunity.id);
    expect((await client.find(opportunityNoteWire, { parentId: opportunity.id })).map((n) => n.text)).toEqual([
      'Quote accepted',
    ]);

    const target = { recordType: 'Opportunity', recordId: opportunity.id };
    const data = Buffer.from('%PDF-1.7 \u0000\u00ff quote', 'latin1');
    await client.uploadDocument({
      ...target,
      title: 'Quote 1042',
      fileName: 'Quote-1042.pdf',
      contentType: 'application/pdf',
      data,
    });
    await client.linkDocument({ ...target, title: 'Quote link', url: 'https://crm.example/quotes/1042' });
    const documents = await client.find(documentWire, {
      query: { recordType: 'Opportunity', recordId: String(opportunity.id) },
    });
    expect(documents.map((d) => d.title).sort()).toEqual(['Quote 1042', 'Quote link']);

    const closed = await client.patch(opportunityWire, opportunity.id, [
      { op: 'replace', path: 'status', value: { id: won?.id } },
    ]);
    expect(closed.status?.id).toBe(won?.id);
    await client.remove(opportunityWire, opportunity.id);
    expect(await client.get(opportunityWire, opportunity.id)).toBeNull();
  });

  it('reads the parts of a bundle', async () => {
    const bundles = await client.find(catalogItemWire, { conditions: 'productClass="Bundle"' });
    const parts = await client.find(catalogComponentWire, { parentId: bundles[0]?.id ?? 0 });
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((p) => typeof p.quantity === 'number' && p.catalogItem)).toBe(true);
  });

  it('finds a contact by the value of a communication item', async () => {
    const contacts = await client.find(contactWire, { pageSize: 50 });
    const contact = contacts.find((c) => c.communicationItems?.some((i) => i.communicationType === 'Email'));
    const email = contact?.communicationItems?.find((i) => i.communicationType === 'Email')?.value ?? '';
    const childConditions = every(
      equals('communicationItems/value', email),
      equals('communicationItems/communicationType', 'Email'),
    );
    const found = await client.find(contactWire, { childConditions });
    expect(found.map((c) => c.id)).toContain(contact?.id);
  });

  it('says what ConnectWise said, field by field', async () => {
    expect(await failure(client.create(contactWire, { lastName: 'Lee' }))).toMatchObject({
      kind: 'invalid',
      code: 'InvalidObject',
      fields: [expect.objectContaining({ code: 'MissingRequiredField', field: 'firstName' })],
      mayHaveCommitted: false,
    });
    const [company] = await client.find(companyWire, { pageSize: 1 });
    const twin = { identifier: company?.identifier, name: 'Twin', site: { name: 'Main' }, addressLine1: '1' };
    expect((await failure(client.create(companyWire, twin))).isDuplicate('identifier')).toBe(true);
    expect(await failure(client.find(companyWire, { conditions: 'nonsense=1' }))).toMatchObject({
      kind: 'invalid',
      code: 'ApiFindCondition',
    });
    expect(client.lastRequestId).toMatch(/./);
  });

  it('creates once when the connection breaks after the record was made', async () => {
    sandbox.fail({ method: 'POST', path: '/company/companies', kind: 'reset-after', times: 1 });
    const body = { identifier: 'Once', name: 'Once', site: { name: 'Main' }, addressLine1: '1' };
    expect(await failure(client.create(companyWire, body))).toMatchObject({ mayHaveCommitted: true });
    expect(await client.find(companyWire, { conditions: equals('identifier', 'Once') })).toHaveLength(1);
  });

  it.each(['truncated', 'half-json', 'html', 'reset-before', 'reset-after'] as const)(
    'reads a list through "%s" on the way',
    async (kind) => {
      sandbox.fail({ path: '/sales/stages', kind, times: 2 });
      expect((await client.find(stageWire)).length).toBeGreaterThan(2);
    },
  );

  it('waits as long as it is told and goes on', async () => {
    sandbox.fail({ path: '/sales/stages', retryAfterSeconds: 1, times: 1 });
    const startedAt = Date.now();
    expect((await client.find(stageWire)).length).toBeGreaterThan(2);
    expect(Date.now() - startedAt).toBeGreaterThan(950);
  });

  it('knows wrong keys from missing rights', async () => {
    sandbox.deny('/sales/stages');
    expect(await failure(client.find(stageWire))).toMatchObject({ kind: 'forbidden' });
    sandbox.allow('/sales/stages');
    sandbox.revokeKeys();
    expect(await failure(client.find(stageWire))).toMatchObject({ kind: 'unauthorized' });
    sandbox.restoreKeys();
    expect((await client.systemInfo()).version).toMatch(/^v/);
  });
});
