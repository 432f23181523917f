import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { until } from '../../../../test/support/until.ts';
import type { Database } from '../../../platform/database/database.ts';
import { AuditQueries } from '../audit.queries.ts';
import type { AuditFilter } from '../audit-event.type.ts';
import { AuditLog } from '../audit-log.service.ts';
import { LiveHub } from './live-hub.ts';
import { cursorOf } from './position.rules.ts';

const log = new AuditLog();
const queries = new AuditQueries();
const WRITERS = 6;
const WRITE_FOR_MS = 4_000;
const SUBSCRIBERS = 25;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const event = (name: string) => ({
  operation: 'update' as const,
  status: 'success' as const,
  name,
  description: 'Updated by the writer.',
});

describe('R82: a list that goes over into the live stream', () => {
  let test: TestDatabase;
  let database: Database;
  let workspace: string;
  const hubs: LiveHub[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([]);
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select system_create_workspace('ours') id`),
    );
    workspace = made[0]!.id;
    for (let n = 0; n < 2; n++) {
      const hub = new LiveHub({ database, listenUrl: test.url, lookEveryMs: 500 });
      await hub.start();
      hubs.push(hub);
    }
  });
  afterAll(async () => {
    for (const hub of hubs) await hub.stop();
    await test.drop();
  });

  /** The first page of the list, the newest first, and where the stream begins. */
  const list = async (filter: AuditFilter = {}) => {
    const page = await database.inWorkspace(workspace, (tx) => queries.page(tx, { first: 200, filter }), {
      readOnly: true,
    });
    return { names: page.items.map((row) => row.name ?? ''), liveCursor: page.liveCursor };
  };

  /** What PostgreSQL itself says that the list's snapshot could see, the newest first. */
  const visibleTo = async (liveCursor: string) => {
    const [, , snapshot] = JSON.parse(Buffer.from(liveCursor, 'base64url').toString());
    const rows = await test.sql<{ name: string }>(
      `select name from audit_event where pg_visible_in_snapshot(tx, $1::pg_snapshot) order by id desc`,
      [snapshot],
    );
    return rows.map((row) => row.name);
  };

  /** Streams from a cursor into `names`; gives the last cursor when it is stopped. */
  const stream = (hub: LiveHub, after: string, names: string[], filter: AuditFilter = {}) => {
    const events = hub.events(workspace, { after, filter });
    let last = after;
    const reading = (async () => {
      for await (const row of events) {
        names.push(row.name ?? '');
        last = cursorOf(row);
      }
    })();
    return async () => {
      await events.return?.();
      await reading;
      return last;
    };
  };

  it('brings a row that was open when the list was read, and none that the list has shown', async () => {
    const late = new pg.Client({ connectionString: test.ownerUrl });
    await late.connect();
    await late.query('begin');
    await late.query(
      `insert into audit_event (workspace_id, operation, status, name, description) values ($1, 'update', 'success', 'late', 'Updated by the writer.')`,
      [workspace],
    );
    await database.inWorkspace(workspace, (tx) => log.record(tx, [event('listed')]));
    const { names, liveCursor } = await list();
    expect(names).toEqual(['listed']);
    const streamed: string[] = [];
    const stop = stream(hubs[0]!, liveCursor, streamed);
    await pause(200);
    await late.query('commit');
    await late.end();
    await until(() => streamed.length > 0, 'the late row came');
    const cursor = await stop();
    expect(streamed).toEqual(['late']);
    // Whoever resumes at the late row gets no row of the list either.
    await database.inWorkspace(workspace, (tx) => log.record(tx, [event('next')]));
    const resumed: string[] = [];
    const stopAgain = stream(hubs[1]!, cursor, resumed);
    await until(() => resumed.length > 0, 'the next row came');
    await stopAgain();
    expect(resumed).toEqual(['next']);
  });

  it('loses and doubles nothing: 25 subscribers at random times, open transactions, two hubs, killed listeners, resumed streams', async () => {
    const written = new Set<string>();
    let isOver = false;
    const ends = performance.now() + WRITE_FOR_MS;
    const writer = async (who: number) => {
      for (let n = 0; performance.now() < ends; n++) {
        const names = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, (_, m) => `${who}-${n}-${m}`);
        await database.inWorkspace(workspace, async (tx) => {
          await log.record(tx, [event(names[0]!)]);
          // Open for a while, so that others with later numbers commit first.
          await pause(Math.random() * (who === 0 ? 400 : 60));
          await log.record(tx, names.slice(1).map(event));
        });
        for (const name of names) written.add(name);
      }
    };
    const killing = (async () => {
      while (!isOver) {
        await test.sql(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'causeway-listen'`,
        );
        await pause(150);
      }
    })();
    const subscriber = async (n: number) => {
      await pause(Math.random() * WRITE_FOR_MS);
      // Some look for words, which takes the list two statements.
      const filter: AuditFilter = n % 3 === 0 ? { text: 'writer' } : {};
      const { names, liveCursor } = await list(filter);
      const visible = await visibleTo(liveCursor);
      expect(names).toEqual(visible.slice(0, 200));
      const streamed: string[] = [];
      let cursor = liveCursor;
      for (let part = 0; part < 3; part++) {
        const stop = stream(hubs[(n + part) % 2]!, cursor, streamed, filter);
        await pause(Math.random() * 700);
        cursor = await stop();
      }
      const stop = stream(hubs[n % 2]!, cursor, streamed, filter);
      return { listed: new Set(visible), streamed, stop };
    };
    const subscribing = Promise.all(Array.from({ length: SUBSCRIBERS }, (_, n) => subscriber(n)));
    await Promise.all(Array.from({ length: WRITERS }, (_, who) => writer(who)));
    const subscribers = await subscribing;
    isOver = true;
    await killing;
    expect(written.size).toBeGreaterThan(200);
    for (const { listed, streamed, stop } of subscribers) {
      const awaited = [...written].filter((name) => !listed.has(name));
      await until(() => new Set(streamed).size >= awaited.length, 'all rows came', 15_000).catch(() => undefined);
      await stop();
      expect([...streamed].sort()).toEqual(awaited.sort());
    }
  }, 60_000);
});
