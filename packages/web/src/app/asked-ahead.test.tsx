import { screen } from '@testing-library/react';
import { cacheExchange, createClient, fetchExchange } from 'urql';
import { describe, expect, it } from 'vitest';
import { SetupStepsQuery } from '../features/integrations/setup/setup.graphql.ts';
import { renderApp, viewerOf } from '../testing/render-app.tsx';
import { createAskedAhead } from './asked-ahead.ts';

const emptyPage = { items: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };

const asItIs = { standing: null, type: null, created: null, changed: null, orderBy: null, descending: false };

describe('what a page asks for', () => {
  it.each([
    ['/clients?search=harbor', 'clients', { ...asItIs, status: null, first: 50, search: 'harbor' }],
    ['/clients?search=4711', 'clients', { ...asItIs, status: null, first: 50, search: '4711' }],
    [
      '/products?kind=BUNDLE&inactive=true',
      'products',
      { ...asItIs, category: null, isActive: null, first: 50, search: null, kind: 'BUNDLE', includeInactive: true },
    ],
  ])('of %s starts before it is known who is signed in, and goes out once', async (path, field, variables) => {
    let asked: (args: object) => void = () => undefined;
    const pageAsks = new Promise<object>((resolve) => {
      asked = resolve;
    });
    const { api } = renderApp(path, {
      Query: {
        viewer: () => pageAsks.then(() => viewerOf('ADMIN')),
        [field]: (args: object) => {
          asked(args);
          return emptyPage;
        },
      },
    });
    expect(await screen.findByText(new RegExp(`No ${field} match`))).toBeTruthy();
    expect(await pageAsks).toEqual(variables);
    expect(api.callsOf(field === 'clients' ? 'Clients' : 'Products')).toHaveLength(1);
  });

  it.each([
    ['/alerts', 'Alerts', { alerts: { open: 0, items: [] } }],
    ['/outbox', 'Outbox', { outbox: { sendsMail: true, mails: [] } }],
    ['/people', 'People', { people: [], invitations: [], securityEvents: [] }],
    ['/custom-fields', 'CustomFields', { customFields: [] }],
    ['/security', 'SecurityLog', { securityEvents: [] }],
    ['/clients/new', 'EditClient', { taxRegions: [], customFields: [] }],
    ['/products/new', 'EditProduct', { customFields: [] }],
  ])('of %s is asked for beside its code, once', async (path, operation, answers) => {
    let asked: () => void = () => undefined;
    const pageAsks = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const answering = Object.entries(answers).map(([field, answer]) => [
      field,
      () => {
        asked();
        return answer;
      },
    ]);
    const { api } = renderApp(path, {
      Query: { viewer: () => pageAsks.then(() => viewerOf('ADMIN')), ...Object.fromEntries(answering) },
    });
    await pageAsks;
    expect(await screen.findByRole('heading', { level: 1 })).toBeTruthy();
    expect(api.callsOf(operation)).toHaveLength(1);
  });

  it('of another filter starts with it, and goes out once', async () => {
    const { api, user } = renderApp('/clients', { Query: { clients: () => emptyPage } });
    expect(await screen.findByText('No clients yet')).toBeTruthy();
    await user.type(screen.getByRole('searchbox'), 'harbor{Enter}');
    expect(await screen.findByText('No clients match')).toBeTruthy();
    const asked = api.callsOf('Clients').map(({ variables }) => variables);
    expect(asked).toEqual([null, 'harbor'].map((search) => ({ ...asItIs, status: null, first: 50, search })));
  });

  it('goes out again when one comes back to it', async () => {
    const { api, user } = renderApp('/clients', {
      Query: { clients: () => emptyPage, products: () => emptyPage },
    });
    expect(await screen.findByText('No clients yet')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Products' }));
    expect(await screen.findByText('No products yet')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Clients' }));
    expect(await screen.findByText('No clients yet')).toBeTruthy();
    expect(api.callsOf('Clients')).toHaveLength(2);
  });

  it('goes out again when one comes back to what is edited', async () => {
    const { api, router, user } = renderApp('/clients/new', {
      Query: { products: () => emptyPage, taxRegions: () => [], customFields: () => [] },
    });
    await screen.findByRole('textbox', { name: 'City' });
    await user.click(screen.getByRole('link', { name: 'Products' }));
    await screen.findByText('No products yet');
    await router.navigate({ to: '/clients/new' });
    expect(await screen.findByRole('textbox', { name: 'City' })).toBeTruthy();
    expect(api.callsOf('EditClient')).toHaveLength(2);
  });
});

describe('a query that was asked ahead and wants what is new', () => {
  const steps = SetupStepsQuery;

  async function countWith(context: object): Promise<number> {
    let asked = 0;
    const ahead = createAskedAhead(() => 0);
    const client = createClient({
      url: 'http://localhost/graphql',
      preferGetMethod: false,
      exchanges: [ahead.exchange, cacheExchange, fetchExchange],
      fetch: async () => Response.json({ data: { setupSteps: ++asked } }),
    });
    ahead.ask(client)(steps, {});
    await client.query(steps, {}).toPromise();
    await client.query(steps, {}, { requestPolicy: 'network-only', ...context }).toPromise();
    return asked;
  }

  it('takes the answer that just came', async () => {
    expect(await countWith({})).toBe(1);
  });

  it('goes out for whoever knows that something changed since', async () => {
    expect(await countWith({ anew: true })).toBe(2);
  });
});
