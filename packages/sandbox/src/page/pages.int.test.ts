import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'demo', companies: ['sandbox', 'second'] });
  call = clientOf(sandbox);
  await call('POST', '/sales/opportunities/120/notes', { text: 'Quote 1042 accepted' });
  await call('POST', '/system/callbacks', {
    url: 'https://app.example/hook?recordId=',
    objectId: 1,
    type: 'contact',
    level: 'owner',
  });
  sandbox.store.insertRaw('documents', { title: 'Quote', fileName: 'quote-1042.pdf', recordKey: 'opportunity:120' });
});
afterAll(() => sandbox.close());

const page = async (path: string) => {
  const response = await fetch(`${sandbox.url}${path}`);
  return { status: response.status, path: new URL(response.url).pathname, text: await response.text() };
};

it.each([
  ['/', ['Companies', '3,001 found', 'data-label="Identifier"']],
  ['/companies?q=Angry', ['1 found', 'Angry Fox, Co.']],
  ['/companies?q=nobody-at-all', ['0 found', 'No company is called that.']],
  ['/opportunities', ['Opportunities', 'data-label="Stage"']],
  [
    '/opportunities/120',
    ['Cloud migration', 'AC-200-2', 'Quote 1042 accepted', 'quote-1042.pdf', '/companies/', 'Quote number'],
  ],
  ['/companies/250', ['Angry Fox, Co.', 'AngryFoxCo', 'Sabrina Tanaka', 'Primary']],
  ['/contacts/57001', ['Contact 57001', '@', '/companies/']],
  ['/callbacks', ['https://app.example/hook?recordId=', 'Active', 'Nothing has been sent yet.']],
  ['/journal', ['POST /sales/opportunities/120/notes', 'Quote 1042 accepted', '201']],
])('%s shows what is there', async (path, words) => {
  const { status, text } = await page(path);
  expect(status).toBe(200);
  for (const word of words) expect(text).toContain(word);
  expect(text).not.toMatch(/undefined|\[object|NaN/);
});

it.each([
  ['CompanyFv', 250, '/companies/250'],
  ['companyfv', 250, '/companies/250'],
  ['ContactFv', 57_001, '/contacts/57001'],
  ['OpportunityFv', 120, '/opportunities/120'],
])('opens the deep link of %s %i', async (recordType, id, path) => {
  const query = `locale=en_US&recordType=${recordType}&recid=${id}&companyName=${sandbox.company}`;
  const opened = await page(`/v4_6_release/services/system_io/router/openrecord.rails?${query}`);
  expect([opened.status, opened.path]).toEqual([200, path]);
  const other = await page(
    `/v4_6_release/ConnectWise.html?routeTo=${recordType}&recid=${id}&companyName=${sandbox.company}`,
  );
  expect(other.path).toBe(path);
});

it('says that a record is not there, with 404, and leads unknown deep links to the start', async () => {
  expect(await page('/companies/999999')).toMatchObject({
    status: 404,
    text: expect.stringContaining('has no record 999999'),
  });
  expect(
    (await page('/v4_6_release/services/system_io/router/openrecord.rails?recordType=ServiceFv&recid=1')).path,
  ).toBe('/');
});

it('changes nothing: other verbs find no page', async () => {
  expect((await fetch(`${sandbox.url}/companies/250`, { method: 'POST' })).status).toBe(404);
});
