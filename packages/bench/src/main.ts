import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchApi } from './api/main.ts';
import { type Goal, judge } from './goals.ts';
import { startBenchServer } from './postgres.ts';
import { causeway, pollRequests } from './pull/causeway.ts';
import { measurePull, type PullRound } from './pull/measure.ts';
import { rawLimit } from './pull/raw-limit.ts';
import { stripeSyncEngine } from './pull/stripe-sync-engine.ts';
import { median, spread } from './statistics.ts';

const usage = `Usage: npm run bench [-- options]

  --records N   records a round (default 20000)
  --rounds N    rounds, each engine once in each (default 5)
  --out FILE    also write everything as JSON

Measures side by side: the raw limit of this machine, the product, and the peer. It fails on ratios only.
"npm run bench -- api" asks the API beside PostGraphile 5; "-- api --help" lists its options.
"npm run bench -- live" sends events to a thousand subscribers beside a server that only hands on bytes; "-- live --help" lists its options.
"npm run bench -- log" reads an audit log of ten million rows; "-- log --help" lists its options.
"npm run bench -- page" opens the pages of the web app with a slowed processor; "-- page --help" lists its options.
"npm run bench -- scale" tries jobs, replicas and a million records; "-- scale --help" lists its options.
`;

if (process.argv[2] === 'api') {
  await benchApi(process.argv.slice(3));
  process.exit();
}

if (process.argv[2] === 'live') {
  const { benchLive } = await import('./live/main.ts');
  process.exit((await benchLive(process.argv.slice(3))) ? 0 : 1);
}

if (process.argv[2] === 'log') {
  const { benchLog } = await import('./log/main.ts');
  process.exit((await benchLog(process.argv.slice(3))) ? 0 : 1);
}

if (process.argv[2] === 'page') {
  const { benchPage } = await import('./page/main.ts');
  process.exit((await benchPage(process.argv.slice(3))) ? 0 : 1);
}

if (process.argv[2] === 'scale') {
  const { benchScale } = await import('./scale/main.ts');
  process.exit((await benchScale(process.argv.slice(3))) ? 0 : 1);
}

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const records = Number(values.records);
const rounds = Number(values.rounds);
if (!(records >= 1000 && rounds >= 1)) {
  process.stderr.write(`--records needs at least 1000, --rounds at least 1.\n${usage}`);
  process.exit(2);
}

const engines = { raw: rawLimit, causeway, stripe: stripeSyncEngine };
type Name = keyof typeof engines;
const names = Object.keys(engines) as Name[];
const measured: Record<Name, PullRound[]> = { raw: [], causeway: [], stripe: [] };

const server = await startBenchServer();
const pages = spawn(
  process.execPath,
  [fileURLToPath(new URL('./pull/page-server.js', import.meta.url)), String(records)],
  {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  },
);
if (!pages.stdout) throw new Error('The page server has no output.');
const apiUrl = String((await once(pages.stdout, 'data'))[0]).trim();

try {
  for (let round = 1; round <= rounds; round++) {
    // Each round begins with another engine, so that none always has the warm or the tired machine.
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      const result = await measurePull(server, engines[name], { apiUrl, records, label: `${name}_${round}` });
      measured[name].push(result);
      process.stdout.write(
        `round ${round} ${name.padEnd(9)} cold ${perSecond(result.coldPerSecond)}  unchanged ${perSecond(result.unchangedPerSecond)}\n`,
      );
    }
  }
  const polled = await pollRequests(server);
  const cold = (name: Name) => median(measured[name].map((r) => r.coldPerSecond));
  const unchanged = (name: Name) => median(measured[name].map((r) => r.unchangedPerSecond));
  const goals: Goal[] = [
    { id: 'A1', what: 'cold / raw limit', value: cold('causeway') / cold('raw'), atLeast: 0.35, stretch: 0.6 },
    {
      id: 'A2',
      what: 'unchanged / raw limit',
      value: unchanged('causeway') / unchanged('raw'),
      atLeast: 0.4,
      stretch: 0.7,
    },
    { id: 'A3', what: 'cold / stripe-sync-engine', value: cold('causeway') / cold('stripe'), atLeast: 2, stretch: 3.5 },
    {
      id: 'A4',
      what: 'unchanged / stripe-sync-engine',
      value: unchanged('causeway') / unchanged('stripe'),
      atLeast: 5,
      stretch: 9,
    },
    {
      id: 'A7',
      what: 'rows written by an unchanged pull',
      value: Math.max(...measured.causeway.map((r) => r.rowsWrittenUnchanged)),
      atMost: 0,
    },
    {
      id: 'A8',
      what: 'requests an entity of a poll with nothing new',
      value: Math.max(...Object.values(polled)),
      atMost: 1,
    },
  ];
  process.stdout.write(
    `\n${records} records, ${rounds} rounds, medians; PostgreSQL ${server.version}, Node ${process.version}, ${cpus().length} cores\n`,
  );
  for (const name of names) {
    const c = spread(measured[name].map((r) => r.coldPerSecond));
    const u = spread(measured[name].map((r) => r.unchangedPerSecond));
    process.stdout.write(
      `  ${name.padEnd(9)} cold ${perSecond(c.median)} (${perSecond(c.min)} to ${perSecond(c.max)})  unchanged ${perSecond(u.median)} (${perSecond(u.min)} to ${perSecond(u.max)})\n`,
    );
  }
  const failed = judge(goals, (text) => process.stdout.write(`${text}\n`));
  if (values.out) {
    const report = {
      at: new Date().toISOString(),
      node: process.version,
      postgres: server.version,
      cores: cpus().length,
      records,
      rounds,
      measured,
      polled,
      goals,
    };
    writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exitCode = failed ? 1 : 0;
} finally {
  pages.disconnect();
  await server.stop();
  // The channel to whoever started this keeps a process alive.
  if (process.connected) process.disconnect();
}

function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString('en-GB').padStart(7)}/s`;
}
