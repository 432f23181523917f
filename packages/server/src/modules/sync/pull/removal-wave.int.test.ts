import { openSyncFixture, type SyncFixture } from '../../../../test/support/sync-fixture.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { AuditLog } from '../../audit/audit-log.service.ts';
import { breakHeldLinks } from '../activity/issues/held-links.queries.ts';

const company = (id: number, more: object = {}) => ({
  id,
  identifier: `C${id}`,
  name: `Company ${id}`,
  deletedFlag: false,
  _info: { lastUpdated: '2026-06-01T00:00:00Z' },
  ...more,
});
const deleted = (id: number, minute = '10') =>
  company(id, { deletedFlag: true, _info: { lastUpdated: `2026-06-02T00:${minute}:00Z` } });

describe('R69: companies that are deleted in ConnectWise, in a pull', () => {
  let f: SyncFixture;
  beforeEach(async () => {
    f = await openSyncFixture();
    await f.take(
      'company',
      Array.from({ length: 150 }, (_, i) => company(i + 1)),
    );
  });
  afterEach(() => f.test.drop());

  const broken = async () =>
    (await f.rows<{ n: number }>(`select count(*)::int n from entity_link where state = 'broken'`))[0]?.n;
  const issues = () =>
    f.rows<{ code: string; message: string }>(
      `select code, message from sync_issue where state = 'open' and code = 'many_removed'`,
    );

  it('break their links up to a tenth within an hour, over pages', async () => {
    await f.take(
      'company',
      [1, 2, 3, 4, 5, 6, 7, 8].map((id) => deleted(id)),
    );
    await f.take(
      'company',
      [9, 10, 11, 12, 13, 14, 15].map((id) => deleted(id)),
    );
    expect(await broken()).toBe(15);
    expect(await issues()).toEqual([]);
  });

  it('break no further one beyond that: one issue asks, each says why it stays, and seeing them again writes nothing', async () => {
    await f.take(
      'company',
      [1, 2, 3, 4, 5, 6, 7, 8].map((id) => deleted(id)),
    );
    const others = [9, 10, 11, 12, 13, 14, 15, 16];
    await f.take(
      'company',
      others.map((id) => deleted(id)),
    );
    expect(await broken()).toBe(8);
    const [asked, ...more] = await issues();
    expect(asked?.message).toContain('16 of 150 linked companies');
    expect(more).toEqual([]);
    const [event] = await f.rows<{ description: string }>(
      `select description from audit_event where code = 'removal_held' order by seq limit 1`,
    );
    expect(event?.description).toMatch(/^Skipped: it was deleted or merged there.* The client keeps its own values\.$/);
    await f.touched();
    await f.take(
      'company',
      others.map((id) => deleted(id)),
    );
    expect(await f.touched()).toEqual([]);
  });

  it('break when a person confirms it, and one that was restored before stays linked', async () => {
    const all = Array.from({ length: 20 }, (_, i) => i + 1);
    await f.take(
      'company',
      all.map((id) => deleted(id)),
    );
    expect(await broken()).toBe(0);
    await f.take('company', [company(1, { _info: { lastUpdated: '2026-06-03T00:00:00Z' } })]);
    const actor = { name: 'Ann' } as Actor;
    await f.database.inWorkspace(f.workspaceId, (tx) =>
      breakHeldLinks(tx, new AuditLog(), actor, { connectionId: f.connectionId, entity: 'company' }),
    );
    expect(await broken()).toBe(19);
    const told = await f.rows(`select 1 from sync_issue where code = 'remote_deleted' and state = 'open'`);
    expect(told).toHaveLength(19);
    await f.take('company', [deleted(1, '30')]);
    expect(await broken()).toBe(20);
  });
});
