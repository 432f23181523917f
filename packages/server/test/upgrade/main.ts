// First: what the faults share with the tests needs it.
import '../faults/with-expect.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { atMost, count, type Figure, none } from '../faults/fault.ts';
import type { Program } from '../support/real-programs.ts';
import { until } from '../support/until.ts';
import { ask, type Installation, openInstallation, signIn } from './installation.ts';
import { Balancer, startLoad } from './load.ts';
import { lostValues, twiceThere, winsThere } from './outcome.ts';
import { tracesOf } from './traces.ts';

const onlyJson = process.argv.includes('--json');
const tell = (text: string): void => {
  if (!onlyJson) process.stdout.write(`${text}\n`);
};

async function upgrade(at: Installation): Promise<Figure[]> {
  const { test } = at;
  tell(`${process.env.BEFORE_VERSION}: migrate, demo, api, worker, first sync`);
  await at.migrate('before');
  const person = await at.seedDemo();
  const oldApi = await at.start('before', 'api');
  const oldWorker = await at.start('before', 'worker');
  await at.firstSync(oldApi.url, person);
  const admin = { headers: await signIn(oldApi.url, person) };
  const once = (query: string, variables: object = {}, url = oldApi.url) => ask(url, admin.headers, query, variables);
  await once('mutation { saveSyncSettings(input: { mode: REAL_TIME }) { problems { message } } }');
  const { createApiToken } = await once(
    'mutation { createApiToken(input: { name: "Dashboard", role: VIEWER }) { secret problems { message } } }',
  );
  const program = { headers: { authorization: `Bearer ${createApiToken.secret}` } };
  const deals: Deal[] = [];
  for (let number = 0; number < 5; number++) deals.push(await offer(once, number));
  const win = (deal: Deal | undefined, url?: string) =>
    once('mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }', { id: deal?.id }, url);
  await win(deals[0]);
  await untilQuiet(at);
  const [first] = await winsThere(at, deals.slice(0, 1));
  if (first)
    throw new Error(
      `${first}, before anything was upgraded: ${JSON.stringify(await test.sql('select code, message from sync_issue'))}`,
    );
  const links = await pairs(at);
  const [before] = await test.sql<{ at: Date }>('select now() as at');

  const balancer = new Balancer([oldApi.url]);
  const clients = await test.sql<{ id: string; name: string }>(
    `select c.id, c.name from client c join entity_link l on l.entity = 'company' and l.local_id = c.id and l.state = 'linked'
     where c.name not like 'Deal %' order by c.id limit 40`,
  );
  await at.sandbox.control('POST', 'latency', { ms: 40 });
  const load = startLoad({ balancer, admin, program, clients });
  const there = editsThere(at, clients);
  await pause(2_000);

  tell('migrate, while api and worker of the version before go on');
  const poll = once('mutation { syncNow { problems { message } } }').catch((error: unknown) => error);
  const won = balancedWin(balancer, admin.headers, deals[1]);
  const begun = performance.now();
  await at.migrate('now');
  const migrationSeconds = (performance.now() - begun) / 1_000;
  await Promise.all([poll, won]);
  tell('both versions beside each other: a poll, a win');
  await balancedWin(balancer, admin.headers, deals[2]);
  await balancer.ask('mutation { syncNow { problems { message } } }', {}, admin.headers);
  await pause(8_000);

  tell('workers first, then apis');
  const worker = await at.start('now', 'worker');
  await pause(1_000);
  await at.end(oldWorker);
  await balancedWin(balancer, admin.headers, deals[3]);
  const api = await at.start('now', 'api');
  balancer.addresses.push(api.url);
  await pause(2_000);
  balancer.addresses.splice(0, 1);
  await at.end(oldApi);
  await balancedWin(balancer, admin.headers, deals[4]);
  await pause(4_000);
  const [result, changedThere] = await Promise.all([load.stop(), there.stop()]);

  tell('the outcome');
  await at.sandbox.control('POST', 'latency', { ms: 0 });
  const pull = () => pullNow(at, api.url, admin.headers);
  await untilQuiet(at);
  await pull();
  await untilQuiet(at);
  const journal = await at.sandbox.journal();
  await at.sandbox.control('DELETE', 'journal');
  const last = await pull();
  await untilQuiet(at);
  const writes = (await at.sandbox.journal()).filter(({ method }) => method !== 'GET');
  const after = await pairs(at);
  const lost = await lostValues(at, result, changedThere);
  const wins = await winsThere(at, deals);
  for (const sentence of new Set([...balancer.failures, ...wins])) tell(`    ${sentence}`);
  for (const one of lost) {
    tell(`    ${one.sentence}`);
    for (const line of await tracesOf(at, one, journal)) tell(`      ${line}`);
  }
  for (const [who, told] of [
    ['api before', oldApi],
    ['worker before', oldWorker],
    ['api', api],
    ['worker', worker],
  ] as const)
    for (const [message, times] of errorsOf(told)) tell(`    ${who} ${times} × ${message}`);
  return [
    count(balancer.answered, 'requests answered'),
    count(balancer.retried, 'of them tried twice'),
    none(balancer.failures.length, 'requests failed after one retry'),
    atMost('longest request', balancer.longestMs / 1_000, 30, ' s'),
    atMost('migration', migrationSeconds, 60, ' s'),
    count(result.edits + changedThere.size + result.made.size, 'edits on both sides'),
    none(lost.length, 'edits lost'),
    none(wins.length, `of ${deals.length} wins not in ConnectWise once and won`),
    none([...links].filter((pair) => !after.has(pair)).length, `of ${links.size} links changed`),
    none((await twiceThere(at)).length, 'records of ConnectWise twice'),
    none(last.written + writes.length, 'writes by the poll after'),
    none(await openIssues(at, before?.at ?? new Date(0)), 'issues opened'),
  ];
}

