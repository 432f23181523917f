import { get } from 'node:http';
import { createSandbox, type Sandbox } from './index.ts';
import { clientOf } from './testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 'traps', control: true });
  call = clientOf(sandbox);
});
afterEach(() => sandbox.close());

const control = async (method: string, name: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/control/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json() as Promise<Record<string, unknown>>;
};
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];

describe('text that no column can hold', () => {
  const NUL = '\\u0000';
  const HALF = '\\ud83d';
  it.each([
    ['NUL in a field', `{"firstName":"A${NUL}b"}`, "The text at 'firstName' holds the character NUL."],
    ['half a pair in a field', `{"firstName":"${HALF}"}`, "The text at 'firstName' holds half a surrogate pair."],
    [
      'the other half in an item',
      '{"firstName":"A","communicationItems":[{"type":{"id":1},"value":"\\udE00x"}]}',
      "The text at 'communicationItems/0/value' holds half a surrogate pair.",
    ],
    ['NUL in a name', `{"first${NUL}Name":"A"}`, 'The text holds the character NUL.'],
  ])('is refused: %s', async (_name, body, message) => {
    const contacts = sandbox.store.count('contacts');
    const reply = await call('POST', '/company/contacts', body);
    expect([reply.status, reply.body]).toMatchObject([400, { code: 'ConnectWiseApi', message }]);
    expect(sandbox.store.count('contacts')).toBe(contacts);
  });

  it('is refused in a PATCH, a custom field, conditions and a form; a whole pair is taken', async () => {
    const path = '/company/companies/2';
    const patch = (value: unknown, field = 'city') => call('PATCH', path, replace(field, value));
    expect((await patch('a\0b')).status).toBe(400);
    expect((await patch('\ud83d')).status).toBe(400);
    expect((await patch([{ id: 1, value: '\0' }], 'customFields')).status).toBe(400);
    expect((await call('GET', '/company/companies?conditions=name="a%00"')).status).toBe(400);
    const form = new FormData();
    form.set('title', 'a\0b');
    for (const [name, value] of Object.entries({ recordType: 'Company', recordId: '2', url: 'https://a.example/' }))
      form.set(name, value);
    const keys = Buffer.from(`${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`).toString('base64');
    const upload = await fetch(`${sandbox.url}/v4_6_release/apis/3.0/system/documents`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Basic ${keys}`, clientId: 'x' },
    });
    expect(upload.status).toBe(400);
    const taken = await call('PATCH', path, '[{"op":"replace","path":"city","value":"\\ud83d\\ude00 \\\\u0000"}]');
    expect([taken.status, taken.body.city]).toEqual([200, '😀 \\u0000']);
  });
});

it('refuses a reference that is a bare number, in a POST and in a PATCH', async () => {
  const deal = { name: 'x', company: { id: 2 }, contact: { id: 502 }, primarySalesRep: { id: 2 } };
  const made = await call('POST', '/sales/opportunities', { ...deal, probability: 2 });
  const patched = await call('PATCH', '/sales/opportunities/1', replace('probability', 2));
  for (const { status, body } of [made, patched]) {
    expect([status, body.code, body.message]).toEqual([
      400,
      'ConnectWiseApi',
      expect.stringMatching(/^Could not convert 2 to .* Path 'probability'/),
    ]);
  }
});

it.each([
  [{ probability: 2 }, '"probability" is a share from 0 to 1.'],
  [{ probability: -0.1 }, '"probability" is a share from 0 to 1.'],
  [{ times: -1 }, '"times" must not be below 0.'],
  [{ delayMs: 'soon' }, '"delayMs" must be a number.'],
])('refuses the fault rule %j', async (rule, message) => {
  expect(await control('POST', 'faults', rule)).toEqual({ message });
  expect(await control('GET', 'faults')).toEqual([]);
});

describe('writes', () => {
  it('merges companies without moving lastUpdated of the one that is lost', async () => {
    const before = (await call('GET', '/company/companies/20')).body;
    sandbox.clock.advance(60_000);
    expect(
      (await call('POST', '/company/companies/20/merge', { toCompanyId: 2, contacts: 'Merge', opportunities: 'Merge' }))
        .status,
    ).toBe(201);
    const lost = (await call('GET', '/company/companies/20')).body;
    expect(lost).toMatchObject({
      deletedFlag: true,
      status: { id: 1 },
      _info: { lastUpdated: before._info.lastUpdated },
    });
    expect((await call('GET', '/company/contacts/507')).body.company.id).toBe(2);
  });

  it('fails a PATCH of an untouched field when the stored record is bad', async () => {
    const reply = await call('PATCH', '/company/companies/13', replace('city', 'Miami'));
    expect(reply.body.errors).toEqual([
      {
        code: 'OutOfRange',
        message: 'The field yearEstablished must be between 1900 and 9999.',
        resource: 'company',
        field: 'yearEstablished',
      },
      {
        code: 'OutOfRange',
        message: 'The field revenueYear must be between 1900 and 9999.',
        resource: 'company',
        field: 'revenueYear',
      },
    ]);
    expect((await call('GET', '/company/companies/13')).body.city).toBe('Tampa');
  });

  it('keeps one default per kind of communication, by array paths as recorded', async () => {
    const add = {
      op: 'add',
      path: '/communicationItems/1',
      value: { type: { id: '1' }, value: 'new@x.example', defaultFlag: true },
    };
    const { body } = await call('PATCH', '/company/contacts/501', [
      add,
      { op: 'replace', path: '/communicationItems/0/value', value: 'old@x.example' },
    ]);
    expect(
      body.communicationItems.map((item: Record<string, unknown>) => [item.value, item.defaultFlag, item.domain]),
    ).toEqual([
      ['old@x.example', false, '@x.example'],
      ['new@x.example', true, '@x.example'],
    ]);
  });

  it('adds the lines of a bundle, recomputes the forecast, the tax with its cap, and closes a won deal', async () => {
    const line = await call('POST', '/procurement/products', {
      catalogItem: { identifier: 'BUNDLE' },
      opportunity: { id: 1 },
      quantity: 2,
      billableOption: 'Billable',
    });
    expect(line.status).toBe(201);
    const lines = (await call('GET', '/procurement/products?conditions=opportunity/id=1&orderBy=sequenceNumber')).body;
    expect(lines.map((row: Record<string, number>) => [row.quantity, row.extPrice])).toEqual([
      [2, 0],
      [2, 200],
      [2, 200],
      [2, 200],
    ]);
    // Services are not taxable here: two lines of 200 at 6 + 1.5 + 0.5 per cent.
    const forecast = (await call('GET', '/sales/opportunities/1/forecast')).body;
    expect(forecast).toMatchObject({
      forecastRevenueTotals: { revenue: 600 },
      salesTaxRevenue: 32,
      forecastTotalWithTaxes: 632,
    });
    await call('PATCH', `/procurement/products/${lines[1].id}`, replace('price', 10_000));
    // The county's 1.5 per cent stops at 5,000.
    expect((await call('GET', '/sales/opportunities/1')).body.totalSalesTax).toBe(20_000 * 0.065 + 5_000 * 0.015 + 16);
    const won = (await call('PATCH', '/sales/opportunities/1', replace('status', { id: 5 }))).body;
    expect(won).toMatchObject({ status: { name: 'Signed - Renewal' }, closedBy: { identifier: 'causeway' } });
  });

  it('refuses what the real one refuses: types on update, used rows, required custom fields, invalid places', async () => {
    expect((await call('PATCH', '/company/companies/2', replace('types', [{ id: 1 }]))).body.errors[0].message).toBe(
      'types can only be used when creating a new company.',
    );
    expect((await call('DELETE', '/sales/opportunities/statuses/1')).status).toBe(409);
    expect((await call('DELETE', '/company/contacts/502')).status).toBe(409);
    expect((await call('DELETE', '/company/contacts/502?transferContactId=503')).status).toBe(204);
    expect((await call('GET', '/sales/opportunities/1')).body.contact.id).toBe(503);
    expect((await call('PATCH', '/sales/opportunities/7', replace('name', 'x'))).body.errors[0]).toMatchObject({
      code: 'MissingRequiredField',
      field: 'customFields',
    });
    expect((await call('PATCH', '/sales/opportunities/1', replace('locationId', 3))).status).toBe(200);
    expect((await call('PATCH', '/sales/opportunities/1', replace('businessUnitId', 12))).body.errors[0].message).toBe(
      'Department 12 not found for Location 3',
    );
    expect((await call('DELETE', '/company/companies/12')).status).toBe(204);
    expect((await call('GET', '/company/companies/12')).body.deletedFlag).toBe(true);
  });

  it('answers 200 and changes nothing for a path into a reference, and replaces the rest by PUT', async () => {
    const same = await call('PATCH', '/sales/opportunities/1', replace('company/identifier', 'Elsewhere'));
    expect([same.status, same.body.company.id]).toEqual([200, 2]);
    const { body } = await call('GET', '/sales/opportunities/1');
    const { customerPO, ...rest } = body;
    const replaced = (await call('PUT', '/sales/opportunities/1', { ...rest, source: 'PUT' })).body;
    expect(replaced).toMatchObject({ source: 'PUT', customFields: body.customFields });
    expect(replaced).not.toHaveProperty('customerPO');
    const { expectedCloseDate, ...incomplete } = rest;
    expect((await call('PUT', '/sales/opportunities/1', incomplete)).body.errors[0].field).toBe('expectedCloseDate');
  });
});

describe('transport', () => {
  it('checks keys, client ID, rights, versions and verbs', async () => {
    const url = `${sandbox.url}/v4_6_release/apis/3.0/company/companies`;
    expect((await fetch(url)).status).toBe(401);
    expect((await call('GET', '/company/companies', undefined, { clientId: '' })).status).toBe(403);
    expect(
      (
        await call('GET', '/company/companies', undefined, {
          accept: 'application/vnd.connectwise.com+json; version=0.0',
        })
      ).body.message,
    ).toContain("does not support the API version '0.0'");
    expect((await call('DELETE', '/company/companies')).status).toBe(405);
    expect((await call('GET', '/Company/Companies/2/')).status).toBe(200);
    sandbox.deny('sales');
    expect((await call('GET', '/sales/opportunities')).body.code).toBe('Security');
    sandbox.allowAll();
    sandbox.revokeKeys();
    expect((await call('GET', '/sales/opportunities')).status).toBe(401);
    expect(await (await fetch(`${sandbox.url}/login/companyinfo/nobody`)).json()).toBeNull();
    expect(await (await fetch(`${sandbox.url}/login/companyinfo/${sandbox.company}`)).json()).toMatchObject({
      Codebase: 'v4_6_release/',
      IsCloud: 'True',
    });
  });

  it('answers mistakes of host, codebase and path as the cloud does', async () => {
    const api = `${sandbox.url}/v4_6_release/apis/3.0`;
    const at = (url: string, host?: string) =>
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        get(url, host === undefined ? {} : { headers: { host } }, async (response) => {
          let body = '';
          for await (const chunk of response) body += chunk;
          resolve({ status: response.statusCode, body });
        }).on('error', reject);
      });
    expect(JSON.parse((await at(`${api}/system/info`, 'na.myconnectwise.net')).body)).toEqual({
      code: 'Security',
      message: 'SSL is required.',
      errors: null,
    });
    expect((await at(`${api}/system/info`, 'api-na.myconnectwise.net')).status).toBe(401);
    expect((await at(`${sandbox.url}/v2019_1/apis/3.0/system/info`)).status).toBe(404);
    expect((await call('GET', '/v4_6_release/apis/3.0/system/info')).body.message).toBe('The endpoint does not exist.');
    const { headers } = await call('GET', '/system/info', undefined, {
      accept: 'application/vnd.connectwise.com+json; version=2022.1',
    });
    expect(headers.get('content-type')).toBe('application/vnd.connectwise.com+json; version=2022.1');
    expect(headers.get('x-cw-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it('fails as it is told to, before and after the commit', async () => {
    const note = () => call('POST', '/sales/opportunities/1/notes', { text: 'once' }).catch(() => undefined);
    sandbox.fail({ method: 'POST', path: '/sales', kind: 'reset-after', times: 1 });
    expect(await note()).toBeUndefined();
    sandbox.clearFaults();
    sandbox.fail({ method: 'POST', path: /notes$/, kind: 'reset-before', times: 1 });
    expect(await note()).toBeUndefined();
    expect(sandbox.store.count('opportunityNotes')).toBe(1);
    sandbox.clearFaults();
    sandbox.fail({ kind: 'html', times: 1 });
    const bad = await call('GET', '/system/info');
    expect([bad.status, bad.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    sandbox.clearFaults();
    sandbox.fail({ kind: 'half-json', times: 1 });
    expect(typeof (await call('GET', '/company/companies')).body).toBe('string');
    sandbox.clearFaults();
    sandbox.fail({ kind: 'truncated', times: 1 });
    await expect(call('GET', '/company/companies')).rejects.toThrow();
    sandbox.fail({ status: 500, after: 1, probability: 1 });
    sandbox.clearFaults();
    expect(sandbox.journal().map((entry) => entry.status)).toContain(0);
    expect(JSON.stringify(sandbox.journal())).not.toContain('Basic ');
  });
});

describe('control API', () => {
  it('sets the clock, faults, rights and readings, and starts over', async () => {
    await control('POST', 'clock', { set: '2030-01-01T00:00:00Z' });
    expect((await call('PATCH', '/company/companies/2', replace('city', 'Ocala'))).body._info.lastUpdated).toMatch(
      /^2030-01-01T00:00:0/,
    );
    await control('POST', 'faults', { pathPattern: '^/system', retryAfterSeconds: 3, times: 1 });
    expect((await call('GET', '/system/info')).status).toBe(429);
    await control('POST', 'readings', { forecastShape: 'array' });
    expect(Array.isArray((await call('GET', '/sales/opportunities/1/forecast')).body)).toBe(true);
    expect((await control('POST', 'faults', { nonsense: 1 })).message).toContain('no "nonsense"');
    await control('POST', 'reset', { seed: 'empty' });
    expect((await call('GET', '/company/companies/count')).body).toEqual({ count: 0 });
  });

  it('exports a state and puts it back', async () => {
    const state = await control('GET', 'state');
    await call('PATCH', '/company/companies/2', replace('city', 'Ocala'));
    await control('PUT', 'state', state);
    expect((await call('GET', '/company/companies/2')).body.city).toBe('Tampa');
  });

  it('keeps login companies apart', async () => {
    const added = (await control('POST', 'companies', { company: 'second', seed: 'empty' })) as {
      publicKey: string;
      privateKey: string;
    };
    const other = clientOf({ ...sandbox, company: 'second', publicKey: added.publicKey, privateKey: added.privateKey });
    expect((await other('GET', '/company/companies/count')).body).toEqual({ count: 0 });
    const mixed = clientOf({ ...sandbox, company: 'second' });
    expect((await mixed('GET', '/company/companies/count')).status).toBe(401);
  });
});

it('switches a callback off after three days of failures, and drops the events of its own member on request', async () => {
  const subscribe = (level: object) =>
    call('POST', '/system/callbacks', { objectId: 1, type: 'company', level: 'owner', ...level });
  const { body: failing } = await subscribe({ url: 'http://127.0.0.1:9/?recordId=' });
  await subscribe({ url: 'http://127.0.0.1:9/own?recordId=', isSelfSuppressedFlag: true });
  sandbox.callbacks.behave({ retryDelaysMs: [1, 1] });
  for (let day = 0; day < 3; day += 1) {
    await call('PATCH', '/company/companies/2', replace('city', `City ${day}`));
    await sandbox.callbacks.idle();
    sandbox.clock.advance(86_400_000);
  }
  expect((await call('GET', `/system/callbacks/${failing.id}`)).body.inactiveFlag).toBe(true);
  expect(sandbox.callbacks.deliveries().every((delivery) => delivery.entryId === failing.id)).toBe(true);
});

it('starts a million companies at once and serves any of them', async () => {
  const large = await createSandbox({ seed: 1_000_000 });
  const reply = await clientOf(large)(
    'GET',
    '/company/companies?pageSize=2&pageId=999998&fields=id,identifier',
    undefined,
    { 'pagination-type': 'forward-only' },
  );
  expect(reply.body.map((row: { id: number }) => row.id)).toEqual([999_999, 1_000_000]);
  expect(large.store.count('contacts')).toBe(2_000_000);
  await large.close();
});
