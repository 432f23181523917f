import { setTimeout as pause } from 'node:timers/promises';
import { openSyncFixture, rawCompany, type SyncFixture } from '../../../../../test/support/sync-fixture.ts';
import type { EntitySync, RemoteReader } from '../../records/entity-sync.ts';
import { syncOf } from '../../registry.ts';
import type { PreparedPage } from '../prepare/prepare-page.ts';
import { takeLease } from './cursor-lease.queries.ts';
import { EntityPull } from './entity-pull.ts';

/** So long a page must take at least for the next one to be asked for while a few records are written. */
const SLOW_MS = 260;

describe('a page that was being written when its worker died', () => {
  let f: SyncFixture;
  beforeEach(async () => {
    f = await openSyncFixture();
    for (let id = 1; id <= 8; id++) f.shelf.put('/company/companies', rawCompany(id, { name: `Harbor ${id}` }));
  });
  afterEach(() => f.test.drop());

  /** Pulls the companies in pages of two; answers after which ID each page was asked for. `diesAt`: the worker ends while it writes this page. */
  async function pull({
    diesAt,
    latencyMs = SLOW_MS,
    sync = syncOf('company'),
  }: {
    diesAt?: number;
    latencyMs?: number;
    sync?: EntitySync;
  } = {}): Promise<number[]> {
    const asked: number[] = [];
    const remote: RemoteReader = {
      page: async (wire, options) => {
        if (!options.conditions?.includes('id in')) asked.push(options.afterId);
        await pause(latencyMs);
        return f.shelf.page(wire, options);
      },
      get: (wire, id) => f.shelf.get(wire, id),
      find: (wire, options) => f.shelf.find(wire, options),
      count: (wire) => f.shelf.count(wire),
    };
    let written = 0;
    const door = Object.create(f.door);
    door.applyPrepared = async (...page: [typeof f.pullContext, PreparedPage]) => {
      if (++written !== diesAt) return f.door.applyPrepared(...page);
      await pause(20);
      throw new Error('The worker was killed.');
    };
    const pullContext = { ...f.pullContext, remote };
    const cursor = await f.database.inWorkspace(f.workspaceId, (tx) =>
      takeLease(tx, { connectionId: f.connectionId, entity: 'company', owner: 'the same', leaseMs: 600_000 }),
    );
    if (!cursor) throw new Error('The cursor is held by somebody else.');
    const work = new EntityPull(f.database, door).run(pullContext, sync, cursor, {
      pageSize: 2,
      signal: new AbortController().signal,
      onPage: async () => undefined,
    });
    if (diesAt === undefined) await work;
    else await expect(work).rejects.toThrow('The worker was killed.');
    return asked;
  }
  const names = async () =>
    (await f.rows<{ name: string }>('select name from client order by name')).map((c) => c.name);
  const all = Array.from({ length: 8 }, (_, at) => `Harbor ${at + 1}`);
  const isKept = async () =>
    (await f.rows('select 1 from sync_cursor where kept_page is not null or kept_until is not null')).length > 0;

  it('need not be asked for again by the next one: of two that were on their way, one is', async () => {
    expect(await pull({ diesAt: 2 })).toEqual([0, 2, 4]);
    expect(await names()).toEqual(all.slice(0, 2));
    expect(await pull()).toEqual([4, 6]);
    expect(await names()).toEqual(all);
    expect(await isKept()).toBe(false);
    const creates = await f.rows(`select 1 from audit_event where operation = 'create' and entity = 'company'`);
    expect(creates).toHaveLength(8);
  });

  it('is kept for one worker after the other, until it is in', async () => {
    await pull({ diesAt: 2 });
    expect(await pull({ diesAt: 1 })).toEqual([]);
    expect(await pull({ diesAt: 1 })).toEqual([]);
    expect(await pull()).toEqual([4, 6]);
    expect(await names()).toEqual(all);
  });

  it('is asked for again when it is a minute old: a push may have gone out since', async () => {
    await pull({ diesAt: 2 });
    await f.rows(`update sync_cursor set kept_until = now() - interval '1 second'`);
    expect(await pull()).toEqual([2, 4, 6]);
    expect(await names()).toEqual(all);
  });

  it('is asked for again by a version that reads other fields', async () => {
    await pull({ diesAt: 2 });
    const company = syncOf('company');
    const wire = { ...company.wire, fields: [...company.wire.fields, 'faxNumber'] };
    expect(await pull({ sync: { ...company, wire } })).toEqual([2, 4, 6]);
  });

  it('is not taken for the first page of a listing that begins anew', async () => {
    await pull({ diesAt: 2 });
    await f.rows('update sync_cursor set listing_started_at = null, resume_after_id = null');
    expect(await pull()).toEqual([0, 2, 4, 6]);
    expect(await isKept()).toBe(false);
  });

  it('is not kept where ConnectWise answers at once and little is written: then the next one is asked for when it is in', async () => {
    expect(await pull({ diesAt: 2, latencyMs: 0 })).toEqual([0, 2]);
    expect(await isKept()).toBe(false);
    expect(await pull()).toEqual([2, 4, 6]);
  });
});