interface Deal {
  id: string;
  name: string;
}

type Once = (query: string, variables?: object) => ReturnType<typeof ask>;

/** An opportunity with a quote, of a client that is linked. */
async function offer(once: Once, number: number): Promise<Deal> {
  const { pipelineStages, clients, products } = await once(
    '{ pipelineStages { id kind } clients(first: 1) { items { id } } products(first: 50) { items { id name kind price isActive } } }',
  );
  const { createClient } = await once(
    'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } problems { message } } }',
    { input: { name: `Deal ${number} of ${clients.items.length} Harbor Road` } },
  );
  await once('mutation ($input: ContactInput!) { createContact(input: $input) { problems { message } } }', {
    input: { clientId: createClient.client.id, firstName: 'Sol', lastName: `Harbor ${number}` },
  });
  const name = `Upgrade deal ${number}`;
  const stageId = pipelineStages.find(({ kind }: { kind: string }) => kind === 'OPEN').id;
  const { createOpportunity } = await once(
    'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
    { input: { name, clientId: createClient.client.id, stageId } },
  );
  const { id } = createOpportunity.opportunity;
  const lines = products.items
    .filter(({ kind, isActive }: { kind: string; isActive: boolean }) => kind === 'PRODUCT' && isActive)
    .slice(0, 2)
    .map((product: { id: string; name: string }) => ({
      productId: product.id,
      description: product.name,
      quantity: '2',
      price: '100',
      cost: '60',
    }));
  await once(
    'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { problems { message } } }',
    { id, input: { title: 'Offer', lines } },
  );
  return { id, name };
}

const balancedWin = (balancer: Balancer, headers: Record<string, string>, deal: Deal | undefined) =>
  balancer.ask(
    'mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }',
    { id: deal?.id },
    headers,
  );

/** Somebody in ConnectWise, who gives each of the clients a city, one after the other. */
function editsThere({ sandbox, test }: Installation, clients: readonly { id: string }[]) {
  const cities = new Map<string, string>();
  let isOver = false;
  const work = (async () => {
    for (let round = 0; !isOver; round++) {
      const client = clients[round % clients.length];
      const [link] = await test.sql<{ remoteId: string }>(
        `select remote_id as "remoteId" from entity_link where entity = 'company' and local_id = $1`,
        [client?.id],
      );
      const city = `Port ${round}`;
      await sandbox.there('PATCH', `/company/companies/${link?.remoteId}`, [
        { op: 'replace', path: 'city', value: city },
      ]);
      cities.set(client?.id ?? '', city);
      await pause(300);
    }
  })();
  // Told by stop(), if it comes to that.
  work.catch(() => undefined);
  return {
    stop: async () => {
      isOver = true;
      await work;
      return cities;
    },
  };
}

/** Until nothing waits to be pushed and nothing is pulled. */
const untilQuiet = ({ test }: Installation): Promise<void> =>
  until(
    async () =>
      (
        await test.sql(
          `select from push_request where state in ('pending', 'running') union all select from sync_run where state = 'running'`,
        )
      ).length === 0,
    'pushes and pulls are over',
    240_000,
  );

/** A pull on a person's word; answers how many records it wrote. */
async function pullNow({ test }: Installation, url: string, headers: Record<string, string>) {
  const { syncNow } = await ask(url, headers, 'mutation { syncNow { run { id } problems { message } } }');
  await until(
    async () =>
      (await test.sql(`select from sync_run where id = $1 and state = 'running'`, [syncNow.run.id])).length === 0,
    'the pull is over',
    120_000,
  );
  const [sums] = await test.sql<{ written: number }>(
    'select coalesce(sum(created + updated + linked), 0)::int as written from sync_run_entity where run_id = $1',
    [syncNow.run.id],
  );
  return { written: sums?.written ?? 0 };
}

async function pairs({ test }: Installation): Promise<Set<string>> {
  const rows = await test.sql<{ pair: string }>(
    `select entity || ' ' || local_id || ' ' || remote_id || ' ' || state as pair from entity_link`,
  );
  return new Set(rows.map(({ pair }) => pair));
}

async function openIssues({ test }: Installation, since: Date): Promise<number> {
  const rows = await test.sql<{ code: string; message: string; of: number }>(
    `select code, min(message) as message, count(*)::int as of from sync_issue where state = 'open' and first_seen_at > $1 group by code`,
    [since],
  );
  for (const { code, message, of } of rows) tell(`    issue ${code} ${of} × ${message}`);
  return rows.reduce((sum, row) => sum + row.of, 0);
}

/** The messages of a program's lines of level error or worse, with how often each came. */
function errorsOf({ output }: Program): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of output.text.split('\n')) {
    if (!/"level":(50|60|"error"|"fatal")/.test(line)) continue;
    const message = /"msg":"([^"]*)"/.exec(line)?.[1] ?? '';
    const cause = /"message":"([^"]{0,120})/.exec(line)?.[1] ?? '';
    found.set(`${message} ${cause}`, (found.get(`${message} ${cause}`) ?? 0) + 1);
  }
  return found;
}

const installation = await openInstallation(process.env.BEFORE ?? '');
let figures: Figure[] = [];
try {
  figures = await upgrade(installation);
} finally {
  await installation.stop();
}
for (const { text, isMet } of figures) tell(`${isMet ? '  ' : '✗ '}${text}`);
process.stdout.write(
  `${JSON.stringify({ at: new Date().toISOString(), from: process.env.BEFORE_VERSION, figures }, null, 2)}\n`,
);
process.exit(figures.every(({ isMet }) => isMet) ? 0 : 1);
