import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'traps' });
  call = clientOf(sandbox);
});
afterAll(() => sandbox.close());

const list = (path: string, query: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  call('GET', `${path}?${new URLSearchParams(query)}`, undefined, headers);
const ids = async (path: string, query: Readonly<Record<string, string>>) =>
  (await list(path, { fields: 'id', ...query })).body.map(({ id }: { id: number }) => id);
const links = (text: string | null) =>
  Object.fromEntries(
    [...(text ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, url = '', name]) => [
      name,
      new URL(url).searchParams,
    ]),
  );

describe('conditions', () => {
  it.each([
    ['name = "Same Name"', [20, 21]],
    ["name = 'Quotes \"and\" O''", 400],
    ['name contains "O\'Hara"', [15]],
    ["name like 'Merged*'", [11]],
    ['name like "%BAD year"', [13]],
    ['name not like "*"', []],
    ['name contains "[[]x]"', [23]],
    ['Identifier="SAMENAMETAMPA"', [20]],
    ['id in (13, 2, 99999)', [2, 13]],
    ['id not in (2) and id < 12', [10, 11]],
    ['status/name = "Credit Hold"', [18]],
    ['status/id = 4 or status/id = 3', [18, 22]],
    ['deletedFlag = True AND (id = 10 OR id = 2)', [10]],
    ['defaultContact/id = 502', [2]],
    ['defaultContact != null', [2, 15, 20]],
    ['yearEstablished = 0', [13]],
    ['lastUpdated < [2020-01-01T00:00:00Z]', [11]],
    ['lastUpdated < [2020-01-01]', [11]],
    ['updatedBy = "nobody"', []],
    ['_info/lastUpdated > [2020-01-01T00:00:00Z]', 400],
    ['types/id = 3', 400],
    ['customFields/value = "x"', 400],
    ['lastUpdated > [2020-01-01T00:00:00+01:00]', 400],
    ['lastUpdated > "2020-01-01"', 400],
    ['name', 400],
    ['name = ', 400],
    ['name == "x"', 400],
    ['in (1)', 400],
  ])('%s', async (conditions, expected) => {
    const reply = await list('/company/companies', { conditions, fields: 'id' });
    const seen = reply.status === 200 ? reply.body.map(({ id }: { id: number }) => id) : reply.status;
    expect(seen).toEqual(expected);
    if (reply.status === 200) {
      expect((await list('/company/companies/count', { conditions })).body.count).toBe(reply.body.length);
    }
  });

  it('say exactly what they cannot read', async () => {
    const error = async (path: string, conditions: string) => (await list(path, { conditions })).body;
    expect(await error('/company/companies', 'types/id = 3')).toEqual({
      code: 'ApiFindCondition',
      message: 'types/id is not a recognized name.',
      errors: null,
    });
    expect(await error('/procurement/catalog', 'productClass = "Nothing"')).toEqual({
      code: 'ApiFindCondition',
      message: 'Enum value supplied was invalid',
      errors: null,
    });
    expect(await error('/company/companies', 'lastUpdated > [2020-01-01T00:00:00+01:00]')).toEqual({
      code: 'UnsupportedFormat',
      message: 'Unsupported format applied to lastUpdated',
      errors: null,
    });
  });

  it('take no in, and one array only, among children', async () => {
    const status = async (childConditions: string) => (await list('/company/contacts', { childConditions })).status;
    expect(await status('communicationItems/value in ("a")')).toBe(400);
    expect(await status('communicationItems/value="a" and types/id=1')).toBe(400);
    expect(await status('firstName="Cher"')).toBe(400);
  });
});

