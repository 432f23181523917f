import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  secretKey,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openPull, runOnce } from '../../../../test/support/sync-app.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { restoreBackup } from '../../../platform/database/backup/restore-backup.ts';
import { writeBackup } from '../../../platform/database/backup/write-backup.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DiskStorage } from '../../../platform/storage.ts';

/** What ConnectWise and the CRM hold of a deal, each counted. */
const once = { companies: 1, contacts: 1, items: 2, opportunities: 1, lines: 2, documents: 1, notes: 1 };

describe('After a restore from a backup', () => {
  let fixture: PushFixture;
  let target: TestDatabase;
  let database: Database;
  let restored: ReturnType<typeof openPull>;
  let folder: string;
  let deals: { pushed: Deal; open: Deal; waiting: Deal; wonAgain: Deal; later: Deal };

  const standing = async (name: keyof typeof deals) => {
    const number = numbers[name];
    const { store } = fixture.sandbox;
    const opportunities = store.list('opportunities').filter((o) => o.name === `Firewall refresh ${number}`);
    const ids = opportunities.map((o) => o.id);
    return {
      companies: store.list('companies').filter((c) => c.name === `Harbor Dental ${number}`).length,
      contacts: store.list('contacts').filter((c) => c.lastName === `Lee ${number}`).length,
      items: store.list('catalog').filter((i) => String(i.identifier).startsWith(`FW-${number}-`)).length,
      opportunities: opportunities.length,
      lines: store.list('products').filter((p) => ids.includes((p.opportunity as { id: number }).id)).length,
      documents: store.list('documents').filter((d) => String(d.title).includes(deals[name].quoteId.slice(-12))).length,
      notes: store.list('opportunityNotes').filter((n) => ids.includes(Number(n.opportunityId))).length,
    };
  };
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    database.inWorkspace(fixture.workspaceId, (tx) => tx.query<T>(sql, params));
  const here = (number: number) =>
    rows<{ stage: string; links: string }>(
      `select s.name as stage, (select count(*) from entity_link l where l.entity = 'opportunity' and l.local_id = o.id) as links
       from opportunity o join pipeline_stage s on s.id = o.stage_id where o.name = $1`,
      [`Firewall refresh ${number}`],
    );
  const numberOf = async (deal: Deal) => {
    const [row] = await fixture.rows<{ name: string }>('select name from opportunity where id = $1', [
      deal.opportunityId,
    ]);
    return Number(row?.name.split(' ').at(-1));
  };
  const control = { signal: new AbortController().signal, touch: async () => undefined };
  const pushAll = async () => {
    await rows(`update push_request set next_attempt_at = now() where state = 'pending'`);
    await restored.push.service.run(fixture.workspaceId, fixture.connectionId, control);
  };
  const poll = async () => {
    await rows('update connection set next_pull_at = now()');
    await runOnce(restored.sync.pull, fixture.workspaceId, fixture.connectionId);
  };
  const names = ['pushed', 'open', 'waiting', 'wonAgain', 'later'] as const;
  const numbers = {} as Record<keyof typeof deals, number>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'causeway-restored-'));
    fixture = await openPushFixture();
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
    const wonStatus = fixture.sandbox.store.list('opportunityStatuses').find((status) => status.wonFlag);
    const settings = {
      mode: 'real_time',
      closedStatuses: [{ statusId: String(wonStatus?.id), outcome: 'won' }],
      stageMap: [{ stageId: fixture.stages.won, remoteStatusId: String(wonStatus?.id) }],
    };
    await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify(settings)]);
    const before = {
      pushed: await insertDeal(fixture),
      open: await insertDeal(fixture),
      waiting: await insertDeal(fixture),
      wonAgain: await insertDeal(fixture),
    };
    await win(fixture, before.pushed);
    await fixture.drain();
    await win(fixture, before.waiting);
    const file = join(folder, 'backup.tar.gz');
    await writeBackup(
      { ownerUrl: fixture.test.ownerUrl, storageDir: join(folder, 'files'), secretKeys: [secretKey], version: 'test' },
      createWriteStream(file),
    );
    // From here on nothing is in the backup.
    await win(fixture, before.open);
    await win(fixture, before.wonAgain);
    deals = { ...before, later: await insertDeal(fixture) };
    await win(fixture, deals.later);
    await fixture.drain();
    for (const name of names) numbers[name] = await numberOf(deals[name]);
    target = await createTestDatabase();
    await restoreBackup(
      {
        ownerUrl: target.ownerUrl,
        appUrl: target.url,
        storage: new DiskStorage(join(folder, 'files')),
        secretKeys: [secretKey],
        withoutKeys: false,
      },
      createReadStream(file),
    );
    database = await target.open([]);
    restored = openPull(database, fixture.sandbox, { sessionUrl: target.url });
  }, 120_000);
  afterAll(async () => {
    await restored?.connection.close();
    await target?.drop();
    await fixture.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('R75: a push finds in ConnectWise what was pushed between backup and restore, and makes nothing twice', async () => {
    for (const name of names) expect([name, await standing(name)]).toEqual([name, once]);
    // Its push waited when the backup was taken, and went out afterwards.
    await pushAll();
    expect(await standing('waiting')).toEqual(once);
    // Somebody sees it open and wins it again.
    await rows('update opportunity set stage_id = $2, won_at = now() where id = $1', [
      deals.wonAgain.opportunityId,
      fixture.stages.won,
    ]);
    await database.inWorkspace(fixture.workspaceId, (tx) =>
      restored.push.onCrmChange(tx, {
        entity: 'opportunity',
        id: deals.wonAgain.opportunityId,
        kind: 'won',
        origin: { kind: 'user', userId: fixture.userId, name: 'Ann' },
      }),
    );
    await pushAll();
    expect(await standing('wonAgain')).toEqual(once);
    expect(await rows(`select entity, last_error from push_request where state <> 'done'`)).toEqual([]);
  }, 60_000);

  it('R75: the next poll links what was pushed, takes the win in, and brings back what was made here after the backup', async () => {
    await poll();
    await poll();
    expect(await here(numbers.open)).toEqual([{ stage: 'Won', links: '1' }]);
    for (const name of ['pushed', 'waiting', 'wonAgain', 'later'] as const)
      expect([name, await here(numbers[name])]).toEqual([name, [{ stage: 'Won', links: '1' }]]);
    const [linked] = await rows<{ description: string }>(
      `select description from audit_event where local_id = $1 and operation = 'link'`,
      [deals.open.opportunityId],
    );
    expect(linked?.description).toMatch(
      /^Linked: it was pushed from here after the backup that this installation was restored from\. Updated: .*stage/i,
    );
    const doubled = await rows(
      `select name from client group by name having count(*) > 1 union all select sku from product group by sku having count(*) > 1
       union all select last_name from contact group by last_name having count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    await pushAll();
    for (const name of names) expect([name, await standing(name)]).toEqual([name, once]);
  }, 60_000);
});
