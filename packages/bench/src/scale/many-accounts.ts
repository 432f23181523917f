import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { companyJson } from '../pull/fixtures.ts';

/**
 * A ConnectWise with any number of accounts, each with the same companies, in a process of its own: forward-only pages, and what each account asked.
 * Prints its URL. POST /set?latency=500&records=100&round=2 changes how it answers (a round is a new city of every company, changed now);
 * GET /seen tells what was asked since POST /forget.
 */
interface Seen {
  firstAt: number;
  requests: number;
  /** The most within one second. */
  peak: number;
  recent: number[];
}

let latencyMs = 0;
let companies = Number(process.argv[2] ?? 20);
let round = 0;
let changedAt = '';
const seen = new Map<string, Seen>();

/** Made as they are asked for: a long listing would be more than a process holds. */
function company(id: number): string {
  if (round === 0) return companyJson(id);
  const made = JSON.parse(companyJson(id));
  return JSON.stringify({
    ...made,
    city: `Round ${round}`,
    _info: { ...made._info, lastUpdated: changedAt },
  });
}

function note(account: string): void {
  const now = Date.now();
  const known = seen.get(account) ?? { firstAt: now, requests: 0, peak: 0, recent: [] };
  known.requests++;
  known.recent = [...known.recent.filter((at) => at > now - 1_000), now];
  known.peak = Math.max(known.peak, known.recent.length);
  seen.set(account, known);
}

/** "c7+public:private": the login company is the account. */
const accountOf = ({ headers }: IncomingMessage): string =>
  Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64')
    .toString()
    .split('+', 1)[0] ?? '';

function json(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'application/json');
  response.end(body);
}

function answer(url: URL, response: ServerResponse): void {
  if (url.pathname.endsWith('/company/companies')) page(url, response);
  else if (url.pathname.endsWith('/company/companies/count')) json(response, `{"count":${companies}}`);
  else json(response, url.pathname.endsWith('/count') ? '{"count":0}' : '[]');
}

function page(url: URL, response: ServerResponse): void {
  const after = Number(url.searchParams.get('pageId') ?? 0);
  const size = Math.min(1_000, Number(url.searchParams.get('pageSize') ?? 25));
  const last = Math.min(companies, after + size);
  response.setHeader('Link', `<http://127.0.0.1${url.pathname}?pageId=${last}&pageSize=${size}>; rel="next"`);
  const ids = Array.from({ length: Math.max(0, last - after) }, (_none, at) => after + at + 1);
  json(response, `[${ids.map(company).join(',')}]`);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const number = (name: string): number | null =>
    url.searchParams.has(name) ? Number(url.searchParams.get(name)) : null;
  if (url.pathname === '/set') {
    latencyMs = number('latency') ?? latencyMs;
    companies = number('records') ?? companies;
    round = number('round') ?? round;
    changedAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    return json(response, '{}');
  }
  if (url.pathname === '/forget') {
    seen.clear();
    return json(response, '{}');
  }
  if (url.pathname === '/seen') {
    const all = [...seen].map(([account, { firstAt, requests, peak }]) => ({ account, firstAt, requests, peak }));
    return json(response, JSON.stringify(all));
  }
  note(accountOf(request));
  if (latencyMs === 0) return answer(url, response);
  setTimeout(() => answer(url, response), latencyMs);
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.on('disconnect', () => process.exit(0));
