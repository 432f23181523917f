import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { nodeArguments } from './node-arguments.ts';
import { type Deal, insertDeal, type PushFixture, secretKey, win } from './push-fixture.ts';
import type { PushWorkerTask } from './push-worker.ts';
import { until } from './until.ts';

const LEASE_MS = 400;

export interface PushKills {
  /** Attempts that a kill ended. */
  interrupted: number;
  /** Records in ConnectWise that are there more or less often than the deals ask for. */
  wrong: string[];
  /** Requests of the outbox by what became of them. */
  states: { state: string; n: number }[];
  /** Records that the log says were made more than once. */
  toldTwice: object[];
}

/** Kills a worker again and again while it pushes won opportunities, with one answer in ten lost on top; then lets another one finish. */
export async function killWhilePushing(
  fixture: PushFixture,
  { kills, deals: wanted }: { kills: number; deals: number },
): Promise<PushKills> {
  const deals = await wonDeals(fixture, wanted);
  fixture.sandbox.setLatency(3);
  fixture.sandbox.fail({ method: 'POST', kind: 'reset-after', probability: 0.1, seed: 7 });
  const random = seeded(42);
  for (let kill = 0; kill < kills; kill++) {
    fixture.sandbox.clearJournal();
    const worker = startWorker(fixture);
    await ready(worker);
    // However busy the machine is: a kill before the first request would end nothing.
    await until(() => hasBegun(fixture), 'a push has begun', 30_000);
    await pause(random() * 250);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }
  fixture.sandbox.clearFaults();
  await finish(fixture);
  const [lost] = await fixture.rows<{ n: number }>(
    `select count(*)::int as n from sync_run where error_code = 'worker_lost'`,
  );
  return {
    interrupted: lost?.n ?? 0,
    wrong: await doubled(fixture, deals),
    states: await fixture.rows(`select state, count(*)::int as n from push_request group by 1`),
    toldTwice: await fixture.rows(
      `select entity, local_id, count(*) from audit_event where operation in ('create', 'attach') and entity in ('company', 'contact', 'document') group by 1, 2 having count(*) > 1`,
    ),
  };
}

/** Every third deal has a client of its own, the others share theirs. */
async function wonDeals(fixture: PushFixture, wanted: number): Promise<Deal[]> {
  const deals: Deal[] = [];
  for (let i = 0; i < wanted; i++) {
    const previous = deals.at(-1);
    const deal = await insertDeal(fixture, i % 3 === 0 || !previous ? {} : { clientId: previous.clientId });
    deals.push(deal);
    await win(fixture, deal);
  }
  return deals;
}

function startWorker(fixture: PushFixture): ChildProcess {
  const task: PushWorkerTask = {
    databaseUrl: fixture.test.url,
    workspaceId: fixture.workspaceId,
    connectionId: fixture.connectionId,
    port: fixture.sandbox.port,
    clientId: fixture.sandbox.clientId,
    secretKey: secretKey.key.toString('base64'),
    leaseMs: LEASE_MS,
  };
  return spawn(process.execPath, nodeArguments('./push-worker'), {
    env: { PATH: process.env.PATH, WORKER: JSON.stringify(task) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function ready(worker: ChildProcess): Promise<void> {
  const died = once(worker, 'exit').then(() => {
    throw new Error('The worker ended before it was ready.');
  });
  const said = worker.stdout ? once(worker.stdout, 'data') : Promise.reject(new Error('The worker has no output.'));
  await Promise.race([said, died]);
  died.catch(() => undefined);
}

/** Whether the worker that was started last has asked ConnectWise for something, or there is nothing left to do. */
async function hasBegun(fixture: PushFixture): Promise<boolean> {
  if (fixture.sandbox.journal().length > 0) return true;
  const left = await fixture.rows(`select from push_request where state in ('pending', 'running')`);
  return left.length === 0;
}

/** A last worker finishes what the killed ones left, once their leases have run out. */
async function finish(fixture: PushFixture): Promise<void> {
  await until(
    async () => {
      await fixture.rows(`update push_request set next_attempt_at = now() where state = 'pending'`);
      await fixture.run();
      const left = await fixture.rows(`select 1 from push_request where state in ('pending', 'running')`);
      return left.length === 0;
    },
    'every push came to an end',
    120_000,
  );
}

/** Records in ConnectWise that are there more or less often than the deals ask for. */
async function doubled(fixture: PushFixture, deals: readonly Deal[]): Promise<string[]> {
  const { store } = fixture.sandbox;
  const wanted = await fixture.rows<{ kind: string; key: string; n: number }>(
    `select 'companies' as kind, name as key, 1 as n from client
     union all select 'contacts', last_name, 1 from contact
     union all select 'catalog', sku, 1 from product
     union all select 'opportunities', name, 1 from opportunity
     union all select 'products', l.id::text, 1 from quote_line l`,
  );
  const keys: Record<string, (row: Record<string, unknown>) => unknown> = {
    companies: (row) => row.name,
    contacts: (row) => row.lastName,
    catalog: (row) => row.identifier,
    opportunities: (row) => row.name,
    products: (row) => row.integrationXRef,
  };
  const wrong = wanted.flatMap(({ kind, key, n }) => {
    const found = store.list(kind).filter((row) => keys[kind]?.(row) === key).length;
    return found === n ? [] : [`${kind} ${key}: ${found}`];
  });
  const documents = store.list('documents').map((d) => String(d.title).slice(-13, -1));
  const notes = store.list('opportunityNotes').map((n) => String(n.text).slice(-36));
  for (const { quoteId } of deals) {
    if (documents.filter((d) => d === quoteId.slice(-12)).length !== 1) wrong.push(`document of ${quoteId}`);
    if (notes.filter((n) => n === quoteId).length !== 1) wrong.push(`note of ${quoteId}`);
  }
  return wrong;
}

/** Numbers from 0 to 1, the same on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
