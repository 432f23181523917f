import { seedDemoWorkspace } from '../../src/modules/crm/demo/demo-workspace.ts';
import type { Data } from '../support/graphql-client.ts';
import { chooseEverything } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { sumsOfTables } from '../support/touched-tables.ts';

const entityFields = 'entity expected processed created updated linked unchanged skipped failed';
const previewFields = `id state settingsRevision error changedSince entities { ${entityFields} }`;

interface PreviewRecord {
  entity: string;
  remoteId: string;
  operation: string;
  name: string;
  reason: string;
  changes: { field: string; from: unknown; to: unknown }[];
}

/** All records of a preview, page by page. */
async function recordsOf(app: TestApp, previewId: string): Promise<PreviewRecord[]> {
  const records: PreviewRecord[] = [];
  for (let after: string | null = null; ; ) {
    const { previewRecords }: Data = await app.graphql(
      `query ($id: ID!, $after: String) { previewRecords(previewId: $id, first: 200, after: $after) {
         items { entity remoteId operation name reason changes { field from to } } pageInfo { endCursor hasNextPage } } }`,
      { id: previewId, after },
    );
    records.push(...previewRecords.items);
    if (!previewRecords.pageInfo.hasNextPage) return records;
    after = previewRecords.pageInfo.endCursor;
  }
}

const sorted = (lines: string[]): string[] => lines.sort();

describe('a preview of the demo data', () => {
  let app: TestApp;
  let previewId: string;
  let records: PreviewRecord[];
  let entities: Record<string, number>[];
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));

  beforeAll(async () => {
    app = await createTestApp({ sandbox: 'demo', tools: { pull: { pageSize: 500 } } });
    await seedDemoWorkspace(app.database, {
      name: 'Northwind IT',
      people: [],
      createUser: () => Promise.reject(new Error('The test makes its own users.')),
      now: new Date(),
    });
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await chooseEverything(app);
    // The rights are tried after connecting; that is not the preview's writing.
    await app.settle();
  }, 60_000);
  afterAll(() => app.stop());

  it('P1: writes nothing but itself', async () => {
    const before = await sumsOfTables(app.test);
    const { startPreview } = await app.graphql(
      `mutation { startPreview { preview { ${previewFields} } problems { message } } }`,
    );
    expect(startPreview).toMatchObject({ preview: { state: 'RUNNING', changedSince: [] }, problems: [] });
    previewId = startPreview.preview.id;
    await app.settle();
    const { latestPreview } = await app.graphql(`{ latestPreview { ${previewFields} } }`);
    expect(latestPreview).toMatchObject({ id: previewId, state: 'DONE', error: null, changedSince: [] });
    entities = latestPreview.entities;
    const after = await sumsOfTables(app.test);
    const touched = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(touched.sort()).toEqual(['sync_preview', 'sync_preview_record']);
    expect(Object.keys(after).length).toBeGreaterThan(30);
  }, 60_000);

  it('A4: tells of every record that is there what a first sync would do with it, and why', async () => {
    records = await recordsOf(app, previewId);
    for (const one of entities) {
      expect(one.processed).toBe(one.expected);
      const count = (operation: string) =>
        records.filter((r) => r.entity === String(one.entity) && r.operation === operation).length;
      expect([count('CREATE'), count('LINK'), count('SKIP'), count('NEEDS_PERSON')]).toEqual([
        one.created,
        one.linked,
        one.skipped,
        one.failed,
      ]);
    }
    expect(records.filter((r) => r.reason === '')).toEqual([]);
    const links = records.filter((r) => r.operation === 'LINK');
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((r) => !/^[A-Z]/.test(r.reason) || r.reason.includes('Linked the'))).toEqual([]);
    const created = records.find((r) => r.entity === 'CONTACT' && r.operation === 'CREATE');
    const client = created?.changes.find((change) => change.field === 'client');
    expect(created?.changes.every((change) => change.from === null)).toBe(true);
    const [named] = records.filter((r) => r.entity === 'COMPANY' && r.name === client?.to);
    expect(named).toBeDefined();
  });

  it('is searched by text, and filtered by record type and operation', async () => {
    const find = async (args: string): Promise<PreviewRecord[]> =>
      (
        await app.graphql(
          `query ($id: ID!) { previewRecords(previewId: $id, first: 200, ${args}) { items { entity remoteId operation name reason changes { field } } } }`,
          { id: previewId },
        )
      ).previewRecords.items;
    const skipped = await find('entity: PRODUCT, operation: SKIP');
    expect(skipped.map((r) => r.remoteId)).toEqual(
      records.filter((r) => r.entity === 'PRODUCT' && r.operation === 'SKIP').map((r) => r.remoteId),
    );
    const [sample] = records.filter((r) => r.entity === 'COMPANY');
    const found = await find(`search: ${JSON.stringify(sample?.name.toUpperCase())}`);
    expect(found.map((r) => r.remoteId)).toContain(sample?.remoteId);
    expect(await find('search: "no such thing at all"')).toEqual([]);
  });

  it('R50: the sync that follows does exactly what it said', async () => {
    const { startSync } = await app.graphql(
      `mutation ($id: ID) { startSync(previewId: $id) { run { id state settingsRevision } problems { message } } }`,
      { id: previewId },
    );
    expect(startSync).toMatchObject({ run: { state: 'RUNNING' }, problems: [] });
    await app.settle();
    const { syncRun } = await app.graphql(
      `query ($id: ID!) { syncRun(id: $id) { state settingsRevision entities { ${entityFields} } } }`,
      { id: startSync.run.id },
    );
    expect(syncRun.state).toBe('DONE');
    expect(syncRun.entities).toEqual(entities);
    const happened = await rows<{ entity: string; remoteId: string; operation: string }>(
      `select upper(entity) as entity, remote_id as "remoteId", upper(operation) as operation from audit_event where run_id = $1 and direction = 'in'
       -- Without contacts of the CRM that lost the primary mark to a new one: they are no record of ConnectWise.
       and remote_id is not null`,
      [startSync.run.id],
    );
    const said = records.map((r) => `${r.entity} ${r.remoteId} ${r.operation.replace('NEEDS_PERSON', 'FAIL')}`);
    expect(sorted(happened.map((e) => `${e.entity} ${e.remoteId} ${e.operation}`))).toEqual(sorted(said));
  }, 60_000);
});
