import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { noteStarted } from '@causeway/server/dist/src/modules/sync/pull/runs/runs.queries.js';
import { settingsWith } from '@causeway/server/dist/test/support/settings.js';
import pg from 'pg';
import type { BenchServer } from '../postgres.ts';
import { openProduct, type Product } from '../product.ts';

/** What one account of ConnectWise asked for. */
export interface SeenAccount {
  account: string;
  firstAt: number;
  requests: number;
  /** The most within one second. */
  peak: number;
}

export interface FleetConnection {
  workspaceId: string;
  connectionId: string;
}

/** Many connected workspaces with the same companies, a ConnectWise that serves them all, and workers as processes of their own. */
export interface Fleet {
  connections: readonly FleetConnection[];
  /** The product in this process; more of them are more workers. */
  openWorker(): Promise<Product>;
  /** A worker in a process of its own, once it is ready. It is told of the stores alone. */
  startWorker(): Promise<ChildProcess>;
  /** How ConnectWise answers from now on. */
  set(how: { latency?: number; records?: number; round?: number }): Promise<void>;
  /** Everything asked since `forget`. */
  seen(): Promise<SeenAccount[]>;
  forget(): Promise<void>;
  sql<T extends object>(text: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

const KEY = { id: 'main', key: Buffer.alloc(32, 3) };
const MAKING_AT_ONCE = 8;

export async function openFleet(
  server: BenchServer,
  { label, connections: count, records }: { label: string; connections: number; records: number },
): Promise<Fleet> {
  const database = await server.database(label);
  const file = fileURLToPath(new URL('./many-accounts.js', import.meta.url));
  const accounts = spawn(process.execPath, [file, String(records)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (!accounts.stdout) throw new Error('The accounts have no output.');
  const url = String((await once(accounts.stdout, 'data'))[0]).trim();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  const folder = mkdtempSync(join(tmpdir(), 'causeway-fleet-'));
  const products: Product[] = [];
  const workers: ChildProcess[] = [];
  const connectwise = { allowedHosts: [new URL(url).host], clientId: 'bench' };
  const openWorker = async () => {
    const product = await openProduct(database.appUrl, { connectwise, secret: KEY });
    products.push(product);
    return product;
  };
  const product = await openWorker();
  const connections: FleetConnection[] = [];
  const numbers = Array.from({ length: count }, (_none, at) => at + 1);
  const makeAll = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop())
      connections.push(await connectWorkspace(product, url, number));
  };
  await Promise.all(Array.from({ length: MAKING_AT_ONCE }, makeAll));
  const ask = async (path: string) => (await fetch(`${url}${path}`, { method: 'POST' })).json();
  return {
    connections,
    openWorker,
    startWorker: async () => {
      const worker = spawn(
        process.execPath,
        [fileURLToPath(import.meta.resolve('@causeway/server/dist/src/main/worker.js'))],
        {
          env: {
            PATH: process.env.PATH ?? '',
            NODE_ENV: 'production',
            DATABASE_URL: database.appUrl,
            SECRET_KEYS: `${KEY.id}:${KEY.key.toString('base64')}`,
            STORAGE_DIR: folder,
            CONNECTWISE_CLIENT_ID: connectwise.clientId,
            CONNECTWISE_ALLOWED_HOSTS: connectwise.allowedHosts.join(','),
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      workers.push(worker);
      await untilPrinted(worker, '"msg":"ready"');
      return worker;
    },
    set: async (how) => {
      const words = Object.entries(how).map(([name, value]) => `${name}=${value}`);
      await ask(`/set?${words.join('&')}`);
    },
    seen: async () => (await ask('/seen')) as SeenAccount[],
    forget: async () => void (await ask('/forget')),
    sql: async <T extends object>(text: string, params: unknown[] = []) =>
      (await owner.query(text, params)).rows as T[],
    close: async () => {
      for (const worker of workers) await kill(worker);
      for (const { app, database: opened } of products) {
        await app.stop();
        await opened.close();
      }
      accounts.disconnect();
      await owner.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A workspace with a pipeline and a connection whose first sync was begun, as far as a poll has to know. */
async function connectWorkspace({ database, secrets }: Product, url: string, number: number): Promise<FleetConnection> {
  const made = await database.acrossWorkspaces((tx) =>
    tx.query<{ id: string }>(`select system_create_workspace($1) as id`, [`Fleet ${number}`]),
  );
  const workspaceId = made[0]?.id ?? '';
  const seal = (column: string) => secrets.seal('bench', `${workspaceId}:connection.${column}`);
  const connectionId = await database.inWorkspace(workspaceId, async (tx) => {
    await tx.query(
      `insert into pipeline_stage (name, position, kind) values ('Open', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const [row] = await tx.query<{ id: string }>(
      `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
       values ($1, $1 || '/v4_6_release/apis/3.0', $1, $2, $3, $4, $5, 'ench', 'connected') returning id`,
      [url, new URL(url).host, `c${number}`, seal('public_key'), seal('private_key')],
    );
    const id = row?.id ?? '';
    await tx.query(settingsWith, [id, JSON.stringify({ mode: 'real_time' })]);
    await noteStarted(tx, id);
    return id;
  });
  return { workspaceId, connectionId };
}

async function untilPrinted(child: ChildProcess, text: string): Promise<void> {
  let printed = '';
  const found = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      // Afterwards it is read all the same, or the process would stand still.
      if (printed.length < 100_000) printed += chunk;
      if (printed.includes(text)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`A worker ended with ${code}:\n${printed.slice(-2_000)}`)));
  });
  await found;
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Asks again and again until it is so; answers after how many seconds. */
export async function secondsUntil(isSo: () => Promise<boolean>, timeoutS: number, everyMs = 100): Promise<number> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1_000;
  while (!(await isSo())) {
    if (seconds() > timeoutS) return Number.POSITIVE_INFINITY;
    await pause(everyMs);
  }
  return seconds();
}
