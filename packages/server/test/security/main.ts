// First: the decorators of what the suite shares with the tests write their metadata through it.
import 'reflect-metadata';
import { all, atMost, count, type Figure, none } from '../faults/fault.ts';
import { openLive } from '../support/live-client.ts';
import { connectToSandbox, type RealPrograms, startRealPrograms } from '../support/real-programs.ts';
import { attackDocuments, dearest, nestedContacts } from './attack-documents.ts';

const METRICS_TOKEN = 'security-figures-token';
/** A document is tried so often, and the dearest of their mean counts. */
const TIMES = 5;
const CPU_MS = 50;
const REFUSED_MS = 10;
const HEALTH_MS = 100;
const AT_ONCE = 500;
const PATIENCE_MS = 240_000;

interface Answered {
  data?: { clients?: { items?: unknown[] } } | null;
  errors?: Array<{ message: string; extensions?: { reason?: string } }>;
}

/** Processor time that the api has used so far, as it tells by itself. */
async function cpuMs({ url }: RealPrograms): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const seconds = /^process_cpu_seconds_total\S* ([\d.e+-]+)/m.exec(await answer.text())?.[1];
  if (seconds === undefined) throw new Error(`The api tells no processor time: ${answer.status}`);
  return Number(seconds) * 1_000;
}

/** Mean processor time of a try, less what asking for the time costs. */
async function costOf(programs: RealPrograms, work: () => Promise<void>, times = TIMES): Promise<number> {
  await work();
  const first = await cpuMs(programs);
  const asking = (await cpuMs(programs)) - first;
  const before = await cpuMs(programs);
  for (let n = 0; n < times; n++) await work();
  return Math.max(0, ((await cpuMs(programs)) - before - asking) / times);
}

type Try = readonly [what: string, isRefused: () => Promise<boolean>];

async function attempts(programs: RealPrograms): Promise<Try[]> {
  const { url } = programs;
  const headers = await programs.headers();
  const post = async (body: string, more: Record<string, string> = { 'content-type': 'application/json' }) => {
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { ...headers, ...more }, body });
    const text = await answer.text();
    const { data = null } = text.startsWith('{') ? JSON.parse(text) : {};
    return answer.status < 500 && (data === null || Object.values(data).every((value) => value === null));
  };
  const overSocket = async (query: string, as: Record<string, string> = headers) => {
    const live = openLive(url, as);
    // A message that is too long ends the socket, which is an answer as well.
    const answer = await Promise.race([live.once(query), live.ended]);
    await live.close();
    return 'code' in answer || (answer.data ?? null) === null;
  };
  const introspection = '{ __schema { types { name fields { name } } } }';
  const anonymous = async () => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: introspection }),
    });
    return [401, 403].includes(answer.status);
  };
  const deep = `{"query":"query ($f: AuditFilter) { auditEvents(filter: $f) { items { id } } }","variables":{"f":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}}`;
  const listed = (type: string, part: string): string => {
    const query = `query ($v: ${type}) { ${Array.from({ length: 30 }, (_, n) => `a${n}: auditEvents(first: 1, filter: { ${part}: $v }) { totalCount }`).join(' ')} }`;
    return JSON.stringify({ query, variables: { v: Array.from({ length: 30_000 }, (_, n) => `WORD${n}`) } });
  };
  return [
    ...attackDocuments.flatMap(([what, query]): Try[] => [
      [`${what}, HTTP`, () => post(JSON.stringify({ query }))],
      [`${what}, socket`, () => overSocket(query)],
    ]),
    [
      'batch of 100, HTTP',
      () => post(JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ viewer { role } }' })))),
    ],
    ['input nested 100,000 deep, HTTP', () => post(deep)],
    ['a list of 30,000 words that there are not, HTTP', () => post(listed('[AuditOperation!]', 'operations'))],
    ['a list of 30,000 texts, HTTP', () => post(listed('[String!]', 'codes'))],
    ['introspection by nobody, HTTP', anonymous],
    ['introspection by nobody, socket', () => overSocket(introspection, {})],
    [
      'mutation by GET',
      async () => {
        const answer = await fetch(`${url}/graphql?query=mutation{signOut}`, { headers });
        return answer.status >= 400 && answer.status < 500;
      },
    ],
    ['form post', () => post('query={viewer{role}}', { 'content-type': 'application/x-www-form-urlencoded' })],
  ];
}

async function documents(programs: RealPrograms): Promise<Figure[]> {
  const tried = await attempts(programs);
  let refused = 0;
  let most = { what: '', ms: 0 };
  for (const [what, isRefused] of tried) {
    let isAlways = true;
    const ms = await costOf(programs, async () => {
      isAlways = (await isRefused()) && isAlways;
    });
    if (isAlways) refused++;
    else process.stderr.write(`Not refused: ${what}\n`);
    if (ms > most.ms) most = { what, ms };
  }
  return [
    all(refused, tried.length, 'attack documents refused over HTTP and socket'),
    atMost(`CPU of the dearest (${most.what})`, most.ms, CPU_MS, ' ms'),
  ];
}

