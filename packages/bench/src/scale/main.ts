// First: what the benchmark shares with the tests needs it.
import '@causeway/server/dist/test/faults/with-expect.js';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Goal, isMet, judge } from '../goals.ts';
import { startBenchServer } from '../postgres.ts';
import { deliveredTwice, manyDue, pickUp, skew, storeAway, takeOver } from './jobs.ts';
import { longPull } from './long-pull.ts';
import { oneMore, randomKills, rollingRestart, twoWorkers } from './replicas.ts';
import { NotRunError, type ScaleBench, type Size } from './scale-goal.ts';

const benches: readonly ScaleBench[] = [
  longPull,
  pickUp,
  takeOver,
  deliveredTwice,
  skew,
  manyDue,
  storeAway,
  twoWorkers,
  randomKills,
  rollingRestart,
  oneMore,
];
const codes = benches.flatMap((bench) => bench.codes);
const minutes = (size: Size): number => benches.reduce((sum, bench) => sum + bench.minutes[size], 0);

const usage = `Usage: npm run bench -- scale [${codes.join(' ')}] [options]

  --small     little of everything, to see that it works: about ${minutes('small')} minutes instead of ${minutes('full')}
  --out FILE  where the JSON goes (default scale.json)

${benches.map((bench) => `  ${bench.codes.join(', ').padEnd(7)} about ${bench.minutes.small} min with --small, ${bench.minutes.full} min without\n`).join('')}
D6 needs a MongoDB as job store in MONGODB_URL. E1 needs more than two processors: the workers and PostgreSQL share them.
`;

interface Outcome {
  codes: readonly string[];
  outcome: 'ok' | 'missed' | 'not run';
  reason: string | null;
  seconds: number;
  goals: Goal[];
}

/** Tries each figure, or those that are named, and prints it with its limit. Answers whether none was missed. */
export async function benchScale(args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      small: { type: 'boolean', default: false },
      out: { type: 'string', default: 'scale.json' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const wanted = positionals.map((code) => code.toUpperCase());
  const unknown = wanted.filter((code) => !codes.includes(code));
  if (values.help || unknown.length > 0) {
    process.stdout.write(usage);
    if (unknown.length > 0) process.stderr.write(`There is no figure ${unknown.join(', ')}.\n`);
    return unknown.length === 0;
  }
  const size: Size = values.small ? 'small' : 'full';
  const server = await startBenchServer({ sessions: 200 });
  // The worlds of the fault suite find their PostgreSQL by it.
  process.env.TEST_POSTGRES_URL = server.adminUrl;
  const machine = {
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: server.version,
  };
  const print = (line: string) => process.stdout.write(`${line}\n`);
  print(
    `${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, PostgreSQL ${machine.postgres}, Node ${machine.node}, size ${size}`,
  );
  const outcomes: Outcome[] = [];
  try {
    for (const bench of benches)
      if (wanted.length === 0 || bench.codes.some((code) => wanted.includes(code)))
        outcomes.push(await tryOne(bench, { server, size, print }));
  } finally {
    await server.stop();
  }
  const of = (outcome: Outcome['outcome']) => outcomes.filter((one) => one.outcome === outcome).length;
  print(`${of('ok')} of ${outcomes.length} as asked for, ${of('missed')} missed, ${of('not run')} not run.`);
  writeFileSync(values.out, `${JSON.stringify({ at: new Date().toISOString(), size, machine, outcomes }, null, 2)}\n`);
  return of('missed') === 0;
}

async function tryOne(
  bench: ScaleBench,
  at: { server: Parameters<ScaleBench['run']>[0]; size: Size; print: (line: string) => void },
): Promise<Outcome> {
  const started = performance.now();
  const told = (outcome: Outcome['outcome'], reason: string | null, goals: Goal[]): Outcome => ({
    codes: bench.codes,
    outcome,
    reason,
    seconds: Math.round((performance.now() - started) / 1_000),
    goals,
  });
  try {
    const goals = await bench.run(at.server, at.size);
    judge(goals, at.print);
    return told(goals.every(isMet) ? 'ok' : 'missed', null, goals);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isNotRun = error instanceof NotRunError;
    at.print(`${isNotRun ? 'NOT RUN' : 'MISSED'} ${bench.codes.join(', ')}  ${reason}`);
    return told(isNotRun ? 'not run' : 'missed', reason, []);
  }
}
