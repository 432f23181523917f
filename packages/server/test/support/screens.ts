import type { Page } from 'playwright-core';
import type { TestApp } from './test-app.ts';

/** Every screen behind the sign-in that one address shows. */
export const pages = [
  '/overview',
  '/clients',
  '/clients/new',
  '/contacts',
  '/contacts/new',
  '/opportunities',
  '/opportunities?view=board',
  '/opportunities/new',
  '/products',
  '/products/new',
  '/quotes',
  '/tax-regions',
  '/tax-regions/new',
  '/custom-fields',
  '/custom-fields/new',
  '/integrations',
  '/integrations/setup/connect',
  '/integrations/setup/permissions',
  '/integrations/setup/scope',
  '/integrations/setup/mapping',
  '/integrations/setup/mapping/products',
  '/integrations/setup/mapping/taxes',
  '/integrations/setup/matching',
  '/integrations/setup/preview',
  '/integrations/setup/start',
  '/integrations/history',
  '/audit',
  '/issues',
  '/pipeline',
  '/pushes',
  '/not-sent',
  '/runs',
  '/api-access',
  '/people',
  '/sign-in-settings',
  '/profile',
  '/integrations/excluded',
  '/integrations/setup/mapping/custom-fields',
  '/activities',
  '/alerts',
  '/links',
  '/security',
  '/retention',
  '/erasure',
  '/outbox',
  '/webhooks',
  '/workspace',
];

/** Goes to a screen and waits until it is whole. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** Pages of one record: the list's query, and the path of its first record. */
const records = {
  client: ['{ clients(first: 1) { items { id } } }', (id: string) => `/clients/${id}`],
  'editing a client': ['{ clients(first: 1) { items { id } } }', (id: string) => `/clients/${id}/edit`],
  contact: ['{ contacts(first: 1) { items { id } } }', (id: string) => `/contacts/${id}`],
  opportunity: ['{ opportunities(first: 1) { items { id } } }', (id: string) => `/opportunities/${id}`],
  'editing an opportunity': [
    '{ opportunities(first: 1) { items { id } } }',
    (id: string) => `/opportunities/${id}/edit`,
  ],
  product: ['{ products(first: 1) { items { id } } }', (id: string) => `/products/${id}`],
  'editing a product': ['{ products(first: 1) { items { id } } }', (id: string) => `/products/${id}/edit`],
  quote: ['{ documents(first: 1) { items { id } } }', (id: string) => `/quotes/${id}`],
} as const;

type RecordPage = keyof typeof records;
export const recordPages = Object.keys(records).filter((name): name is RecordPage => name in records);

/** Where the page of such a record is, of the first one that the demo has. */
export async function pathOfRecord(app: TestApp, name: RecordPage): Promise<string> {
  const [query, path] = records[name];
  const answer = await app.graphql<Record<string, { items: { id: string }[] }>>(query);
  const id = Object.values(answer)[0]?.items[0]?.id;
  if (!id) throw new Error(`The demo has no record for ${query}.`);
  return path(id);
}