async function nestedQuery(programs: RealPrograms): Promise<Figure[]> {
  const [client] = await programs.test.sql<{ id: string }>(
    `with made as (insert into client (workspace_id, name) select id, 'Harbor' from workspace returning workspace_id, id),
       people as (insert into contact (workspace_id, client_id, first_name, last_name) select workspace_id, id, 'Ana', 'No ' || n from made, generate_series(1, 300) n)
     select id from made`,
  );
  const query = nestedContacts(client?.id ?? '');
  const headers = { 'content-type': 'application/json', ...(await programs.headers()) };
  const times: number[] = [];
  let refused = 0;
  // The machine does other things too: what a refusal takes of the processor is judged, how long it took is told beside it.
  const cpu = await costOf(
    programs,
    async () => {
      const started = performance.now();
      const answer = await fetch(`${programs.url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query }),
      });
      const { errors } = (await answer.json()) as Answered;
      times.push(performance.now() - started);
      if (errors?.[0]?.extensions?.reason === 'too_costly' || /depth/i.test(errors?.[0]?.message ?? '')) refused++;
    },
    20,
  );
  const middle = Math.round(times.sort((a, b) => a - b)[times.length >> 1] ?? 0);
  return [
    all(refused, times.length, 'nested contacts queries refused'),
    atMost('CPU of one', cpu, REFUSED_MS, ' ms'),
    count(middle, 'ms until the answer'),
  ];
}

/** What nobody may find in the database, in whatever table, or in what the program prints. */
async function secrets(programs: RealPrograms): Promise<Figure[]> {
  await connectToSandbox(programs);
  const { createApiToken } = await programs.graphql(
    'mutation { createApiToken(input: { name: "Dashboard", scopes: [AUDIT] }) { secret problems { message } } }',
  );
  const { addWebhook } = await programs.graphql(
    `mutation { addWebhook(input: { name: "Hook", form: STANDARD, url: "https://hooks.example/1", events: [RUN_FINISHED] }) { secret problems { message } } }`,
  );
  const { cookie = '' } = await programs.headers();
  const planted = [
    'seven grey herons',
    programs.sandbox.privateKey,
    createApiToken.secret,
    addWebhook.secret,
    cookie.slice(cookie.indexOf('=') + 1),
  ];
  const tables = await programs.test.sql<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  let hits = 0;
  for (const secret of planted) {
    if (!secret || secret.length < 10) throw new Error('A secret to plant is missing.');
    if (programs.api.output.text.includes(secret)) hits++;
    for (const { name } of tables) {
      const found = await programs.test.sql(`select 1 from ${name} t where strpos(t::text, '${secret}') > 0 limit 1`);
      if (found.length > 0) process.stderr.write(`A secret stands in ${name}.\n`);
      hits += found.length;
    }
  }
  return [count(planted.length, 'secrets planted'), none(hits, `hits in ${tables.length} tables and the log`)];
}

async function health(programs: RealPrograms): Promise<Figure[]> {
  await programs.test.sql(
    `with made as (insert into client (workspace_id, name) select w.id, 'Client ' || n from workspace w, generate_series(1, 100) n returning workspace_id, id)
     insert into contact (workspace_id, client_id, first_name, last_name) select workspace_id, id, 'Ana', 'No ' || n from made, generate_series(1, 50) n`,
  );
  const headers = { 'content-type': 'application/json', ...(await programs.headers()) };
  let isOver = false;
  let answered = 0;
  let sentAway = 0;
  let fault: string | null = null;
  const deadline = performance.now() + PATIENCE_MS;
  /** As a program does that heeds what it is told: come back later. */
  const askUntilAnswered = async (): Promise<void> => {
    const answer = await fetch(`${programs.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: dearest }),
    });
    const { data, errors } = (await answer.json()) as Answered;
    const seconds = Number(answer.headers.get('retry-after'));
    if (data?.clients?.items?.length === 100) answered++;
    else if ([429, 503].includes(answer.status) && seconds > 0 && performance.now() < deadline) {
      sentAway++;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
      await askUntilAnswered();
    } else fault ??= errors?.[0]?.message ?? 'no answer';
  };
  const load = Promise.all(Array.from({ length: AT_ONCE }, askUntilAnswered)).finally(() => {
    isOver = true;
  });
  const waits: number[] = [];
  while (!isOver) {
    const started = performance.now();
    await fetch(`${programs.url}/healthz`).then((answer) => answer.text());
    waits.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await load;
  if (fault !== null) process.stderr.write(`Not answered: ${fault}\n`);
  waits.sort((a, b) => a - b);
  return [
    all(answered, AT_ONCE, 'of the dearest permitted queries answered'),
    count(sentAway, 'times told to come back later'),
    atMost(`/healthz meanwhile, p95 of ${waits.length}`, waits[Math.floor(waits.length * 0.95)] ?? 0, HEALTH_MS, ' ms'),
  ];
}

const programs = await startRealPrograms({ METRICS_TOKEN });
const outcomes: Array<{ title: string; isMet: boolean; figures: Figure[] }> = [];
try {
  const parts = [
    ['S1', 'documents that ask too much', documents],
    ['S1', 'the nested contacts query', nestedQuery],
    ['S1', 'health under load', health],
    ['S3', 'planted secrets', secrets],
  ] as const;
  for (const [code, title, part] of parts) {
    const figures = await part(programs);
    const isMet = figures.every((figure) => figure.isMet);
    outcomes.push({ title, isMet, figures });
    process.stdout.write(
      `${code}   ${title}   ${figures.map(({ text }) => text).join(', ')}   ${isMet ? 'ok' : 'MISSED'}\n`,
    );
  }
} finally {
  await programs.stop();
}
process.exit(outcomes.every(({ isMet }) => isMet) ? 0 : 1);
