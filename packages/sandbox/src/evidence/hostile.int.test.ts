import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
let longest = 0;
let last = performance.now();
let watch: NodeJS.Timeout;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'demo', control: true });
  call = clientOf(sandbox);
  await call('GET', '/company/companies?pageSize=1000');
});
afterAll(async () => {
  clearInterval(watch);
  await sandbox.close();
});

/** The longest time for which the event loop did not come round during `work`. */
async function blocked(work: () => Promise<unknown>): Promise<number> {
  longest = 0;
  last = performance.now();
  watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await work();
  clearInterval(watch);
  return longest;
}

it.each([
  [
    'a 10 MB body',
    () => call('POST', '/company/companies', `{"name":"${'x'.repeat(10 * 1024 * 1024)}"}`).catch(() => undefined),
  ],
  ['deep JSON', () => call('POST', '/company/companies', '['.repeat(100_000))],
  [
    '100 kB conditions',
    () => call('GET', `/company/companies?conditions=${'('.repeat(100_000)}`).catch(() => undefined),
  ],
  ['deeply nested conditions', () => call('GET', `/company/companies?conditions=${'('.repeat(4_000)}id=1`)],
  ['unbalanced quotes', () => call('GET', `/company/companies?conditions=${encodeURIComponent('name="x and \'y')}`)],
  [
    'a pattern that could run away',
    () => call('GET', `/company/companies?conditions=${encodeURIComponent(`name like "${'*a'.repeat(900)}*b"`)}`),
  ],
  [
    'unicode tricks',
    () => call('GET', `/company/companies?conditions=${encodeURIComponent('name="\u202e\u0000\ud83d\ude80\ufeffİ"')}`),
  ],
  ['an unknown verb', () => call('PURGE', '/company/companies')],
  ['prototype keys', () => call('POST', '/company/companies', '{"__proto__":{"x":1},"constructor":1}')],
])('answers %s with an error or a result, and keeps answering others', async (_name, work) => {
  expect(await blocked(work)).toBeLessThan(200);
  expect((await call('GET', '/system/info')).status).toBe(200);
});

it('keeps only the last part of a file name, whatever path it carries', async () => {
  const form = new FormData();
  form.set('recordType', 'Company');
  form.set('recordId', '250');
  form.set('file', new Blob(['x']), '../../../etc/passwd');
  const keys = `${sandbox.company}+${sandbox.publicKey}:${sandbox.privateKey}`;
  const response = await fetch(`${sandbox.url}/v4_6_release/apis/3.0/system/documents`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Basic ${Buffer.from(keys).toString('base64')}`, clientId: 'x' },
  });
  expect(await response.json()).toMatchObject({ fileName: 'passwd', title: 'passwd' });
});

it('answers 1,000 requests at once', async () => {
  const replies = await Promise.all(
    Array.from({ length: 1_000 }, (_, at) => call('GET', `/company/companies/${250 + at}?fields=id`)),
  );
  expect(replies.every((reply) => reply.status === 200)).toBe(true);
});

it('shows hostile names as text on its page, and the control API refuses browsers', async () => {
  sandbox.store.insertRaw('companies', { id: 9_000, name: '<script>alert(1)</script>', identifier: 'Script' });
  const page = await fetch(`${sandbox.url}/companies/9000`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).not.toContain('<script');
  expect((await fetch(`${sandbox.url}/control/journal`, { headers: { origin: 'https://evil.example' } })).status).toBe(
    403,
  );
});

it('opens records by the deep links of the web client', async () => {
  const link = `${sandbox.url}/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&recordType=OpportunityFv&recid=120&companyName=${sandbox.company}`;
  const page = await fetch(link);
  expect(new URL(page.url).pathname).toBe('/opportunities/120');
  expect(await page.text()).toContain('Products');
});