describe('pages', () => {
  it('have 25 rows unless more are asked for, and links to the others', async () => {
    const first = await list('/company/companies', { fields: 'id' });
    expect(first.body).toHaveLength(25);
    const total = sandbox.store.count('companies');
    const named = links(first.headers.get('link'));
    expect(Object.keys(named)).toEqual(['next', 'last']);
    expect([named.next?.get('page'), named.last?.get('page'), named.next?.get('fields')]).toEqual([
      '2',
      String(Math.ceil(total / 25)),
      'id',
    ]);
    const middle = links(
      (await list('/company/companies', { page: '2', pageSize: '1000', fields: 'id' })).headers.get('link'),
    );
    expect(Object.keys(middle).sort()).toEqual(['first', 'last', 'next', 'prev']);
    const beyond = await list('/company/companies', { page: '99', pageSize: '1000' });
    expect([beyond.status, beyond.body]).toEqual([200, []]);
    expect((await list('/company/companies', { pageSize: '5000', fields: 'id' })).body).toHaveLength(1_000);
    for (const [name, value] of [
      ['page', '0'],
      ['pageSize', '-1'],
      ['page', 'x'],
    ] as const) {
      expect((await list('/company/companies', { [name]: value })).status).toBe(400);
    }
  });

  it('forward only go by id, whatever page is asked for, with a link on each', async () => {
    const forward = { 'pagination-type': 'forward-only' };
    const first = await list('/company/companies', { pageSize: '3', page: '7', fields: 'id' }, forward);
    expect(first.body.map(({ id }: { id: number }) => id)).toEqual([2, 10, 11]);
    expect(links(first.headers.get('link')).next?.get('pageId')).toBe('11');
    const next = await list('/company/companies', { pageSize: '3', pageId: '11', fields: 'id' }, forward);
    expect(next.body.map(({ id }: { id: number }) => id)).toEqual([12, 13, 14]);
    const end = await list('/company/companies', { pageId: '999999' }, forward);
    expect([end.body, end.headers.get('link')]).toEqual([[], '']);
  });

  it('name the page last in each link, where clients look for it', async () => {
    const query = { page: '2', conditions: 'id<400', pageSize: '10', fields: 'id' };
    const numbered = await list('/company/companies', query);
    const found = [...(numbered.headers.get('link') ?? '').matchAll(/page=(\d+)>; rel="(\w+)"/g)];
    expect(found.map(([, page, relation]) => `${relation} ${page}`)).toEqual([
      'next 3',
      expect.stringMatching(/^last \d+$/),
      'first 1',
      'prev 1',
    ]);
    const forward = await list('/company/companies', { pageId: '11', ...query }, { 'pagination-type': 'forward-only' });
    expect(forward.headers.get('link')).toMatch(/[?&]pageSize=10&pageId=\d+>; rel="next"$/);
    expect(forward.headers.get('link')).not.toMatch(/[?&]page=/);
    // All on one page: nothing to link to.
    expect((await list('/company/companies', { conditions: 'id=2' })).headers.get('link')).toBeNull();
  });

  it.each([
    [{ pageSize: '1000', fields: 'id' }, '/company/companies'],
    [{ pageSize: '2', conditions: 'id<13' }, '/company/companies'],
    [{ conditions: 'id=0' }, '/company/contacts'],
  ])('end for a client that follows the first link until the header is empty: %j', async (query, path) => {
    const forward = { 'pagination-type': 'forward-only' };
    const rows: number[] = [];
    let reply = await list(path, query, forward);
    let calls = 1;
    for (; calls < 10; calls += 1) {
      rows.push(...reply.body.map(({ id }: { id: number }) => id));
      const [, address] = /<([^>]*)>/.exec(reply.headers.get('link') ?? '') ?? [];
      if (!reply.headers.get('link')) break;
      reply = await call('GET', address?.split('/apis/3.0')[1] ?? '', undefined, forward);
    }
    expect([calls < 10, reply.headers.get('link')]).toEqual([true, '']);
    const { count } = (await list(`${path}/count`, query)).body;
    expect([rows.length, new Set(rows).size]).toEqual([count, count]);
  });

  it('are sorted by several fields, empty ones first, equal ones by id', async () => {
    const query = { conditions: 'id < 24', orderBy: 'city desc, name asc' };
    const rows = (await list('/company/companies', { ...query, fields: 'id,city,name' })).body;
    expect(rows[0].city).toBe('Tampa');
    expect(rows.at(-1)).toMatchObject({ id: 21, city: 'Orlando' });
    expect(await ids('/company/companies', { conditions: 'id<24', orderBy: 'yearEstablished, id desc' })).toEqual([
      23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 12, 11, 10, 2, 13,
    ]);
    expect((await list('/company/companies', { orderBy: 'nothing' })).body.code).toBe('ApiFindCondition');
    expect((await list('/company/companies', { orderBy: 'name sideways' })).status).toBe(400);
  });
});

describe('fields', () => {
  it('leave _info out unless it is listed, and reach into references', async () => {
    const one = async (fields: string) => (await list('/company/companies/2', { fields })).body;
    expect(await one('id,name')).toEqual({ id: 2, name: 'Trap House IT' });
    expect(await one('id,status/name,site/id')).toEqual({ id: 2, status: { name: 'Active' }, site: { id: 2 } });
    expect(Object.keys((await one('id,_info'))._info)).toContain('lastUpdated');
    expect(await one('_info/lastUpdated')).toEqual({ _info: { lastUpdated: expect.stringMatching(/Z$/) } });
    expect(await one('ID,NAME')).toEqual({ id: 2, name: 'Trap House IT' });
  });

  it('trim what a POST and a PATCH answer', async () => {
    const made = await call('POST', '/company/contacts?fields=id', { firstName: 'Trimmed' });
    expect(Object.keys(made.body)).toEqual(['id']);
    const patch = [{ op: 'replace', path: 'title', value: 'x' }];
    expect((await call('PATCH', `/company/contacts/${made.body.id}?fields=title`, patch)).body).toEqual({ title: 'x' });
  });
});

it('gives light lists fewer fields, with conditions, pages and counts like any other', async () => {
  const light = await list('/company/companies/info', { conditions: 'id=2' });
  expect(light.body[0]).toMatchObject({ id: 2, identifier: 'TrapHouseIT' });
  expect(light.body[0]).not.toHaveProperty('customFields');
  expect((await list('/company/companies/info/count', { conditions: 'id<12' })).body.count).toBe(3);
  expect((await call('GET', '/company/companies/2/info')).body).not.toHaveProperty('website');
  const members = (await call('GET', '/system/info/members')).body;
  expect(Object.keys(members[0])).not.toContain('officeEmail');
  // In the full record it is the word for one of three addresses, in the light one the address itself.
  expect(members[1]).toMatchObject({ fullName: 'Jordan Doe', defaultEmail: 'jdoe@bluegulf-it.example' });
  expect((await call('GET', '/system/info/members/2?fields=id,defaultEmail')).body).toEqual({
    id: 2,
    defaultEmail: 'jdoe@bluegulf-it.example',
  });
  expect((await call('GET', '/system/members/2')).body).toMatchObject({ defaultEmail: 'Office' });
});
