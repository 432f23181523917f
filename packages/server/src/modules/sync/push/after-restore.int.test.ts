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
import { keepApart } from '../repair/link-actions.queries.ts';

/** What ConnectWise and the CRM hold of a deal, each counted. */
const once = { companies: 1, contacts: 1, items: 2, opportunities: 1, lines: 2, documents: 1, notes: 1 };

describe('After a restore from a backup', () => {
  let fixture: PushFixture;
  let target: TestDatabase;
  let database: Database;
  let restored: ReturnType<typeof openPull>;
  let folder: string;
  let deals: {
    pushed: Deal;
    open: Deal;
    waiting: Deal;
    wonAgain: Deal;
    later: Deal;
    wonThere: Deal;
    editedThere: Deal;
  };

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
  /** The ID of what a push had made of a deal. */
  const madeThere = (table: 'companies' | 'contacts' | 'opportunities', number: number) => {
    const label = {
      companies: `Harbor Dental ${number}`,
      contacts: `Lee ${number}`,
      opportunities: `Firewall refresh ${number}`,
    };
    const made = fixture.sandbox.store.list(table).find((one) => [one.name, one.lastName].includes(label[table]));
    return made?.id ?? 0;
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
      wonThere: await insertDeal(fixture),
      editedThere: await insertDeal(fixture),
    };
    await win(fixture, before.pushed);
    await fixture.drain();
    await win(fixture, before.waiting);
    // Their creates wait, and are sent after the backup.
    await fixture.changed({ entity: 'opportunity', id: before.wonThere.opportunityId, kind: 'created' });
    await fixture.changed({ entity: 'opportunity', id: before.editedThere.opportunityId, kind: 'created' });
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
    for (const name of [...names, 'wonThere', 'editedThere'] as const) numbers[name] = await numberOf(deals[name]);
    fixture.sandbox.store.patch('opportunities', madeThere('opportunities', numbers.wonThere), {
      status: { id: wonStatus?.id },
    });
    fixture.sandbox.store.patch('companies', madeThere('companies', numbers.editedThere), { city: 'Newtown' });
    fixture.sandbox.store.patch('contacts', madeThere('contacts', numbers.editedThere), { title: 'New title' });
    fixture.sandbox.store.patch('opportunities', madeThere('opportunities', numbers.editedThere), {
      notes: 'Written there',
    });
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
    // Nothing of it was made now, and the log says so.
    const told = await rows<{ operation: string; description: string }>(
      `select operation, description from audit_event where opportunity_id = $1 and direction = 'out' and run_id is not null order by seq`,
      [deals.wonAgain.opportunityId],
    );
    expect(told.filter(({ operation }) => ['create', 'attach', 'note'].includes(operation))).toEqual([]);
    expect(told.at(-1)?.description).toMatch(/: 2 lines and 1 document with its note were in place\.$/);
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

  it('takes in what was edited and won there between backup and restore, whether the waiting push or the poll comes first', async () => {
    const stored = (table: 'companies' | 'contacts' | 'opportunities', name: 'wonThere' | 'editedThere') =>
      fixture.sandbox.store.get(table, madeThere(table, numbers[name]));
    expect(stored('opportunities', 'wonThere')).toMatchObject({ status: { name: 'Won' } });
    expect(await here(numbers.wonThere)).toEqual([{ stage: 'Won', links: '1' }]);
    expect(stored('companies', 'editedThere')).toMatchObject({ city: 'Newtown' });
    expect(stored('contacts', 'editedThere')).toMatchObject({ title: 'New title' });
    expect(stored('opportunities', 'editedThere')).toMatchObject({ notes: 'Written there' });
    const [row] = await rows(
      `select c.city, k.title, o.notes from opportunity o join client c on c.id = o.client_id join contact k on k.id = o.contact_id where o.id = $1`,
      [deals.editedThere.opportunityId],
    );
    expect(row).toEqual({ city: 'Newtown', title: 'New title', notes: 'Written there' });
  }, 60_000);

  it('makes a new contact where a person keeps the two apart, and leaves that of before as it is', async () => {
    const contactId = deals.later.contactId ?? '';
    const lastName = `Lee ${numbers.later}`;
    const [contact] = await rows<{ id: string; remoteId: string }>(
      `select c.id, l.remote_id as "remoteId" from contact c join entity_link l on l.local_id = c.id where c.last_name = $1`,
      [lastName],
    );
    expect(contact).toBeDefined();
    const { id = contactId, remoteId = '' } = contact ?? {};
    await database.inWorkspace(fixture.workspaceId, async (tx) => {
      const pair = { connectionId: fixture.connectionId, entity: 'contact' as const, localId: id, remoteId };
      await keepApart(tx, { ...pair, localName: lastName, remoteName: lastName }, 'Ann');
      await tx.query(`delete from entity_link where local_id = $1`, [id]);
      await tx.query(`update contact set title = 'Owner', updated_at = now() where id = $1`, [id]);
      await restored.push.onCrmChange(tx, {
        entity: 'contact',
        id,
        kind: 'updated',
        origin: { kind: 'user', userId: fixture.userId, name: 'Ann' },
      });
    });
    await pushAll();
    const there = fixture.sandbox.store.list('contacts').filter((one) => one.lastName === lastName);
    expect(there).toHaveLength(2);
    expect(there.find((one) => one.id === Number(remoteId))?.title).not.toBe('Owner');
    expect(there.find((one) => one.id !== Number(remoteId))?.title).toBe('Owner');
  }, 60_000);
});
