import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';

interface Remote {
  id: number;
  status: { id: number; name: string };
}

/** Opportunities that ConnectWise has closed, at the first sync of the demo data. */
describe('closed opportunities of the demo data', () => {
  let app: SyncApp;

  const remotes = async (): Promise<Remote[]> => {
    const found: Remote[] = [];
    for (let page = 1; ; page += 1) {
      const records: Remote[] = await askConnectWise(app, 'GET', `/sales/opportunities?pageSize=1000&page=${page}`);
      found.push(...records);
      if (records.length < 1000) return found;
    }
  };
  const standing = () =>
    app.rows<{ remoteId: string; kind: string; won: boolean; remark: string | null }>(
      `select l.remote_id as "remoteId", s.kind, o.won_at is not null as won,
         (select min(e.description) from audit_event e where e.entity = 'opportunity' and e.remote_id = l.remote_id and e.code = 'status_ignored') as remark
       from entity_link l join opportunity o on o.id = l.local_id join pipeline_stage s on s.id = o.stage_id
       where l.entity = 'opportunity'`,
    );

  afterEach(() => app.close());

  it('come in as won or lost by what the demo chooses for each closed status', async () => {
    app = await openSyncApp({ seed: 'demo' });
    await app.start();
    await app.work('initial');
    const here = new Map((await standing()).map((row) => [row.remoteId, row]));
    const closed = (await remotes()).filter(({ status, id }) => status.name !== 'Open' && here.has(String(id)));
    const counts: Record<string, number> = {};
    for (const { id, status } of closed) {
      const row = here.get(String(id));
      const key = `${status.name}: ${row?.kind}${row?.won ? ' with a date' : ''}${row?.remark ? `, ${row.remark}` : ''}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual([
      'Lost: lost',
      'No decision: lost',
      'Signed - Renewal: won with a date',
      'Won: won with a date',
    ]);
    expect(counts['Signed - Renewal: won with a date']).toBeGreaterThan(30);
    expect(counts['No decision: lost']).toBeGreaterThan(30);
  }, 60_000);

  it('where nothing was chosen, none comes in open without a remark', async () => {
    app = await openSyncApp({ seed: 'demo' });
    await app.start();
    await app.rows(
      `update settings_revision set configuration = configuration - 'closedStatuses' where connection_id = $1`,
      [app.connectionId],
    );
    await app.work('initial');
    const here = new Map((await standing()).map((row) => [row.remoteId, row]));
    const open = (await remotes()).flatMap(({ id, status }) => {
      const row = here.get(String(id));
      return status.name !== 'Open' && row?.kind === 'open' ? [{ status: status.name, remark: row.remark }] : [];
    });
    expect(open.length).toBeGreaterThan(80);
    expect(open.filter(({ remark }) => remark === null)).toEqual([]);
    expect(new Set(open.map(({ status, remark }) => `${status}: ${remark}`))).toEqual(
      new Set(
        ['No decision', 'Signed - Renewal'].map(
          (name) => `${name}: Status ${name} ignored, it is closed in ConnectWise but mapped to no stage here.`,
        ),
      ),
    );
  }, 60_000);
});
