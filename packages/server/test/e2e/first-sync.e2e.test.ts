import { openSyncApp, type SyncApp } from '../support/sync-app.ts';
import { touchedTables } from '../support/touched-tables.ts';

const requestsTo = (app: SyncApp, path: string) => app.sandbox.journal().filter((entry) => entry.path.includes(path));

describe('the first sync of the demo data set', () => {
  let app: SyncApp;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'demo' });
  });
  afterAll(() => app.close());

  it('R50, A4: links every record or says why not, and the counts add up', async () => {
    const run = await app.start();
    const again = await app.start();
    expect(again.id).toBe(run.id);
    expect(await app.work('initial')).toBe(true);
    const entities = await app.rows<Record<string, number> & { entity: string; expected: number; processed: number }>(
      'select * from sync_run_entity where run_id = $1 order by position',
      [run.id],
    );
    expect(entities.map((e) => e.entity)).toEqual(['company', 'contact', 'product', 'opportunity']);
    for (const e of entities) {
      expect(e.expected).toBeGreaterThan(500);
      expect(e.processed).toBe(e.expected);
      expect(Number(e.created) + Number(e.linked) + Number(e.skipped) + Number(e.failed)).toBe(e.processed);
      const [found] = await app.rows<{ links: number; skips: number; issues: number }>(
        `select (select count(*)::int from entity_link where entity = $1) as links, (select count(*)::int from sync_skip where entity = $1) as skips,
           (select count(*)::int from sync_issue where entity = $1 and state = 'open') as issues`,
        [e.entity],
      );
      expect(found).toEqual({ links: Number(e.created) + Number(e.linked), skips: e.skipped, issues: e.failed });
    }
    const doubled = await app.rows(
      `select remote_id from audit_event where direction = 'in' group by entity, remote_id having count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    const silent = await app.rows(`select 1 from sync_issue where message = '' or advice is null`);
    expect(silent).toEqual([]);
  }, 60_000);

  it('R17: asks once per kind of record and writes nothing when nothing is new', async () => {
    await app.poll();
    await touchedTables(app.test);
    app.sandbox.clearJournal();
    expect(await app.poll()).toBe(true);
    expect(await touchedTables(app.test)).toEqual([]);
    for (const path of ['/company/companies', '/company/contacts', '/procurement/catalog', '/sales/opportunities'])
      expect(requestsTo(app, path)).toHaveLength(1);
    expect(app.sandbox.journal()).toHaveLength(4);
  });
});
