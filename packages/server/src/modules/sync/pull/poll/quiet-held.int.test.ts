import { rowsWritten } from '../../../../../test/support/rows-written.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';

const place = { addressLine1: '1 Main St', site: { name: 'Main' } };
const held = `hold = '{"by":"Ann","reason":"audit","at":"2026-01-01T00:00:00.000Z"}'`;

/** The newest record of its kind is asked for by every poll; none of these changes anything by being looked at once more. */
describe('a poll whose newest record is linked, and stays as it is here', () => {
  let app: SyncApp;
  const runs = async () => (await app.rows(`select from sync_run`)).length;
  const codes = async (table: 'sync_skip' | 'sync_issue') =>
    (await app.rows<{ code: string }>(`select code from ${table} order by code`)).map(({ code }) => code);
  const company = (name: string) =>
    app.sandbox.store.insert('companies', { identifier: name.replaceAll(' ', ''), name, ...place });
  /** Polls until what is new is known, and then twice more; answers how many runs these left, and how many rows the last one wrote. */
  const pollOnAndOn = async () => {
    await app.poll();
    await app.poll();
    const before = await runs();
    await app.poll();
    const { byTable } = await rowsWritten(app.test, async () => void (await app.poll()));
    const { connection = 0, statistic_delta: _figures, ...others } = byTable;
    return { runs: (await runs()) - before, connection, others };
  };
  /** Deleted there, by somebody who had just edited it. */
  const remove = (id: number) => {
    app.sandbox.store.patch('companies', id, { city: 'Tampa' });
    app.sandbox.store.patchRaw('companies', id, { deletedFlag: true });
  };
  // Due, taken and done.
  const quiet = { runs: 0, connection: 3, others: {} };

  beforeEach(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    // A bundle that was just made is read once more, for a second change within the same second.
    app.sandbox.clock.advance(-60_000);
    for (let n = 0; n < 12; n++) company(`Harbor Dental ${n}`);
    const [{ id = 0 } = {}] = app.sandbox.store.list('companies');
    app.sandbox.store.insert('contacts', { firstName: 'Ann', lastName: 'Lee', company: { id } });
    for (const [identifier, productClass] of [
      ['FW-1', 'NonInventory'],
      ['KIT-1', 'Bundle'],
    ])
      app.sandbox.store.insert('catalog', {
        identifier,
        description: identifier,
        customerDescription: identifier,
        subcategory: { id: 1 },
        type: { id: 1 },
        price: 10,
        productClass,
      });
    app.sandbox.clock.reset();
    await app.start();
    await app.work('initial');
    await app.poll();
  });
  afterEach(() => app.close());

  it('is quiet after a paused contact and never synced products changed there', async () => {
    await app.rows(`update entity_link set state = 'paused', ${held} where entity = 'contact'`);
    await app.rows(`update entity_link set state = 'never', ${held} where entity = 'product'`);
    // Two changes of a bundle within one second of ConnectWise's clock look like one.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const [contact] = app.sandbox.store.list('contacts');
    app.sandbox.store.patch('contacts', contact?.id ?? 0, { title: 'Chief' });
    for (const { id } of app.sandbox.store.list('catalog')) app.sandbox.store.patch('catalog', id, { price: 12 });
    expect(await pollOnAndOn()).toEqual(quiet);
    expect(await codes('sync_skip')).toEqual(['held', 'held', 'held']);
    expect(await app.rows(`select from contact where title = 'Chief'`)).toEqual([]);

    // Somebody resumes it: what was missed comes in, though nothing changes there any more.
    await app.rows(`update entity_link set state = 'linked', hold = null`);
    await app.poll();
    expect(await app.rows(`select from contact where title = 'Chief'`)).toHaveLength(1);
  });

  it('is quiet after a linked company came to be excluded by a filter, and takes it in once it is not any more', async () => {
    const onlyActive = {
      entity: 'company' as const,
      direction: 'in' as const,
      field: 'status' as const,
      operator: 'is_not' as const,
      values: ['2'],
    };
    await app.write((tx) =>
      app.syncSettings.save(tx, app.connectionId, { filters: [onlyActive] }, { userId: app.actor.userId, name: 'Ann' }),
    );
    await app.poll();
    const [{ id = 0 } = {}] = app.sandbox.store.list('companies');
    app.sandbox.store.patch('companies', id, { status: { id: 2 }, city: 'Ocala' });
    expect(await pollOnAndOn()).toEqual(quiet);
    expect(await codes('sync_skip')).toEqual(['excluded']);
    expect(await app.rows(`select from client where city = 'Ocala'`)).toEqual([]);
    app.sandbox.store.patch('companies', id, { status: { id: 1 } });
    await app.poll();
    expect(await app.rows(`select from client where city = 'Ocala'`)).toHaveLength(1);
    expect(await codes('sync_skip')).toEqual([]);
  });

  it('is quiet after one was deleted there, and while a wave of removals waits for a person', async () => {
    const [first, ...others] = app.sandbox.store.list('companies');
    remove(first?.id ?? 0);
    expect(await pollOnAndOn()).toEqual(quiet);
    expect(await codes('sync_issue')).toEqual(['remote_deleted']);
    for (const { id } of others) remove(id);
    expect(await pollOnAndOn()).toEqual(quiet);
    expect(await codes('sync_issue')).toEqual(['many_removed', 'remote_deleted']);
    expect(await app.rows(`select from entity_link where state = 'broken'`)).toHaveLength(1);
  });

  it('is quiet while a linked record fails as before', async () => {
    const [one, two] = app.sandbox.store.list('companies');
    app.sandbox.store.patchRaw('companies', two?.id ?? 0, { name: one?.name, lastUpdated: new Date() });
    app.sandbox.store.patch('companies', two?.id ?? 0, { city: 'Ocala' });
    expect(await pollOnAndOn()).toEqual(quiet);
    expect(await codes('sync_issue')).toEqual(['name_taken']);
    app.sandbox.store.patch('companies', two?.id ?? 0, { name: 'A name of its own' });
    await app.poll();
    expect(await app.rows(`select from client where name = 'A name of its own' and city = 'Ocala'`)).toHaveLength(1);
    expect(await app.rows(`select from sync_issue where state = 'open'`)).toEqual([]);
  });
});
