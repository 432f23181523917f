import { createSandbox, type FaultRule, type Sandbox } from '../index.ts';
import { clientOf, type Reply } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'demo', control: true });
  call = clientOf(sandbox);
});
beforeEach(() => {
  sandbox.clearFaults();
  sandbox.clearJournal();
  sandbox.allowAll();
  sandbox.restoreKeys();
  for (const row of sandbox.store.list('opportunityNotes')) {
    if (row.text === 'once') sandbox.store.remove('opportunityNotes', row.id);
  }
});
afterAll(() => sandbox.close());

/** Rules are given as any client gives them: over the control API. */
const control = async (name: string, body: unknown, method = 'POST') => {
  const response = await fetch(`${sandbox.url}/control/${name}`, { method, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const fault = async (rule: FaultRule & { pathPattern?: string }) =>
  expect((await control('faults', rule)).status).toBe(200);
const LIST = '/company/companies?pageSize=1000';
const note = () => call('POST', '/sales/opportunities/120/notes', { text: 'once' });
const notes = () => sandbox.store.list('opportunityNotes').filter((row) => row.text === 'once').length;
/** What a caller sees: a reply, or the connection breaking. */
const outcome = (work: Promise<Reply>) => work.catch((): 'broken' => 'broken');

describe('answers in place of ConnectWise', () => {
  const cases: readonly (readonly [string, FaultRule, number, string, (reply: Reply) => void])[] = [
    [
      '429 with Retry-After and the key "error"',
      { retryAfterSeconds: 7 },
      429,
      'application/vnd.connectwise.com+json; version=2026.11',
      (reply) => {
        expect(reply.headers.get('retry-after')).toBe('7');
        expect(reply.body).toEqual({
          error: 'ConnectWiseAPI',
          message: 'Too many requests. Please try again in 7 seconds.',
        });
      },
    ],
    [
      '500 without a better message',
      { status: 500 },
      500,
      'application/vnd.connectwise.com+json; version=2026.11',
      (reply) => expect(reply.body.code).toBe('InternalServerError'),
    ],
    [
      'the 502 page of a proxy',
      { kind: 'html' },
      502,
      'text/html; charset=utf-8',
      (reply) => expect(reply.body).toContain('<h1>502 Bad Gateway</h1>'),
    ],
    [
      'a 503 page',
      { kind: 'html', status: 503 },
      503,
      'text/html; charset=utf-8',
      (reply) => expect(reply.body).toContain('<title>503</title>'),
    ],
    [
      'the 404 page of a web server, which says nothing about the record',
      { kind: 'html', status: 404 },
      404,
      'text/html; charset=utf-8',
      (reply) => expect(reply.body).toContain('<title>404 - File or directory not found.</title>'),
    ],
    [
      'an object where a list is expected',
      { kind: 'object' },
      200,
      'application/vnd.connectwise.com+json; version=2026.11',
      (reply) => expect(reply.body).toEqual({ message: 'OK', errors: null }),
    ],
    [
      'the plain-text 400 of the cloud router',
      { kind: 'text' },
      400,
      'text/plain',
      (reply) => expect(reply.body).toBe('Cannot route. Codebase/company is invalid'),
    ],
    [
      '401 as recorded',
      { status: 401 },
      401,
      'application/vnd.connectwise.com+json; version=2026.11',
      (reply) => expect(reply.body).toEqual({ code: 'ConnectWiseApi', message: 'UserNotAuthenticated' }),
    ],
    [
      '403 Security',
      { status: 403 },
      403,
      'application/vnd.connectwise.com+json; version=2026.11',
      (reply) => expect(reply.body).toMatchObject({ code: 'Security', errors: null }),
    ],
  ];
  it.each(cases)('%s', async (_name, rule, status, type, check) => {
    await fault({ ...rule, times: 1 });
    const reply = await call('GET', LIST);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, type]);
    check(reply);
    expect((await call('GET', LIST)).status).toBe(200);
    expect(sandbox.journal().map((entry) => entry.status)).toEqual([status, 200]);
  });
});

describe('breaks answers off', () => {
  it('sends half of a JSON text as if it were whole', async () => {
    await fault({ kind: 'half-json', times: 1 });
    const reply = await call('GET', LIST);
    expect([reply.status, typeof reply.body]).toEqual([200, 'string']);
    expect(reply.body.startsWith('[{"id":')).toBe(true);
  });

  it('promises a whole page and sends half of it', async () => {
    const whole = JSON.stringify((await call('GET', LIST)).body).length;
    await fault({ kind: 'truncated', times: 1 });
    const response = await fetch(`${sandbox.url}/v4_6_release/apis/3.0${LIST}`, { headers: credentials() });
    expect(Number(response.headers.get('content-length'))).toBeGreaterThanOrEqual(whole);
    await expect(response.text()).rejects.toThrow();
  });

  it('breaks the connection before anything is done', async () => {
    await fault({ method: 'POST', path: '/sales', kind: 'reset-before', times: 1 });
    expect([await outcome(note()), notes()]).toEqual(['broken', 0]);
  });

  it('breaks the connection after the note is written: a blind second try writes it twice', async () => {
    await fault({ method: 'POST', path: '/sales', kind: 'reset-after', times: 1 });
    expect([await outcome(note()), notes()]).toEqual(['broken', 1]);
    expect([(await note()).status, notes()]).toEqual([201, 2]);
    expect(sandbox.journal().map((entry) => entry.status)).toEqual([0, 201]);
  });

  it('breaks the connection after a PATCH is done: sent again, the phone stands twice', async () => {
    const phone = [{ op: 'add', path: 'communicationItems/-', value: { type: { id: 3 }, value: '8135550142' } }];
    const phones = async () => {
      const { body } = await call('GET', '/company/contacts/57002');
      return body.communicationItems.filter((item: { value: string }) => item.value === '8135550142').length;
    };
    await fault({ method: 'PATCH', path: '/company/contacts/57002', kind: 'reset-after', times: 1 });
    expect([await outcome(call('PATCH', '/company/contacts/57002', phone)), await phones()]).toEqual(['broken', 1]);
    expect([(await call('PATCH', '/company/contacts/57002', phone)).status, await phones()]).toEqual([200, 2]);
  });

  it('never answers, and answers others meanwhile', async () => {
    await fault({ path: '/company', kind: 'hang', times: 1 });
    const giveUp = new AbortController();
    const hanging = fetch(`${sandbox.url}/v4_6_release/apis/3.0${LIST}`, {
      headers: credentials(),
      signal: giveUp.signal,
    });
    let isAnswered = false;
    hanging.then(
      () => {
        isAnswered = true;
      },
      () => undefined,
    );
    while (sandbox.journal().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await call('GET', LIST)).status).toBe(200);
    expect((await call('GET', '/system/info')).status).toBe(200);
    expect(isAnswered).toBe(false);
    giveUp.abort();
    await expect(hanging).rejects.toThrow();
  });

  it('drips an answer out over the time it is told, whole in the end', async () => {
    await fault({ kind: 'slow', delayMs: 300, times: 1 });
    const response = await fetch(`${sandbox.url}/v4_6_release/apis/3.0${LIST}`, { headers: credentials() });
    const started = performance.now();
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
    expect(performance.now() - started).toBeGreaterThan(200);
    expect(chunks.length).toBeGreaterThan(5);
    expect(JSON.parse(Buffer.concat(chunks).toString('utf8'))).toHaveLength(1_000);
  });

  it('waits before it fails', async () => {
    await fault({ status: 500, delayMs: 120, times: 1 });
    const started = performance.now();
    expect((await call('GET', LIST)).status).toBe(500);
    expect(performance.now() - started).toBeGreaterThan(110);
  });
});

