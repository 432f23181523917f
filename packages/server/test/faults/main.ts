// First: what the suite shares with the tests needs it.
import './with-expect.ts';
import { parseArgs } from 'node:util';
import { type Figure, NotRunError, type Size } from './fault.ts';
import { faults } from './faults.ts';

interface Outcome {
  code: string;
  title: string;
  outcome: 'ok' | 'missed' | 'not run';
  /** Why it was not run, or what broke. */
  reason: string | null;
  seconds: number;
  figures: Figure[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const wanted = positionals.map((code) => code.toUpperCase());
const unknown = wanted.filter((code) => !faults.some((fault) => fault.code === code));
if (values.help || unknown.length > 0) {
  process.stdout.write(
    `Usage: npm run faults -- [F1 …] [--full]

  --full   as often as the figures are asked for: 100 kills, 200 seeds, 2,000 cycles; hours instead of minutes
  --json   prints nothing but the JSON at the end

${faults.map(({ code, title }) => `  ${code.padEnd(4)} ${title}\n`).join('')}`,
  );
  if (unknown.length > 0) process.stderr.write(`There is no fault ${unknown.join(', ')}.\n`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const size: Size = values.full ? 'full' : 'short';
const outcomes: Outcome[] = [];
for (const fault of faults.filter(({ code }) => wanted.length === 0 || wanted.includes(code))) {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1_000);
  const told = { code: fault.code, title: fault.title };
  try {
    const figures = await fault.run(size);
    const isMet = figures.every((figure) => figure.isMet);
    outcomes.push({ ...told, outcome: isMet ? 'ok' : 'missed', reason: null, seconds: seconds(), figures });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const outcome = error instanceof NotRunError ? 'not run' : 'missed';
    if (outcome === 'missed') process.stderr.write(`${error instanceof Error ? error.stack : reason}\n`);
    outcomes.push({ ...told, outcome, reason, seconds: seconds(), figures: [] });
  }
  const last = outcomes.at(-1);
  if (last && !values.json) process.stdout.write(`${line(last)}\n`);
}
const ran = outcomes.filter(({ outcome }) => outcome !== 'not run');
const met = ran.filter(({ outcome }) => outcome === 'ok').length;
if (!values.json) process.stdout.write(`${met} of ${outcomes.length} as asked for.\n`);
process.stdout.write(
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, size, met, of: outcomes.length, outcomes }, null, 2)}\n`,
);
process.exit(met === ran.length ? 0 : 1);

function line({ code, title, outcome, reason, figures }: Outcome): string {
  const told = reason === null ? figures.map(({ text }) => text).join(', ') : (reason.split('\n')[0] ?? '');
  const verdict = { ok: 'ok', missed: 'MISSED', 'not run': 'NOT RUN' }[outcome];
  return outcome === 'not run'
    ? `${code.padEnd(4)} ${title}   NOT RUN: ${told}`
    : `${code.padEnd(4)} ${title}   ${told}   ${verdict}`;
}
