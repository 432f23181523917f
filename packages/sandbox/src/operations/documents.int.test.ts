import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 'traps' });
  call = clientOf(sandbox);
});
afterEach(() => sandbox.close());

const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256);
const headers = () => {
  const keys = `${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`;
  return { authorization: `Basic ${Buffer.from(keys).toString('base64')}`, clientId: 'x' };
};
const url = (path: string) => `${sandbox.url}/v4_6_release/apis/3.0/system/documents${path}`;
const owner = { recordType: 'Opportunity', recordId: '1' };
async function upload(path: string, fields: Readonly<Record<string, string>>, file?: Blob) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', file, 'Quote 1042.pdf');
  const response = await fetch(url(path), { method: 'POST', body: form, headers: headers() });
  // biome-ignore lint/suspicious/noExplicitAny: documents and errors alike.
  return { status: response.status, body: (await response.json()) as any };
}
const pdf = () => new Blob([bytes], { type: 'application/pdf' });

it('keeps an upload byte for byte, and sends it back under its name', async () => {
  const { status, body } = await upload('', { ...owner, privateFlag: 'true', readOnlyFlay: 'true' }, pdf());
  expect(status).toBe(201);
  expect(body).toMatchObject({
    title: 'Quote 1042.pdf',
    fileName: 'Quote 1042.pdf',
    size: 5_000,
    linkFlag: false,
    publicFlag: false,
    readOnlyFlag: true,
    owner: 'causeway',
  });
  const download = await fetch(url(`/${body.id}/download`), { headers: headers() });
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(bytes);
  expect(download.headers.get('content-type')).toBe('application/pdf');
  expect(download.headers.get('content-disposition')).toContain('attachment; filename="Quote 1042.pdf"');
});

it('keeps a link without a file, and leads to it', async () => {
  const { body } = await upload('', { ...owner, title: 'Proposal', url: 'https://app.example/q/1%202?a=ü' });
  expect(body).toMatchObject({ title: 'Proposal', linkFlag: true, urlFlag: true });
  const download = await fetch(url(`/${body.id}/download`), { headers: headers(), redirect: 'manual' });
  expect([download.status, download.headers.get('location')]).toEqual([302, 'https://app.example/q/1%202?a=%C3%BC']);
});

it('takes a new version under the same id', async () => {
  const { body: first } = await upload('', owner, pdf());
  const second = await upload(`/${first.id}`, { title: 'Quote 1042 v2' }, new Blob(['second']));
  expect(second).toMatchObject({ status: 201, body: { id: first.id, title: 'Quote 1042 v2', size: 6 } });
  expect(await (await fetch(url(`/${first.id}/download`), { headers: headers() })).text()).toBe('second');
});

it('lists and counts the documents of one record, and forgets a removed one', async () => {
  const { body } = await upload('', owner, pdf());
  await upload('', { recordType: 'Company', recordId: '2' }, pdf());
  const query = '?recordType=opportunity&recordId=1';
  expect((await call('GET', `/system/documents${query}`)).body).toMatchObject([{ id: body.id }]);
  expect((await call('GET', `/system/documents/count${query}`)).body).toEqual({ count: 1 });
  expect((await call('DELETE', `/system/documents/${body.id}`)).status).toBe(204);
  expect((await call('GET', `/system/documents/${body.id}`)).body).toEqual({
    code: 'NotFound',
    message: `Document ${body.id} not found`,
  });
  expect((await call('GET', `/system/documents/${body.id}/download`)).status).toBe(404);
  expect((await call('GET', `/system/documents/count${query}`)).body).toEqual({ count: 0 });
});

it('gives uploads that come together ids of their own', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => upload('', owner, pdf())));
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(8);
});

it.each([
  [{ recordId: '1' }, 400, 'The recordType field is required.'],
  [{ recordType: 'Opportunity' }, 400, 'The recordId field is required.'],
  [{ ...owner, url: 'javascript:alert(1)' }, 400, 'Invalid URL'],
  [owner, 400, 'The file field is required.'],
])('refuses %j with %i', async (fields, status, message) => {
  const reply = await upload('', fields as Record<string, string>);
  expect([reply.status, reply.body.errors[0].message]).toEqual([status, message]);
});

it('refuses an unknown kind of record, a record that is not there, and JSON', async () => {
  expect((await upload('', { recordType: 'Spaceship', recordId: '1' }, pdf())).status).toBe(400);
  expect((await upload('', { recordType: 'Opportunity', recordId: '99' }, pdf())).body.message).toBe(
    'Opportunity 99 not found',
  );
  expect((await call('POST', '/system/documents', owner)).status).toBe(415);
  expect((await call('GET', '/system/documents?recordType=Company')).status).toBe(400);
});