describe('chooses which requests fail', () => {
  const statuses = async (count: number, work: () => Promise<Reply>) => {
    const seen: number[] = [];
    for (let at = 0; at < count; at += 1) seen.push((await work()).status);
    return seen;
  };
  const info = () => call('GET', '/system/info');

  it('the nth ones', async () => {
    await fault({ after: 2, times: 2, status: 500 });
    expect(await statuses(6, info)).toEqual([200, 200, 500, 500, 200, 200]);
    const [rule] = (await (await fetch(`${sandbox.url}/control/faults`)).json()) as object[];
    expect(rule).toMatchObject({ seen: 6, done: 2 });
  });

  it('a share of them, the same ones for the same seed', async () => {
    const round = async (seed: number) => {
      await control('faults', {}, 'DELETE');
      await fault({ probability: 0.3, seed, status: 500 });
      return statuses(40, info);
    };
    const first = await round(11);
    const failed = first.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(22);
    expect(await round(11)).toEqual(first);
    expect(await round(12)).not.toEqual(first);
  });

  it('by verb and by the start of the path or a pattern, whatever the case', async () => {
    await fault({ method: 'post', path: '/SALES', status: 500 });
    await fault({ pathPattern: '/companies/\\d+$', status: 503 });
    expect((await note()).status).toBe(500);
    expect((await call('GET', '/sales/stages')).status).toBe(200);
    expect((await call('GET', '/Company/Companies/250')).status).toBe(503);
    expect((await call('GET', '/company/companies/count')).status).toBe(200);
  });

  it('the first rule that applies, and the next one when that is used up', async () => {
    await fault({ status: 500, times: 1 });
    await fault({ kind: 'text', times: 1 });
    expect(await statuses(3, info)).toEqual([500, 400, 200]);
  });

  it('above a number of requests a minute', async () => {
    await control('readings', { requestsPerMinute: 5 });
    const seen = await statuses(7, info);
    await control('readings', { requestsPerMinute: 0 });
    expect(seen).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it.each([
    [{ kind: 'explode' }, '"explode" is not a kind of fault'],
    [{ probabilty: 1 }, 'A fault rule has no "probabilty"'],
    [{ pathPattern: '(' }, '"pathPattern" is not a regular expression'],
    [{ times: 'often' }, '"times" must be a number'],
    [{ status: 42 }, '"status" must be an HTTP status'],
  ])('refuses the rule %j', async (rule, sentence) => {
    const reply = await control('faults', rule);
    expect([reply.status, reply.body.message]).toEqual([400, expect.stringContaining(sentence)]);
  });
});

describe('takes rights away', () => {
  const MODULES: readonly (readonly [string, string, string])[] = [
    ['company', '/company/companies', '/sales/opportunities'],
    ['sales', '/sales/opportunities', '/procurement/catalog'],
    ['procurement', '/procurement/products', '/finance/taxCodes'],
    ['finance', '/finance/taxCodes', '/system/members'],
    ['system', '/system/members', '/company/contacts'],
  ];
  it.each(MODULES)('from the module %s: 403 there, and nowhere else', async (module, inside, outside) => {
    expect((await control('permissions', { deny: module })).status).toBe(200);
    const reply = await call('GET', inside);
    expect([reply.status, reply.body]).toEqual([
      403,
      { code: 'Security', message: 'You do not have security permission to perform this action.', errors: null },
    ]);
    expect((await call('GET', outside)).status).toBe(200);
    await control('permissions', { allow: module });
    expect((await call('GET', inside)).status).toBe(200);
  });

  it('for one verb of one record only', async () => {
    await control('permissions', { deny: '/sales/opportunities', verb: 'POST' });
    expect((await call('GET', '/sales/opportunities/120')).status).toBe(200);
    expect((await note()).status).toBe(403);
    expect((await call('PATCH', '/sales/opportunities/120', [])).status).toBe(200);
    expect((await call('GET', '/sales/opportunities/statuses')).status).toBe(200);
  });

  it.each([
    '/company/companies/types',
    '/company/companies/statuses',
    '/company/contacts/types',
    '/company/communicationTypes',
    '/company/countries',
    '/company/states',
    '/company/noteTypes',
    '/company/marketDescriptions',
    '/sales/stages',
    '/sales/probabilities',
    '/sales/roles',
    '/sales/salesTeams',
    '/sales/opportunities/statuses',
    '/sales/opportunities/types',
    '/sales/opportunities/ratings',
    '/procurement/categories',
    '/procurement/subcategories',
    '/procurement/types',
    '/procurement/manufacturers',
    '/procurement/unitOfMeasures',
    '/finance/taxCodes',
    '/finance/billingTerms',
    '/finance/currencies',
    '/system/locations',
    '/system/departments',
    '/system/userDefinedFields',
  ])('from the set-up table %s alone', async (path) => {
    await control('permissions', { deny: path });
    expect((await call('GET', `${path}?pageSize=1`)).status).toBe(403);
    expect((await call('GET', `${path}/count`)).status).toBe(403);
    for (const other of ['/company/companies', '/sales/opportunities', '/procurement/catalog']) {
      expect((await call('GET', `${other}?pageSize=1`)).status).toBe(200);
    }
  });

  it('but not from the light lists, unless they are named', async () => {
    await control('permissions', { deny: 'system' });
    expect((await call('GET', '/system/members')).status).toBe(403);
    expect((await call('GET', '/system/info/members')).status).toBe(200);
    expect((await call('GET', '/system/info/members/1')).status).toBe(200);
    await control('permissions', { deny: '/system/info/members' });
    expect((await call('GET', '/system/info/members')).status).toBe(403);
    await control('permissions', { deny: '/company/companies' });
    expect((await call('GET', '/company/companies/info')).status).toBe(200);
    expect((await call('GET', '/company/companies/250/info')).status).toBe(200);
    expect((await call('GET', '/company/companies/250/sites')).status).toBe(403);
  });

  it('and says so when it is asked for something that it does not serve', async () => {
    expect(await control('permissions', { deny: 'sale' })).toEqual({
      status: 400,
      body: { message: 'Nothing served is below "/sale". Name a module (sales) or a path (/company/companies).' },
    });
  });

  it('and all of them when the keys are revoked in mid-run', async () => {
    expect((await call('GET', '/system/info')).status).toBe(200);
    await control('keys', { revoked: true });
    expect((await call('GET', '/system/info')).body.code).toBe('Unauthorized');
    await control('keys', { revoked: false });
    expect((await call('GET', '/system/info')).status).toBe(200);
  });
});

function credentials(): Record<string, string> {
  const keys = `${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`;
  return { authorization: `Basic ${Buffer.from(keys).toString('base64')}`, clientId: sandbox.clientId };
}
