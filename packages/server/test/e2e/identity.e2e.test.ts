import { sweepJob } from '../../src/modules/sync/pull/poll/wake-ups.ts';
import { openPull, openSyncApp, runOnce, type SyncApp } from '../support/sync-app.ts';

describe('records after the first sync', () => {
  let app: SyncApp;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    const company = app.sandbox.store.insert('companies', {
      identifier: 'Harbor',
      name: 'Harbor Dental',
      site: { name: 'Main' },
      addressLine1: '1 Main St',
    });
    app.sandbox.store.insert('contacts', { firstName: 'Ann', lastName: 'Lee', company: { id: company.id } });
    await app.start();
    await app.work('initial');
  });
  afterAll(() => app.close());

  const links = () =>
    app.rows<{ entity: string; local_id: string; remote_id: string }>(
      'select entity, local_id, remote_id from entity_link order by entity',
    );

  it('R59: stay the same records whatever they are called on either side', async () => {
    const before = await links();
    expect(before.map((l) => l.entity)).toEqual(['company', 'contact']);
    const [company, contact] = before;
    app.sandbox.store.patch('companies', Number(company?.remote_id), {
      name: 'Harbor Dental Group',
      identifier: 'HarborGroup',
      addressLine1: '9 Pier Rd',
    });
    app.sandbox.store.patch('contacts', Number(contact?.remote_id), { firstName: 'Anne', lastName: 'Leigh' });
    await app.rows(`update client set phone = '813 555 0100', website = 'harbor.example' where id = $1`, [
      company?.local_id,
    ]);
    await app.poll();
    expect(await links()).toEqual(before);
    expect(await app.rows('select name, identifier, phone from client')).toEqual([
      { name: 'Harbor Dental Group', identifier: 'HarborGroup', phone: '813 555 0100' },
    ]);
    expect(await app.rows('select first_name, last_name from contact')).toEqual([
      { first_name: 'Anne', last_name: 'Leigh' },
    ]);
  });

  it.each([
    [
      'the CRM record to another ConnectWise record',
      `(select local_id from entity_link where entity = 'company')`,
      `'999'`,
    ],
    [
      'the ConnectWise record to another CRM record',
      'uuidv7()',
      `(select remote_id from entity_link where entity = 'company')`,
    ],
  ])('R60: cannot be linked a second time, %s', async (_what, localId, remoteId) => {
    const second = app.rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin) select $1, 'company', ${localId}, ${remoteId}, 'pulled'`,
      [app.connectionId],
    );
    await expect(second).rejects.toMatchObject({ code: '23505' });
  });

  it('R51: are polled again every quarter of an hour, by whichever worker is there then', async () => {
    const [next] = await app.rows<{ minutes: number }>(
      `select extract(epoch from next_pull_at - now()) / 60 as minutes from connection`,
    );
    expect(Number(next?.minutes)).toBeGreaterThan(0);
    expect(Number(next?.minutes)).toBeLessThanOrEqual(15);
    const woken: object[] = [];
    const restarted = openPull(app.database, app.sandbox, {
      queue: { enqueue: async (_job, payload) => void woken.push(payload as object) },
    });
    const sweep = restarted.sync.jobs.find((handler) => handler.job.name === sweepJob.name);
    const control = { signal: new AbortController().signal, touch: async () => undefined };
    await sweep?.run({}, control);
    // The nightly comparison has a time of its own.
    expect(woken.filter((payload) => 'kind' in payload)).toEqual([]);
    await app.rows(`update connection set next_pull_at = now()`);
    await sweep?.run({}, control);
    expect(woken).toContainEqual(expect.objectContaining({ connectionId: app.connectionId, kind: 'poll' }));
    expect(await runOnce(restarted.sync.pull, app.workspaceId, app.connectionId)).toBe(true);
    await restarted.connection.close();
    // Nothing had changed: a poll that finds nothing leaves no run behind.
    expect(
      await app.rows(
        `select last_pull_at > now() - interval '1 minute' as polled, next_pull_at > now() + interval '14 minutes' as again from connection`,
      ),
    ).toEqual([{ polled: true, again: true }]);
  });
});
