import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'empty' });
  call = clientOf(sandbox);
});
afterAll(() => sandbox.close());

it('has countries by name and code, each with a currency that is there', async () => {
  const { body } = await call('GET', '/company/countries?pageSize=1000');
  expect(body.length).toBeGreaterThanOrEqual(30);
  for (const country of body) {
    expect(country).toMatchObject({
      name: expect.stringMatching(/\w/),
      countryCode: expect.stringMatching(/^[A-Z]{2}$/),
    });
    expect(country.currency.currencyIdentifier).toMatch(/^[A-Z]{3}$/);
  }
  expect(new Set(body.map(({ countryCode }: { countryCode: string }) => countryCode)).size).toBe(body.length);
  expect(body.slice(0, 2)).toMatchObject([
    { id: 1, name: 'United States', defaultFlag: true },
    { id: 2, name: 'Canada' },
  ]);
});

it.each([
  [{ name: 'Germany' }, { identifier: 'DE', name: 'Germany' }],
  [{ identifier: 'GB' }, { identifier: 'GB', name: 'United Kingdom' }],
])('takes the country %j of a company', async (country, shown) => {
  const company = { identifier: `C${Object.values(country)}`, name: 'x', site: { name: 'Main' }, city: 'x' };
  const { body } = await call('POST', '/company/companies', { ...company, country });
  expect(body.country).toMatchObject(shown);
});

const INVOICING = {
  invoiceScreenDefaultTabFormat: 'ShowInvoicingTab',
  invoicingDisplayOptions: 'RemainOnInvoicingScreen',
  agreementInvoicingDisplayOptions: 'RemainOnInvoicingScreen',
};

it('sends the invoicing choices of each member, new ones too, which a typed client insists on', async () => {
  const { body } = await call('GET', '/system/members');
  for (const member of body) expect(member).toMatchObject(INVOICING);
  const made = await call('POST', '/system/members', {
    identifier: 'newone',
    licenseClass: 'F',
    firstName: 'New',
    lastName: 'One',
    hireDate: '2026-01-01T00:00:00Z',
    defaultEmail: 'Office',
    defaultPhone: 'Office',
    securityRole: { id: 2 },
  });
  expect([made.status, made.body]).toMatchObject([201, INVOICING]);
});

it('names one version everywhere, also where an older model is pinned', async () => {
  const pinned = { accept: 'application/vnd.connectwise.com+json; version=2025.1' };
  const { body, headers } = await call('GET', '/system/info', undefined, pinned);
  const current = headers.get('api-current-version');
  expect(body.version.startsWith(`v${current}.`)).toBe(true);
  expect(headers.get('content-type')).toBe('application/vnd.connectwise.com+json; version=2025.1');
  sandbox.readings.modelVersion = '2024.1';
  const older = await call('GET', '/system/info');
  expect([older.body.version, older.headers.get('api-current-version'), older.headers.get('content-type')]).toEqual([
    'v2024.1.103817',
    '2024.1',
    'application/vnd.connectwise.com+json; version=2024.1',
  ]);
  const refused = await call('GET', '/system/info', undefined, pinned);
  expect([refused.status, refused.body.code, refused.headers.get('api-current-version')]).toEqual([
    400,
    'ConnectWiseApi',
    '2024.1',
  ]);
  expect(refused.body.message).toContain("does not support the API version '2025.1'");
});
