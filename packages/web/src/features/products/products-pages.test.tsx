import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { id, onePage, product } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const accessPoint = product({ id: id(202), name: 'Wi-Fi 7 access point', price: '199', cost: '120' });
const bundle = (more = {}) =>
  product({
    id: id(220),
    name: 'Small office starter',
    kind: 'BUNDLE',
    price: '1490',
    cost: '980',
    bundleLines: [{ id: id(231), position: 1, quantity: '2', product: product() }],
    ...more,
  });

describe('the list of products', () => {
  it('shows products and bundles with their prices', async () => {
    renderApp('/products', { Query: { products: () => onePage([product(), bundle()]) } });
    const row = (await screen.findByRole('link', { name: /24-port PoE switch/ })).closest('tr');
    expect(row && within(row).getByText('$489.50')).toBeTruthy();
    expect(within(screen.getByRole('table', { name: 'products' })).getByText('Bundle')).toBeTruthy();
  });

  it('filters by kind and by activity, in the address', async () => {
    const { user, api, router } = renderApp('/products', { Query: { products: () => onePage([product()]) } });
    await screen.findByRole('link', { name: /24-port PoE switch/ });
    await user.click(screen.getByRole('radio', { name: 'Bundles' }));
    await user.click(screen.getByRole('combobox', { name: 'Active or inactive' }));
    await user.click(await screen.findByRole('option', { name: 'Inactive too' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ kind: 'BUNDLE', inactive: true }));
    await waitFor(() =>
      expect(api.callsOf('Products').at(-1)?.variables).toMatchObject({ kind: 'BUNDLE', includeInactive: true }),
    );
    await user.click(screen.getByRole('combobox', { name: 'Active or inactive' }));
    await user.click(await screen.findByRole('option', { name: 'Inactive only' }));
    await waitFor(() => expect(api.callsOf('Products').at(-1)?.variables).toMatchObject({ isActive: false }));
    await user.click(screen.getByRole('button', { name: 'Price' }));
    await waitFor(() => expect(api.callsOf('Products').at(-1)?.variables).toMatchObject({ orderBy: 'PRICE' }));
  });

  it('says what failed', async () => {
    renderApp('/products', { Query: { products: () => failure('The database is being restarted.') } });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});

describe('the page of a product', () => {
  it('shows what is in a bundle and what the parts are worth', async () => {
    renderApp(`/products/${id(220)}`, { Query: { product: () => bundle() } });
    const contents = await screen.findByRole('region', { name: 'In this bundle' });
    expect(within(contents).getByRole('link', { name: '24-port PoE switch' })).toBeTruthy();
    expect(within(contents).getByText(/price \$979.00, cost \$620.00/)).toBeTruthy();
  });

  it('says that a product does not exist', async () => {
    renderApp(`/products/${id(9)}`, { Query: { product: () => null } });
    expect(await screen.findByText('This product does not exist')).toBeTruthy();
  });
});

describe('editing a product', () => {
  it('builds a bundle: adds a part, sets its quantity and takes another out', async () => {
    const { user, api, router } = renderApp(`/products/${id(220)}/edit`, {
      Query: { product: () => bundle(), products: () => onePage([product(), accessPoint]) },
      Mutation: { updateProduct: () => ({ product: bundle({ version: 4 }), problems: [] }) },
    });
    await user.click(await screen.findByRole('combobox', { name: 'Add a product' }));
    await user.click(await screen.findByRole('option', { name: /Wi-Fi 7 access point/ }));
    const quantity = screen.getByRole('textbox', { name: 'Quantity of Wi-Fi 7 access point' });
    await user.clear(quantity);
    await user.type(quantity, '3');
    expect(screen.getByText(/price \$1,576.00/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take 24-port PoE switch out of the bundle' }));
    await user.click(screen.getByRole('button', { name: 'Save product' }));

    await waitFor(() => expect(router.state.location.pathname).toBe(`/products/${id(220)}`));
    expect(api.callsOf('UpdateProduct')[0]?.variables).toMatchObject({
      id: id(220),
      input: { kind: 'BUNDLE', version: 3, bundleLines: [{ productId: id(202), quantity: '3' }] },
    });
  });

  it('bills a product each cycle, and shows it', async () => {
    const recurring = {
      billing: 'RECURRING',
      billingCycle: 'Monthly',
      billingCycles: 36,
      recurringPrice: '22',
      recurringCost: '9',
    };
    const { user, api } = renderApp(`/products/${id(201)}/edit`, {
      Query: { product: () => product() },
      Mutation: { updateProduct: () => ({ product: product({ ...recurring, version: 4 }), problems: [] }) },
    });
    await user.click(await screen.findByRole('radio', { name: 'Each cycle' }));
    await user.click(screen.getByRole('button', { name: 'Save product' }));
    expect(await screen.findByText('Enter how often this is billed, such as Monthly.')).toBeTruthy();
    await user.type(screen.getByRole('combobox', { name: 'Cycle' }), 'Monthly');
    await user.clear(screen.getByRole('textbox', { name: /Recurring price/ }));
    await user.type(screen.getByRole('textbox', { name: /Recurring price/ }), '22');
    await user.type(screen.getByRole('textbox', { name: 'Number of cycles' }), '36');
    await user.click(screen.getByRole('button', { name: 'Save product' }));
    await waitFor(() => expect(api.callsOf('UpdateProduct')).toHaveLength(1));
    expect(api.callsOf('UpdateProduct')[0]?.variables).toMatchObject({
      input: { billing: 'RECURRING', billingCycle: 'Monthly', billingCycles: 36, recurringPrice: '22', price: '489.5' },
    });
  });

  it('refuses a bundle without parts', async () => {
    const { user, api } = renderApp('/products/new');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Starter');
    await user.type(screen.getByRole('textbox', { name: 'Price' }), '10');
    await user.type(screen.getByRole('textbox', { name: 'Cost' }), '5');
    await user.click(screen.getByRole('radio', { name: 'Bundle' }));
    await user.click(screen.getByRole('button', { name: 'Create product' }));
    expect(await screen.findByText('Add at least one product to the bundle.')).toBeTruthy();
    expect(api.callsOf('CreateProduct')).toEqual([]);
  });

  it('creates a product', async () => {
    const { user, api, router } = renderApp('/products/new', {
      Query: { product: () => product() },
      Mutation: { createProduct: () => ({ product: product({ id: id(209) }), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Labour');
    await user.type(screen.getByRole('textbox', { name: 'Price' }), '90.5');
    await user.type(screen.getByRole('textbox', { name: 'Cost' }), '0');
    await user.click(screen.getByRole('checkbox', { name: 'Taxable' }));
    await user.click(screen.getByRole('button', { name: 'Create product' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/products/${id(209)}`));
    expect(api.callsOf('CreateProduct')[0]?.variables).toMatchObject({
      input: {
        name: 'Labour',
        kind: 'PRODUCT',
        price: '90.5',
        cost: '0',
        isTaxable: false,
        isActive: true,
        bundleLines: [],
      },
    });
  });

  it('R65: says of the parts of a bundle what passes to ConnectWise', async () => {
    const reason = 'Later changes are not sent, because ConnectWise may know the parts better.';
    renderApp(`/products/${id(201)}/edit`, {
      Query: {
        product: () => product({ kind: 'BUNDLE' }),
        syncedFields: () => [
          {
            record: 'PRODUCT',
            field: 'bundleLines',
            label: 'Parts',
            in: 'ALWAYS',
            out: 'ON_CREATE',
            reason,
            remoteName: null,
            remoteOptions: [],
          },
        ],
      },
    });
    const parts = await screen.findByRole('group', { name: 'In this bundle' });
    const note = document.getElementById(parts.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toBe(`Comes from ConnectWise. Sent when the record is created. ${reason}`);
  });
});
