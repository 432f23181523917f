import { createServer } from 'node:http';
import { companyJson, customerJson } from './fixtures.ts';

/**
 * Serves the same number of records to every engine from memory, in a process of its own: ConnectWise companies in forward-only pages,
 * Stripe customers in pages of their own. Prints its URL. POST /changed/N makes every Nth company a changed one (0: none).
 * With a latency every answer takes so many milliseconds; so many records as such a pull has are made as they are asked for.
 */
const records = Number(process.argv[2] ?? 20_000);
const latencyMs = Number(process.argv[3] ?? 0);
const kept = latencyMs > 0 ? 0 : records;
let companies = Array.from({ length: kept }, (_, i) => companyJson(i + 1));
const customers = Array.from({ length: kept }, (_, i) => customerJson(i + 1));
const companiesOf = (after: number, last: number): string[] =>
  kept > 0
    ? companies.slice(after, last)
    : Array.from({ length: Math.max(0, last - after) }, (_, i) => companyJson(after + i + 1));

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const changed = /^\/changed\/(\d+)$/.exec(url.pathname);
  if (changed) {
    const every = Number(changed[1]);
    companies = Array.from({ length: records }, (_, i) => companyJson(i + 1, every > 0 && i % every === 0));
    response.end();
    return;
  }
  if (url.pathname === '/v1/customers') return json(response, stripePage(url));
  if (url.pathname.endsWith('/company/companies/count')) return json(response, JSON.stringify({ count: records }));
  if (url.pathname.endsWith('/count')) return json(response, '{"count":0}');
  if (url.pathname.endsWith('/company/companies')) {
    const after = Number(url.searchParams.get('pageId') ?? 0);
    const size = Math.min(1000, Number(url.searchParams.get('pageSize') ?? 25));
    const last = Math.min(records, after + size);
    response.setHeader('Link', `<http://127.0.0.1${url.pathname}?pageId=${last}&pageSize=${size}>; rel="next"`);
    return json(response, `[${companiesOf(after, last).join(',')}]`);
  }
  json(response, '[]');
});

function stripePage(url: URL): string {
  const limit = Number(url.searchParams.get('limit') ?? 10);
  const after = Number(url.searchParams.get('starting_after')?.slice(4) ?? 0);
  const data = customers.slice(after, after + limit);
  return `{"object":"list","url":"/v1/customers","has_more":${after + limit < records},"data":[${data.join(',')}]}`;
}

function json(response: import('node:http').ServerResponse, body: string): void {
  response.setHeader('content-type', 'application/json');
  if (latencyMs === 0) response.end(body);
  else setTimeout(() => response.end(body), latencyMs);
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.on('disconnect', () => process.exit(0));
