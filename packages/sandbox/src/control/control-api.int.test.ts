import { request } from 'node:http';
import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 'empty', control: true, controlHosts: ['psa.internal'] });
  call = clientOf(sandbox);
});
afterEach(() => sandbox.close());

const control = async (method: string, name: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/control/${name}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes are looked into.
  return { status: response.status, body: (await response.json()) as any };
};
/** `fetch` sets `Host` itself. */
const asHost = (host: string, path = '/control/health') =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(sandbox.url);
    request({ hostname, port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

it('says that it answers, and what it holds', async () => {
  await control('POST', 'companies', { company: 'second', seed: 'empty' });
  const { status, body } = await control('GET', 'health');
  expect([status, body]).toMatchObject([
    200,
    {
      status: 'ok',
      modelVersion: '2026.11',
      companies: [
        { company: 'sandbox', seed: 'empty', records: 0 },
        { company: 'second', seed: 'empty' },
      ],
      requests: 0,
      faults: 0,
    },
  ]);
  expect(Date.parse(body.now)).not.toBeNaN();
});

it.each([
  ['evil.example', 403],
  ['evil.example:80', 403],
  ['localhost.evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost:1234', 200],
  ['127.0.0.1', 200],
  ['[::1]:80', 200],
  ['PSA.internal:8580', 200],
])('answers to the Host %s with %i', async (host, status) => {
  expect(await asHost(host)).toBe(status);
});

it('refuses a foreign Host for whatever is asked of the control API, and for nothing else', async () => {
  expect(await asHost('evil.example', '/control/companies')).toBe(403);
  expect(await asHost('evil.example', '/login/companyinfo/sandbox')).toBe(200);
});

describe('a stub', () => {
  it('answers once with a body of its own, and the record is as it was', async () => {
    const body = [{ id: 1, name: 'Not a real one', oddity: { deep: [null] } }];
    expect((await control('POST', 'stubs', { method: 'GET', path: '/company/companies', body })).status).toBe(200);
    const first = await call('GET', '/company/companies');
    expect([first.status, first.body]).toEqual([200, body]);
    expect(first.headers.get('content-type')).toContain('application/vnd.connectwise.com+json');
    expect((await call('GET', '/company/companies')).body).toEqual([]);
  });

  it('takes a status, headers, a text, a pattern and a number of times', async () => {
    const rule = {
      pathPattern: '^/sales/stages',
      status: 409,
      headers: { 'Retry-After': '3', 'Content-Type': 'text/html' },
      body: '<p>no</p>',
      times: 2,
    };
    expect((await control('POST', 'stubs', rule)).status).toBe(200);
    for (const path of ['/sales/stages', '/sales/stages/count']) {
      const reply = await call('GET', path);
      expect([reply.status, reply.body, reply.headers.get('retry-after'), reply.headers.get('content-type')]).toEqual([
        409,
        '<p>no</p>',
        '3',
        'text/html',
      ]);
    }
    expect((await call('GET', '/sales/stages')).status).toBe(200);
  });

  it('is set by a program, and answers an empty 204', async () => {
    sandbox.stub({ method: 'DELETE', status: 204, body: null });
    expect((await call('DELETE', '/company/companies/1')).status).toBe(204);
    sandbox.stub({ path: '/system/info', body: { version: 7 } });
    expect((await call('GET', '/system/info')).body).toEqual({ version: 7 });
  });

  it.each([
    [{ path: '/x' }, 'A stub needs a "body"'],
    [{ body: {}, kind: 'hang' }, 'A stub has no "kind".'],
    [{ body: {}, headers: { 'x-a': 'b\r\nc: d' } }, '"headers" must be texts by name.'],
  ])('is refused when it makes no sense: %j', async (stub, message) => {
    const { status, body } = await control('POST', 'stubs', stub);
    expect([status, body.message]).toEqual([400, expect.stringContaining(message)]);
  });
});

it('finds requests by verb, path, status and what was sent or answered', async () => {
  const company = { identifier: 'ACME', name: 'Acme', site: { name: 'Main' }, city: 'Tampa' };
  const { id } = (await call('POST', '/company/companies', company)).body;
  await call('POST', '/company/companies', company);
  await call('GET', `/company/companies/${id}`);
  await call('GET', '/company/contacts/7');
  const find = async (query: string) => {
    const { body } = await control('GET', `journal?${query}`);
    return body.map((entry: { method: string; status: number }) => `${entry.method} ${entry.status}`);
  };
  expect(await find('')).toEqual(['POST 201', 'POST 400', 'GET 200', 'GET 404']);
  expect(await find('method=post')).toEqual(['POST 201', 'POST 400']);
  expect(await find('status=4xx')).toEqual(['POST 400', 'GET 404']);
  expect(await find('status=404&path=/company/contacts')).toEqual(['GET 404']);
  expect(await find('body=already in use')).toEqual(['POST 400']);
  expect(await find('body="acme"')).toEqual(['POST 201', 'POST 400', 'GET 200']);
  expect(await find('body="acme"&limit=1')).toEqual(['GET 200']);
  expect(await find('company=other')).toEqual([]);
  expect((await control('GET', 'journal?status=bad')).status).toBe(400);
  const [entry] = sandbox.journal({ method: 'POST', status: 201 });
  expect([JSON.parse(entry?.body ?? ''), JSON.parse(entry?.answer ?? '')]).toMatchObject([
    company,
    { id, city: 'Tampa' },
  ]);
});

it('keeps the beginning of a long answer only', async () => {
  await call('GET', '/company/countries?pageSize=1000');
  const answer = sandbox.journal().at(-1)?.answer ?? '';
  expect(answer.startsWith('[{"id":1,"name":"United States"')).toBe(true);
  expect([Buffer.byteLength(answer) <= 4_096, answer.length > 4_000]).toEqual([true, true]);
});

it('drops login companies that were added when all start over, not when one of them does', async () => {
  const added = (await control('POST', 'companies', { company: 'Added', seed: 'empty' })).body;
  const other = clientOf({ ...sandbox, ...added });
  const company = { identifier: 'ACME', name: 'Acme', site: { name: 'Main' }, city: 'Tampa' };
  expect((await other('POST', '/company/companies', company)).status).toBe(201);
  expect(sandbox.companies).toEqual(['sandbox', 'Added']);
  await control('POST', 'reset', { company: 'added' });
  expect((await other('GET', '/company/companies/count')).body).toEqual({ count: 0 });
  await control('POST', 'reset');
  expect(sandbox.companies).toEqual(['sandbox']);
  expect((await other('GET', '/company/companies/count')).status).toBe(401);
  expect((await control('GET', 'companies')).body).toMatchObject([{ company: 'sandbox' }]);
  expect((await call('GET', '/company/companies/count')).status).toBe(200);
  expect((await control('POST', 'companies', { company: 'Added', seed: 'empty' })).status).toBe(200);
});

it.each([
  ['callbacks', { drop: 2 }, '"drop" is a share from 0 to 1.'],
  ['callbacks', { forge: -1 }, '"forge" is a share from 0 to 1.'],
  ['callbacks', { duplicate: -1 }, '"duplicate" must not be below 0.'],
  ['callbacks', { retryDelaysMs: [1, -1] }, '"retryDelaysMs" must not be below 0.'],
  ['callbacks', { toString: 1 }, 'Callbacks have no behaviour "toString".'],
  ['readings', { modelVersion: 'banana' }, '"modelVersion" must be a year and a release, such as 2025.16.'],
  ['readings', { blankReferences: 'contacts.sight' }, '"contacts.sight" is no reference.'],
  ['readings', { blankReferences: 'contacts.*, nobody.site' }, '"nobody.site" is no reference.'],
  ['readings', { constructor: true }, 'There is no reading "constructor".'],
  ['faults', { kind: 'toString' }, '"toString" is not a kind of fault.'],
])('refuses for %s what would do nothing: %j', async (name, body, message) => {
  const reply = await control('POST', name, body);
  expect([reply.status, reply.body.message]).toEqual([400, expect.stringContaining(message)]);
});

it('refuses the same from a program', () => {
  expect(() => sandbox.fail({ probability: 2 })).toThrow('"probability" is a share from 0 to 1.');
  expect(() => sandbox.stub({ times: -1, body: {} })).toThrow('"times" must not be below 0.');
  expect(() => sandbox.callbacks.behave({ drop: 2 })).toThrow('"drop" is a share from 0 to 1.');
});
