import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cpuMs } from '../cpu.ts';
import { type Goal, judge } from '../goals.ts';
import { startBenchServer } from '../postgres.ts';
import { median, spread } from '../statistics.ts';
import { startProduct } from './product-process.ts';
import { seed } from './seed.ts';
import { statementsOf } from './statements.ts';

const usage = `Usage: npm run bench -- api [options]

  --opportunities N  (default 20000)
  --audit N          rows of the log (default 200000)
  --rounds N         rounds, each server once in each (default 5)
  --seconds N        of load a round, server and query (default 3)
  --out FILE         also write everything as JSON

Asks the product's API, PostGraphile 5, and a server as the documents of Apollo Server, type-graphql and MikroORM show it for the same 50 rows over
the same tables, all as the role that row-level security binds, in turn.
`;

/** Requests at the same time, over as many sockets. */
const CONNECTIONS = 10;

export async function benchApi(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      opportunities: { type: 'string', default: '20000' },
      audit: { type: 'string', default: '200000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  const server = await startBenchServer();
  const children: ChildProcess[] = [];
  try {
    const database = await server.database('api');
    const counts = { opportunities: Number(values.opportunities), auditRows: Number(values.audit) };
    const { workspaceId, sessionToken } = await seed(database.ownerUrl, counts);
    const causeway = await startProduct(database.appUrl, children);
    const [ours] = children;
    const postgraphile = await startPeer('postgraphile-server', database.appUrl, workspaceId, children);
    const postgraphilePid = children.at(-1)?.pid;
    const usual = await startPeer('default-server', database.appUrl, workspaceId, children);
    const servers = {
      causeway: { url: `${causeway}/graphql`, cookie: `causeway_session=${sessionToken}`, pid: ours?.pid },
      postgraphile: { url: postgraphile, cookie: '', pid: postgraphilePid },
      usual: { url: usual, cookie: '', pid: children.at(-1)?.pid },
    };
    type Name = keyof typeof servers;
    const names = Object.keys(servers) as Name[];
    for (const { id, ask, rows } of queries) {
      const answers = await Promise.all(names.map(async (name) => rows[name](await post(servers[name], ask[name]))));
      if (answers.some((answer) => answer.length !== 50 || JSON.stringify(answer) !== JSON.stringify(answers[0])))
        throw new Error(`${id}: they answer differently:\n${JSON.stringify(answers).slice(0, 2_000)}`);
    }
    const measured: Record<string, Record<Name, number[]>> = {};
    const cpu: Record<string, Record<Name, number[]>> = {};
    for (let round = 0; round <= rounds; round++) {
      for (const { id, ask } of queries) {
        const order = round % 2 === 0 ? names : [...names].reverse();
        for (const name of order) {
          const { perSecond, cpuMsEach } = await load(servers[name], ask[name], seconds);
          // The first round warms both.
          if (round === 0) continue;
          measured[id] ??= { causeway: [], postgraphile: [], usual: [] };
          measured[id][name].push(perSecond);
          cpu[id] ??= { causeway: [], postgraphile: [], usual: [] };
          cpu[id][name].push(cpuMsEach);
          process.stdout.write(
            `round ${round} ${id} ${name.padEnd(12)} ${Math.round(perSecond)} requests/s, ${cpuMsEach.toFixed(2)} ms of the server's processor each\n`,
          );
        }
      }
    }
    for (const child of children) child.kill();
    const sent = await statementsOf(database.appUrl, workspaceId, opportunityQuery);
    const ratio = (id: string, peer: Name = 'postgraphile') =>
      median(measured[id]?.causeway ?? []) / median(measured[id]?.[peer] ?? []);
    const goals: Goal[] = [
      { id: 'B1', what: 'audit page / PostGraphile 5', value: ratio('B1'), atLeast: 1.2, stretch: 1.6 },
      {
        id: 'B2',
        what: 'opportunities with client, stage, link / PostGraphile 5',
        value: ratio('B2'),
        atLeast: 1,
        stretch: 1.5,
      },
      ...queries.map(({ id }) => ({
        id: 'B3',
        what: `${id} / Apollo, type-graphql and MikroORM by their documents`,
        value: ratio(id, 'usual'),
        atLeast: 2,
        stretch: 3.5,
      })),
      { id: 'B6', what: 'statements of B2, at most for 1, 10 and 50 rows', value: sent.statements, atMost: 2 },
      { id: 'B6', what: 'transactions of B2', value: sent.transactions, atMost: 1 },
    ];
    process.stdout.write(
      `\n${counts.opportunities} opportunities, ${counts.auditRows} rows of the log, ${rounds} rounds, medians; PostgreSQL ${server.version}, Node ${process.version}, ${cpus().length} cores\n`,
    );
    for (const [id, of] of Object.entries(measured))
      for (const name of names) {
        const { median: middle, min, max } = spread(of[name]);
        process.stdout.write(
          `  ${id} ${name.padEnd(12)} ${Math.round(middle)} (${Math.round(min)} to ${Math.round(max)}) requests/s, ${median(cpu[id]?.[name] ?? []).toFixed(2)} ms of the server's processor each\n`,
        );
      }
    const failed = judge(goals, (text) => process.stdout.write(`${text}\n`));
    if (values.out)
      writeFileSync(
        values.out,
        `${JSON.stringify({ at: new Date().toISOString(), ...counts, rounds, measured, cpu, goals }, null, 2)}\n`,
      );
    process.exitCode = failed ? 1 : 0;
  } finally {
    for (const child of children) child.kill();
    await server.stop();
  }
}

const opportunityQuery = (first: number) =>
  `{ opportunities(first: ${first}) { items { id name expectedCloseDate client { id name } stage { id name } link { remoteId state } } } }`;

interface Row {
  id: string;
  [field: string]: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: what comes is compared
type Answer = any;

const queries = [
  {
    id: 'B1',
    ask: {
      usual: `{ auditEvents(first: 50, status: "error") { id at direction entity operation status name remoteId description durationMs } }`,
      causeway: `{ auditEvents(first: 50, filter: { status: ERROR }) { items { id at direction entity operation status name remoteId description durationMs } } }`,
      postgraphile: `{ allAuditEvents(first: 50, condition: { status: "error" }, orderBy: ROW_ID_DESC) { nodes { rowId at direction entity operation status name remoteId description durationMs } } }`,
    },
    rows: {
      usual: ({ data }: Answer): string[] => data.auditEvents.map(({ id, name }: Row) => `${id} ${name}`),
      causeway: ({ data }: Answer): string[] => data.auditEvents.items.map(({ id, name }: Row) => `${id} ${name}`),
      postgraphile: ({ data }: Answer): string[] =>
        data.allAuditEvents.nodes.map(({ rowId, name }: Row) => `${rowId} ${name}`),
    },
  },
  {
    id: 'B2',
    ask: {
      usual: `{ opportunities(first: 50) { id name expectedCloseDate client { id name } stage { id name } link { remoteId state } } }`,
      causeway: opportunityQuery(50),
      postgraphile: `{ allOpportunities(first: 50, orderBy: [NAME_KEY_ASC, ROW_ID_ASC]) { nodes { rowId name expectedCloseDate
        clientByWorkspaceIdAndClientId { rowId name } pipelineStageByWorkspaceIdAndStageId { rowId name }
        entityLinksByWorkspaceIdAndLocalId(first: 1) { nodes { remoteId state } } } } }`,
    },
    rows: {
      usual: ({ data }: Answer): string[] =>
        data.opportunities.map((row: Answer) =>
          [row.id, row.name, row.client.name, row.stage.name, row.link.remoteId].join(),
        ),
      causeway: ({ data }: Answer): string[] =>
        data.opportunities.items.map((row: Answer) =>
          [row.id, row.name, row.client.name, row.stage.name, row.link.remoteId].join(),
        ),
      postgraphile: ({ data }: Answer): string[] =>
        data.allOpportunities.nodes.map((row: Answer) =>
          [
            row.rowId,
            row.name,
            row.clientByWorkspaceIdAndClientId.name,
            row.pipelineStageByWorkspaceIdAndStageId.name,
            row.entityLinksByWorkspaceIdAndLocalId.nodes[0].remoteId,
          ].join(),
        ),
    },
  },
] as const;

async function startPeer(
  name: 'postgraphile-server' | 'default-server',
  appUrl: string,
  workspaceId: string,
  children: ChildProcess[],
): Promise<string> {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [file, appUrl, workspaceId], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
  });
  children.push(child);
  if (!child.stdout) throw new Error('The peer has no output.');
  // It also says what it makes of types that nobody asks for.
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('http://')) return line;
  throw new Error('The peer did not start.');
}

interface Target {
  url: string;
  cookie: string;
  pid: number | undefined;
}

interface Loaded {
  perSecond: number;
  /** Of the server's process, without PostgreSQL; not a number where it cannot be read. */
  cpuMsEach: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** Requests a second, by as many askers as there are sockets, each asking again as soon as it has the answer. */
async function load(target: Target, query: string, seconds: number): Promise<Loaded> {
  const cpuBefore = cpuMs(target.pid);
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  let done = 0;
  const asker = async () => {
    while (performance.now() < endsAt) {
      await post(target, query, false);
      done++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, asker));
  const perSecond = done / ((performance.now() - startedAt) / 1_000);
  const cpuAfter = cpuMs(target.pid);
  return { perSecond, cpuMsEach: cpuBefore === null || cpuAfter === null ? Number.NaN : (cpuAfter - cpuBefore) / done };
}

function post({ url, cookie }: Target, query: string, isRead = true): Promise<Answer> {
  const body = JSON.stringify({ query });
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(cookie && { cookie }),
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (response.statusCode !== 200)
          reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 1_000)}`));
        else resolve(isRead ? JSON.parse(text) : null);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
