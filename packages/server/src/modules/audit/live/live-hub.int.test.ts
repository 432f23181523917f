import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { until } from '../../../../test/support/until.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { AuditFilter } from '../audit-event.type.ts';
import { AuditLog } from '../audit-log.service.ts';
import { LiveHub, wakeWatchers } from './live-hub.ts';
import { cursorOf } from './position.rules.ts';

const log = new AuditLog();
const event = (name: string) => ({
  operation: 'update' as const,
  status: 'success' as const,
  name,
  description: 'Updated.',
});

describe('the live stream', () => {
  let test: TestDatabase;
  let database: Database;
  let hub: LiveHub;
  let ours: string;
  let theirs: string;
  const ends: Array<() => Promise<unknown>> = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([]);
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ a: string; b: string }>(
        `select system_create_workspace('ours') a, system_create_workspace('theirs') b`,
      ),
    );
    ours = made[0]!.a;
    theirs = made[0]!.b;
    hub = new LiveHub({ database, listenUrl: test.url, lookEveryMs: 1_000 });
    await hub.start();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    expect(hub.watcherCount).toBe(0);
  });
  afterAll(async () => {
    await hub.stop();
    await test.drop();
  });

  const record = (workspace: string, ...names: string[]) =>
    database.inWorkspace(workspace, (tx) => log.record(tx, names.map(event)));

  /** Follows a workspace from now, or from behind a cursor, noting what comes. */
  const follow = async (workspace: string, args: { after?: string; filter?: AuditFilter } = {}) => {
    const events = hub.events(workspace, args);
    const names: Array<string | null> = [];
    const cursors: string[] = [];
    const reading = (async () => {
      for await (const row of events) {
        names.push(row.name);
        cursors.push(cursorOf(row));
      }
    })();
    ends.push(async () => {
      await events.return?.();
      await reading;
    });
    // The first read tells where "now" is.
    await until(() => hub.watcherCount > 0, 'the stream is followed');
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { names, cursors };
  };

  it('R61: brings what is committed, in order, to every subscriber whose filter fits', async () => {
    const all = await follow(ours);
    const some = await follow(ours, { filter: { text: 'second' } });
    await record(ours, 'first', 'second');
    await record(ours, 'third');
    await until(() => all.names.length === 3 && some.names.length === 1, 'all rows came');
    expect(all.names).toEqual(['first', 'second', 'third']);
    expect(some.names).toEqual(['second']);
  });

  it('R62: says nothing of another workspace', async () => {
    const foreign = await follow(theirs);
    const own = await follow(ours);
    await record(ours, 'ours alone');
    await until(() => own.names.length === 1, 'our row came');
    await record(theirs, 'theirs alone');
    await until(() => foreign.names.length === 1, 'their row came');
    expect(foreign.names).toEqual(['theirs alone']);
    expect(own.names).toEqual(['ours alone']);
  });

  it('says nothing of what was rolled back', async () => {
    const own = await follow(ours);
    const failing = database.inWorkspace(ours, async (tx) => {
      await log.record(tx, [event('never')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await record(ours, 'after the rollback');
    await until(() => own.names.length > 0, 'the next row came');
    expect(own.names).toEqual(['after the rollback']);
  });

  it('holds a row back while an older transaction may still commit, so that a cursor never skips', async () => {
    const own = await follow(ours);
    const slow = new pg.Client({ connectionString: test.ownerUrl });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query(
        `insert into audit_event (workspace_id, operation, status, name, description) values ($1, 'update', 'success', 'older', 'x')`,
        [ours],
      );
      await record(ours, 'younger');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(own.names).toEqual([]);
      await slow.query('commit');
    } finally {
      await slow.end();
    }
    await until(() => own.names.length === 2, 'both rows came');
    expect(own.names).toEqual(['older', 'younger']);
    const resumed = await follow(ours, { after: own.cursors[0]! });
    await until(() => resumed.names.length >= 1, 'the second row came again');
    expect(resumed.names).toEqual(['younger']);
  });

  it('replays from any cursor and goes live without a gap or a repeat, while rows keep coming', async () => {
    const whole = await follow(ours);
    await record(ours, 'n-0');
    await until(() => whole.names.length === 1, 'the first row came');
    for (let n = 1; n <= 1_300; n += 100) await record(ours, ...Array.from({ length: 100 }, (_, m) => `n-${n + m}`));
    const writing = (async () => {
      for (let n = 1_301; n <= 1_340; n++) await record(ours, `n-${n}`);
    })();
    const replayed = await follow(ours, { after: whole.cursors[0]! });
    await writing;
    await until(() => whole.names.length === 1_341 && replayed.names.length >= 1_340, 'everything came', 20_000);
    const expected = Array.from({ length: 1_340 }, (_, n) => `n-${n + 1}`);
    expect(replayed.names).toEqual(expected);
    expect(whole.names.slice(1)).toEqual(expected);
  }, 30_000);

  it('loses and doubles nothing while its connections are killed and writers compete', async () => {
    const own = await follow(ours);
    const written: string[] = [];
    let isDone = false;
    const writer = async (who: string) => {
      for (let n = 0; n < 30; n++) {
        const name = `${who}-${n}`;
        await record(ours, name);
        written.push(name);
      }
    };
    const killing = (async () => {
      while (!isDone) {
        await test.sql(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'causeway-listen'`,
        );
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    await Promise.all(['a', 'b', 'c'].map(writer));
    isDone = true;
    await killing;
    await until(() => own.names.length >= written.length, 'every row came');
    expect([...own.names].sort()).toEqual([...written].sort());
    for (const who of ['a', 'b', 'c'])
      expect(own.names.filter((name) => name?.startsWith(who))).toEqual(written.filter((name) => name.startsWith(who)));
  }, 30_000);

  it('ends at once when nobody listens any more, also in silence', async () => {
    const events = hub.events(ours, {});
    const waiting = events.next();
    await until(() => hub.watcherCount === 1, 'the stream is followed');
    await events.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('refuses a cursor that is none', () => {
    expect(() => hub.events(ours, { after: 'nonsense' })).toThrow(/not one of/);
  });

  it('signals changes of a workspace, many together as one', async () => {
    const signal = hub.liveSignal(ours, { everyMs: 100 });
    const foreign = hub.liveSignal(theirs, { everyMs: 100 });
    let times = 0;
    let foreignTimes = 0;
    const reading = [
      (async () => {
        for await (const _ of signal) times += 1;
      })(),
      (async () => {
        for await (const _ of foreign) foreignTimes += 1;
      })(),
    ];
    await until(() => times === 1 && foreignTimes === 1, 'the first signal came at once');
    // A listener that was cut off by an earlier test signals everybody once more when it is back.
    await new Promise((resolve) => setTimeout(resolve, 400));
    const [before, foreignBefore] = [times, foreignTimes];
    for (let n = 0; n < 20; n++) await record(ours, `signal-${n}`);
    await database.inWorkspace(ours, wakeWatchers);
    await until(() => times > before, 'a signal came for the changes');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(times).toBeLessThan(before + 7);
    expect(foreignTimes).toBe(foreignBefore);
    await signal.return?.();
    await foreign.return?.();
    await Promise.all(reading);
  });
});
