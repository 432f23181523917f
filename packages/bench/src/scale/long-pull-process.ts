import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { causeway } from '../pull/causeway.ts';

// One pull as a worker does it, in a process of its own, whose memory is its alone. The task comes as JSON, what was measured goes out as JSON.
const task = JSON.parse(process.argv[2] ?? '{}') as {
  records: number;
  latencyMs: number;
  ownerUrl: string;
  appUrl: string;
};
const pages = spawn(
  process.execPath,
  [fileURLToPath(new URL('../pull/page-server.js', import.meta.url)), String(task.records), String(task.latencyMs)],
  { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
);
if (!pages.stdout) throw new Error('The page server has no output.');
const apiUrl = String((await once(pages.stdout, 'data'))[0]).trim();
const engine = await causeway({ ...task, apiUrl });
const before = await engine.counts();
const started = performance.now();
await engine.pull();
const seconds = (performance.now() - started) / 1_000;
const counts = await engine.counts();
for (const [table, count] of Object.entries(counts))
  if (count - (before[table] ?? 0) !== task.records)
    throw new Error(`${table} has ${count - (before[table] ?? 0)} more rows instead of ${task.records}`);
await engine.close();
pages.disconnect();
process.stdout.write(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1_024 }));
