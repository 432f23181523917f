import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

interface Arrival {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of many shapes.
  readonly body: any;
}

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
let receiver: Server;
let hook: string;
let arrivals: Arrival[];
/** Statuses that the receiver answers, in their order; 200 when there are none left. */
let statuses: number[];

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 'traps', control: true });
  call = clientOf(sandbox);
  arrivals = [];
  statuses = [];
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    arrivals.push({ path: String(request.url), headers: request.headers, raw, body: JSON.parse(raw.toString('utf8')) });
    response.writeHead(statuses.shift() ?? 200).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver.once('listening', resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?recordId=`;
});
afterEach(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await sandbox.close();
});

const subscribe = async (type: string, more: Readonly<Record<string, unknown>> = {}) => {
  const reply = await call('POST', '/system/callbacks', { url: hook, objectId: 1, type, level: 'owner', ...more });
  expect({ status: reply.status, errors: reply.body.errors }).toEqual({ status: 201, errors: undefined });
  return reply.body;
};
const touch = (id: number, city: string) =>
  call('PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'city', value: city }]);
const control = (body: unknown) =>
  fetch(`${sandbox.url}/control/callbacks`, { method: 'POST', body: JSON.stringify(body) });
const ids = () => arrivals.map(({ body }) => body.ID);

/** The check that a receiver has to make, written from the Developer Guide: the raw bytes, keyed with SHA-256 of the key. */
async function isGenuine(arrival: Arrival): Promise<boolean> {
  const { signing_key } = (await (await fetch(arrival.body.Metadata.key_url)).json()) as { signing_key: string };
  const key = createHash('sha256').update(signing_key, 'utf8').digest();
  const expected = createHmac('sha256', key).update(arrival.raw).digest('base64');
  return expected === arrival.headers['x-content-signature'];
}

it('signs each message with the key of its entry, over the raw bytes', async () => {
  await subscribe('company');
  await touch(19, 'Zürich 東京 🚀');
  await sandbox.callbacks.idle();
  const [arrival] = arrivals;
  expect(arrival?.path).toBe('/hook?recordId=19&action=updated');
  expect(JSON.parse(arrival?.body.Entity)).toMatchObject({ id: 19, city: 'Zürich 東京 🚀' });
  expect(arrival?.body).toMatchObject({ CompanyId: sandbox.company, Action: 'updated', Type: 'company', ID: 19 });
  expect(await isGenuine(arrival as Arrival)).toBe(true);
});

it('gives each entry a key of its own, and none to strangers', async () => {
  await subscribe('company');
  await subscribe('company', { url: hook.replace('/hook', '/second') });
  await touch(2, 'Ocala');
  await sandbox.callbacks.idle();
  const keys = await Promise.all(
    arrivals.map(async ({ body }) => (await (await fetch(body.Metadata.key_url)).json()) as { signing_key: string }),
  );
  expect(new Set(keys.map(({ signing_key }) => signing_key)).size).toBe(2);
  const url = new URL(arrivals[0]?.body.Metadata.key_url);
  url.searchParams.set('companyName', 'nobody');
  expect((await fetch(url)).status).toBe(404);
});

it('says added, updated and deleted, with no entity for what is gone', async () => {
  for (const type of ['company', 'contact', 'opportunity', 'productcatalog']) await subscribe(type);
  const { body: made } = await call('POST', '/company/contacts', { firstName: 'Ann', company: { id: 2 } });
  await call('PATCH', `/company/contacts/${made.id}`, [{ op: 'replace', path: 'title', value: 'Chief' }]);
  await call('DELETE', `/company/contacts/${made.id}`);
  await call('DELETE', '/sales/opportunities/1');
  await call('DELETE', '/company/companies/12');
  await call('DELETE', '/procurement/catalog/36');
  await sandbox.callbacks.idle();
  const said = arrivals.map(({ body }) => [body.Type, body.ID, body.Action, body.Entity === null]);
  expect(said.sort()).toEqual(
    [
      ['company', 12, 'deleted', true],
      ['contact', made.id, 'added', false],
      ['contact', made.id, 'deleted', true],
      ['contact', made.id, 'updated', false],
      ['opportunity', 1, 'deleted', true],
      ['productcatalog', 36, 'deleted', true],
    ].sort(),
  );
});

it('keeps silent about notes, forecast lines, product lines and set-up tables', async () => {
  for (const type of ['company', 'contact', 'opportunity']) await subscribe(type);
  await call('POST', '/sales/opportunities/1/notes', { text: 'x' });
  await call('POST', '/company/companies/2/notes', { text: 'x' });
  await call('POST', '/procurement/products', {
    catalogItem: { id: 31 },
    opportunity: { id: 1 },
    billableOption: 'Billable',
  });
  await call('POST', '/sales/stages', { name: 'New' });
  await sandbox.callbacks.idle();
  expect(arrivals).toEqual([]);
});

it('covers what its level and object name, and nothing else', async () => {
  await subscribe('company', { level: 'company', objectId: 2 });
  await subscribe('company', { level: 'status', objectId: 3 });
  await subscribe('opportunity', { level: 'statusId', objectId: 5 });
  await subscribe('contact', { level: 'company', objectId: 20 });
  await touch(2, 'Ocala');
  await touch(18, 'Ocala');
  await touch(14, 'Ocala');
  await call('PATCH', '/sales/opportunities/1', [{ op: 'replace', path: 'source', value: 'x' }]);
  await call('PATCH', '/sales/opportunities/2', [{ op: 'replace', path: 'source', value: 'x' }]);
  await call('PATCH', '/company/contacts/507', [{ op: 'replace', path: 'title', value: 'x' }]);
  await call('PATCH', '/company/contacts/503', [{ op: 'replace', path: 'title', value: 'x' }]);
  await sandbox.callbacks.idle();
  expect(ids().sort((a, b) => a - b)).toEqual([2, 2, 18, 507]);
});

describe('misbehaves as it is told', () => {
  it('delivers the same message again, with the same MessageId', async () => {
    await subscribe('company');
    await control({ duplicate: 2 });
    await touch(2, 'Ocala');
    await sandbox.callbacks.idle();
    expect(ids()).toEqual([2, 2, 2]);
    expect(new Set(arrivals.map(({ body }) => body.MessageId)).size).toBe(1);
  });

  it('delivers in another order than that of the commits, so that a newer state can come first', async () => {
    await subscribe('company');
    await control({ reorder: true, reorderWithinMs: 1_000, seed: 7 });
    for (const city of ['Ocala', 'Orlando', 'Naples']) await touch(2, city);
    await touch(14, 'Ocala');
    await sandbox.callbacks.idle();
    const cities = arrivals.filter(({ body }) => body.ID === 2).map(({ body }) => JSON.parse(body.Entity).city);
    expect(arrivals).toHaveLength(4);
    expect([...cities].sort()).toEqual(['Naples', 'Ocala', 'Orlando']);
    expect(ids()).not.toEqual([2, 2, 2, 14]);
    expect(cities).not.toEqual(['Ocala', 'Orlando', 'Naples']);
  });

  it('drops a share of the messages, drawn from its seed', async () => {
    await subscribe('company');
    const dropped = async () => {
      arrivals = [];
      await control({ drop: 0.5, seed: 3 });
      for (let at = 0; at < 20; at += 1) await touch(100 + at, `City ${sandbox.counters().requests}`);
      await sandbox.callbacks.idle();
      return ids().sort((a, b) => a - b);
    };
    const first = await dropped();
    expect(first.length).toBeGreaterThan(3);
    expect(first.length).toBeLessThan(17);
    expect(await dropped()).toEqual(first);
    expect(sandbox.callbacks.deliveries().filter(({ outcome }) => outcome === 'dropped')).toHaveLength(
      2 * (20 - first.length),
    );
  });

  it('waits before it delivers', async () => {
    await subscribe('company');
    await control({ delayMs: 150 });
    const started = performance.now();
    await touch(2, 'Ocala');
    expect(arrivals).toEqual([]);
    await sandbox.callbacks.idle();
    expect(ids()).toEqual([2]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(145);
  });

  it('signs with a wrong key, which the check finds', async () => {
    await subscribe('company');
    await control({ forge: 1 });
    await touch(2, 'Ocala');
    await control({ forge: 0 });
    await touch(2, 'Tampa');
    await sandbox.callbacks.idle();
    const verdicts = await Promise.all(
      arrivals.map(async (arrival) => [JSON.parse(arrival.body.Entity).city, await isGenuine(arrival)]),
    );
    expect(Object.fromEntries(verdicts)).toEqual({ Ocala: false, Tampa: true });
  });

  it('names a foreign host for its key', async () => {
    await subscribe('company');
    await control({ foreignKeyHost: 'keys.attacker.example' });
    await touch(2, 'Ocala');
    await sandbox.callbacks.idle();
    expect(new URL(arrivals[0]?.body.Metadata.key_url)).toMatchObject({
      protocol: 'https:',
      host: 'keys.attacker.example',
    });
    const refused = await control({ foreignHost: 'x' });
    expect([refused.status, ((await refused.json()) as { message: string }).message]).toEqual([
      400,
      'Callbacks have no behaviour "foreignHost".',
    ]);
  });
});

describe('tries again', () => {
  it.each([404, 409, 419, 429])('twice after %i', async (status) => {
    await subscribe('company');
    sandbox.callbacks.behave({ retryDelaysMs: [5, 10] });
    statuses = [status, status, 200];
    await touch(2, 'Ocala');
    await sandbox.callbacks.idle();
    expect(arrivals).toHaveLength(3);
    expect(sandbox.callbacks.deliveries().at(-1)).toMatchObject({ attempts: 3, status: 200, outcome: 'delivered' });
  });

  it.each([400, 401, 500, 503, 302])('never after %i', async (status) => {
    await subscribe('company');
    sandbox.callbacks.behave({ retryDelaysMs: [5, 10] });
    statuses = [status];
    await touch(2, 'Ocala');
    await sandbox.callbacks.idle();
    expect(arrivals).toHaveLength(1);
    expect(sandbox.callbacks.deliveries().at(-1)).toMatchObject({ attempts: 1, status, outcome: 'failed' });
  });

  it('gives up a receiver that takes too long, and goes on with the others', async () => {
    const sleepy = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => sleepy.once('listening', resolve));
    await subscribe('company', { url: `http://127.0.0.1:${(sleepy.address() as AddressInfo).port}/?recordId=` });
    await subscribe('company');
    sandbox.callbacks.behave({ timeoutMs: 1_000 });
    await touch(2, 'Ocala');
    await sandbox.callbacks.idle();
    sleepy.closeAllConnections();
    sleepy.close();
    expect(sandbox.callbacks.deliveries().map(({ outcome }) => outcome)).toEqual(['delivered', 'failed']);
  });
});

it('starts the count of failing days anew after a success, and after the entry is switched on again', async () => {
  const { id } = await subscribe('company');
  const day = async (status: number) => {
    statuses = [status];
    await touch(2, `City ${sandbox.clock.now().getTime()}`);
    await sandbox.callbacks.idle();
    sandbox.clock.advance(86_400_000);
  };
  const isOff = async () => (await call('GET', `/system/callbacks/${id}`)).body.inactiveFlag;
  for (const status of [500, 500, 200, 500, 500]) await day(status);
  expect(await isOff()).toBe(false);
  await day(500);
  expect(await isOff()).toBe(true);
  arrivals = [];
  await day(200);
  expect(arrivals).toEqual([]);
  await call('PATCH', `/system/callbacks/${id}`, [{ op: 'replace', path: 'inactiveFlag', value: false }]);
  await day(500);
  expect(await isOff()).toBe(false);
});
