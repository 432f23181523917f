import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { WebSocket } from 'ws';
import { marksIn } from './crowd.ts';
import type { Numbers } from './measure.ts';

const CUTS = 20;
const EVENTS_AROUND_A_CUT = 10;
const BETWEEN_MS = 300;
const SETTLE_MS = 3_000;
/** Until the last event must have come. */
const PATIENCE_MS = 30_000;

/** Sessions that LISTEN, and those of the pool, in turn; of all processes of the product. */
const LISTENERS = `application_name = 'causeway-listen'`;
const OTHERS = `application_name = 'causeway-api'`;

/** Events that subscribers of several processes missed or heard twice, while sessions of these processes in PostgreSQL are ended time and again. */
export async function measureLosses({
  owner,
  sockets,
  commit,
  numbers,
}: {
  /** May end sessions of others in the same database. */
  owner: pg.Client;
  sockets: readonly WebSocket[];
  commit: (numbers: readonly number[]) => Promise<void>;
  numbers: Numbers;
}): Promise<number> {
  const heard = sockets.map(() => new Map<number, number>());
  for (const [at, socket] of sockets.entries())
    socket.on('message', (data: Buffer) => {
      for (const n of marksIn(data)) heard[at]?.set(n, (heard[at]?.get(n) ?? 0) + 1);
    });
  // Until the subscriptions stand.
  await pause(SETTLE_MS);
  const told: number[] = [];
  const tell = async () => {
    const next = numbers(EVENTS_AROUND_A_CUT / 2);
    told.push(...next);
    await commit(next);
  };
  for (let cut = 0; cut < CUTS; cut++) {
    await tell();
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and ${cut % 2 ? OTHERS : LISTENERS}`,
    );
    await tell();
    await pause(BETWEEN_MS);
  }
  const missing = () => heard.reduce((sum, of) => sum + told.filter((n) => !of.has(n)).length, 0);
  const endsAt = performance.now() + PATIENCE_MS;
  while (missing() > 0 && performance.now() < endsAt) await pause(100);
  // What comes twice comes later.
  await pause(SETTLE_MS);
  const doubled = heard.reduce((sum, of) => sum + [...of.values()].filter((times) => times > 1).length, 0);
  return missing() + doubled;
}
