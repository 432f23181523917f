import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchServer } from '../postgres.ts';
import type { ScaleBench } from './scale-goal.ts';

const LATENCY_MS = 500;
const PAGE = 1_000;
const RECORDS = { small: { short: 20_000, long: 60_000 }, full: { short: 100_000, long: 1_000_000 } };

interface Pulled {
  seconds: number;
  /** The most that the process ever held, in MB. */
  peakMb: number;
}

async function pull(server: BenchServer, records: number): Promise<Pulled> {
  const database = await server.database(`long_${records}`);
  try {
    return await pullInto(database, records, LATENCY_MS);
  } finally {
    await database.drop();
  }
}

/** A first pull of so many records from an API that takes so long a page, as a worker does it, in a process of its own. */
export async function pullInto(
  { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string },
  records: number,
  latencyMs: number,
): Promise<Pulled> {
  const file = fileURLToPath(new URL('./long-pull-process.js', import.meta.url));
  const task = JSON.stringify({ records, latencyMs, ownerUrl, appUrl });
  const child = spawn(process.execPath, [file, task], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The pull of ${records} records ended with ${code}.`);
  return JSON.parse(printed) as Pulled;
}

export const longPull: ScaleBench = {
  codes: ['A5', 'A6'],
  minutes: { small: 1, full: 14 },
  run: async (server, size) => {
    const { short, long } = RECORDS[size];
    const small = await pull(server, short);
    const big = await pull(server, long);
    // The last page says that it is the last one; the other kinds of record answer one empty page each.
    const fetching = ((Math.ceil(long / PAGE) + 3) * LATENCY_MS) / 1_000;
    return [
      {
        id: 'A5',
        what: `${long.toLocaleString('en-US')} records in ${Math.round(big.seconds)} s / fetching alone at ${LATENCY_MS} ms a page`,
        value: big.seconds / fetching,
        atMost: 1.1,
        stretch: 1.03,
      },
      {
        id: 'A6',
        what: `peak memory of ${long.toLocaleString('en-US')} records (${Math.round(big.peakMb)} MB) / of ${short.toLocaleString('en-US')}`,
        value: big.peakMb / small.peakMb,
        atMost: 1.15,
        stretch: 1.05,
      },
    ];
  },
};
