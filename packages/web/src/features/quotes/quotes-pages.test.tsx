import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  client,
  id,
  onePage,
  opportunity,
  product,
  quote,
  quoteLine,
  stages,
  taxRegion,
} from '../../testing/crm-records.ts';
import { renderApp } from '../../testing/render-app.tsx';

const accessPoint = product({ id: id(202), name: 'Wi-Fi 7 access point', sku: 'AP-7', price: '199.9', cost: '120' });
const queries = {
  taxRegions: () => [taxRegion()],
  document: () => quote(),
  products: () => onePage([product(), accessPoint]),
  opportunity: () => opportunity({ client: client() }),
};
const totals = () => screen.getByRole('group', { name: 'Totals' });
const box = (name: string) => screen.getByRole('textbox', { name }) as HTMLInputElement;

describe('the quote editor', () => {
  it("adds up as you type, and agrees with the server's totals before anything is typed", async () => {
    const { user } = renderApp(`/quotes/${id(401)}`, { Query: queries });
    expect(within(await screen.findByRole('group', { name: 'Totals' })).getByText('$944.98')).toBeTruthy();
    await user.clear(box('Quantity of line 1'));
    expect(within(totals()).getByText(/1 line is not counted/)).toBeTruthy();
    await user.type(box('Quantity of line 1'), '3');
    // 3 x 489.50 less 10 % = 1,321.65; 7.25 % of it = 95.82
    expect(within(totals()).getByText('$1,321.65')).toBeTruthy();
    expect(within(totals()).getByText('$95.82')).toBeTruthy();
    expect(within(totals()).getByText('$1,417.47')).toBeTruthy();
  });

  it('bills a line each cycle, takes a credit and a discount, and saves them', async () => {
    const lines = [
      quoteLine({ discountPercent: '0' }),
      quoteLine({ id: id(502), position: 2, product: null, description: 'Credit' }),
    ];
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: { ...queries, document: () => quote({ lines }) },
      Mutation: { updateQuote: () => ({ document: quote({ version: 4 }), problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Actions of line 1' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Bill each cycle' }));
    expect(box('Recurring price of line 1').value).toBe('489.5');
    await user.type(box('Number of cycles of line 1'), '12');
    await user.clear(box('Price of line 2'));
    await user.type(box('Price of line 2'), '-59.89');
    const discount = screen.getByRole('group', { name: 'Discount on the whole quote' });
    const percent = within(discount).getByRole('textbox', { name: 'Quote discount, %' });
    await user.clear(percent);
    await user.type(percent, '10');
    const monthly = within(totals()).getByRole('group', { name: 'Monthly' });
    expect(within(monthly).getByText('$979.00')).toBeTruthy();
    expect(within(monthly).getByText('-$97.90')).toBeTruthy();
    expect(within(totals()).getByText('$881.10')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save quote' }));
    await waitFor(() => expect(api.callsOf('UpdateQuote')).toHaveLength(1));
    expect(api.callsOf('UpdateQuote')[0]?.variables).toMatchObject({
      input: {
        discountPercent: '10',
        discountAmount: '0',
        lines: [
          { billing: 'RECURRING', billingCycle: 'Monthly', billingCycles: 12, recurringPrice: '489.5', price: '0' },
          { billing: 'ONE_TIME', billingCycle: null, price: '-59.89' },
        ],
      },
    });
  });

  it('says at its fields what goes to ConnectWise and how, and nothing while nothing is connected', async () => {
    const field = (name: string, label: string, out: string, reason: string) => ({
      record: 'DOCUMENT',
      field: name,
      label,
      in: 'NEVER',
      out,
      reason,
      remoteName: null,
      remoteOptions: [],
    });
    const syncedFields = () => [
      field('title', 'Title', 'ON_CREATE', 'Later changes are not sent.'),
      field('lines.price', 'Price', 'ALWAYS', 'Sent as the price after all discounts.'),
      field('lines.cost', 'Cost', 'NEVER', 'By the sync mode, nothing goes out to ConnectWise.'),
    ];
    renderApp(`/quotes/${id(401)}`, { Query: { ...queries, syncedFields } });
    const rows = within(
      await screen.findByRole('table', { name: 'What of this quote goes to ConnectWise' }),
    ).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual(
      expect.arrayContaining([
        ['Title', 'Sent when the record is created. Later changes are not sent.'],
        ['Price', 'Sent to ConnectWise. Sent as the price after all discounts.'],
        ['Cost', 'Stays in the CRM. By the sync mode, nothing goes out to ConnectWise.'],
      ]),
    );
    expect(screen.getAllByText(/Sent when the record is created/)).toHaveLength(1);
  });

  it('says by what a line is taxed that has no tax category', async () => {
    const lines = [
      quoteLine({ taxCategory: null }),
      quoteLine({ id: id(502), taxCategory: null, product: product({ isTaxable: false }) }),
      quoteLine({ id: id(503), taxCategory: null, product: null }),
    ];
    renderApp(`/quotes/${id(401)}`, { Query: { ...queries, document: () => quote({ lines }) } });
    const taxOf = (n: number) => screen.getByRole('combobox', { name: `Tax of line ${n}` }).getAttribute('placeholder');
    await screen.findByRole('combobox', { name: 'Tax of line 1' });
    expect([taxOf(1), taxOf(2), taxOf(3)]).toEqual(['As product: taxable 7.25 %', 'As product: not taxable', 'None']);
  });

  it('adds a line with the keyboard, takes over the product that was found, and saves with the version', async () => {
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: queries,
      Mutation: { updateQuote: () => ({ document: quote({ version: 4 }), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Quantity of line 1' }), '{Enter}');
    expect(document.activeElement).toBe(box('Description of line 2'));
    await user.click(screen.getByRole('combobox', { name: 'Product of line 2' }));
    await user.click(await screen.findByRole('option', { name: /Wi-Fi 7 access point/ }));
    expect(box('Price of line 2').value).toBe('199.9');
    await user.click(screen.getByRole('button', { name: 'Save quote' }));

    await waitFor(() => expect(api.callsOf('UpdateQuote')).toHaveLength(1));
    expect(api.callsOf('UpdateQuote')[0]?.variables).toMatchObject({
      id: id(401),
      input: {
        title: 'New office network',
        version: 3,
        lines: [
          { productId: id(201), quantity: '2', price: '489.5', discountPercent: '10', taxCategoryId: id(811) },
          {
            productId: id(202),
            description: 'Wi-Fi 7 access point',
            quantity: '1',
            price: '199.9',
            cost: '120',
            discountPercent: '0',
            taxCategoryId: id(811),
          },
        ],
      },
    });
  });

  it('duplicates, moves and removes lines', async () => {
    const lines = [quoteLine(), quoteLine({ id: id(502), position: 2, product: null, description: 'Freight' })];
    const { user } = renderApp(`/quotes/${id(401)}`, { Query: { ...queries, document: () => quote({ lines }) } });
    const descriptions = () =>
      screen.getAllByRole('textbox', { name: /^Description/ }).map((one) => (one as HTMLInputElement).value);
    await user.click(await screen.findByRole('button', { name: 'Actions of line 1' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }));
    expect(descriptions()).toEqual(['24-port PoE switch', '24-port PoE switch', 'Freight']);
    await user.click(box('Description of line 3'));
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(descriptions()).toEqual(['24-port PoE switch', 'Freight', '24-port PoE switch']);
    await user.click(screen.getByRole('button', { name: 'Actions of line 1' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    expect(descriptions()).toEqual(['Freight', '24-port PoE switch']);
  });

  it('says what is wrong with a line, and the server at the line it means', async () => {
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: queries,
      Mutation: {
        updateQuote: () => ({
          document: null,
          problems: [
            { code: 'not_found', field: 'lines.0.productId', message: 'This product is gone. Choose another one.' },
          ],
        }),
      },
    });
    const price = await screen.findByRole('textbox', { name: 'Price of line 1' });
    await user.clear(price);
    await user.type(price, '12,5');
    await user.click(screen.getByRole('button', { name: 'Save quote' }));
    expect(await screen.findByText('Enter the price as a number such as 1234.5.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(price));
    expect(api.callsOf('UpdateQuote')).toEqual([]);

    await user.clear(price);
    await user.type(price, '12.5');
    await user.click(screen.getByRole('button', { name: 'Save quote' }));
    expect(await screen.findByText('This product is gone. Choose another one.')).toBeTruthy();
  });

  it('keeps what was typed when somebody else saved first, and loads theirs when asked', async () => {
    let stored = quote();
    const { user } = renderApp(`/quotes/${id(401)}`, {
      Query: { ...queries, document: () => stored },
      Mutation: {
        updateQuote: () => {
          stored = quote({ title: 'Their title', version: 4 });
          return {
            document: null,
            problems: [{ code: 'version_conflict', field: 'version', message: 'Meanwhile saved.' }],
          };
        },
      },
    });
    const title = (await screen.findByRole('textbox', { name: 'Title' })) as HTMLInputElement;
    await user.type(title, ' 2');
    await user.click(screen.getByRole('button', { name: 'Save quote' }));
    expect(await screen.findByText(/Somebody else saved this quote/)).toBeTruthy();
    expect(title.value).toBe('New office network 2');
    await user.click(screen.getByRole('button', { name: 'Load the newer version' }));
    await waitFor(() => expect(box('Title').value).toBe('Their title'));
  });

  it('shows an accepted quote without a way to change it', async () => {
    const won = { id: id(301), name: 'Office move', client: client(), stage: stages[2] };
    renderApp(`/quotes/${id(401)}`, {
      Query: { ...queries, document: () => quote({ state: 'ACCEPTED', opportunity: won }) },
    });
    expect(await screen.findByText(/The opportunity was won by this quote/)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /Title|line 1/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Undo acceptance' }).getAttribute('aria-disabled')).toBe('true');
    expect(within(totals()).getByText('$944.98')).toBeTruthy();
  });

  it('locks a sent quote, and saves a change of it as the next revision', async () => {
    let stored: object = quote({
      state: 'SENT',
      revisions: [
        {
          revision: 1,
          total: '944.98',
          currency: 'EUR',
          sentAt: '2026-11-20T09:00:00.000Z',
          sentBy: 'Ana Ruiz',
          url: '/api/documents/401/revisions/1/file',
          acceptedAt: null,
          acceptedBy: null,
          acceptedFrom: null,
        },
      ],
    });
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: { ...queries, document: () => stored },
      Mutation: {
        updateQuote: () => {
          stored = quote({ title: 'New title', revision: 2, version: 4 });
          return { document: stored, problems: [] };
        },
      },
    });
    expect(await screen.findByText(/This quote was sent and is locked/)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Title' })).toBeNull();
    const sent = screen.getByRole('list', { name: 'Revisions that were sent' });
    expect(within(sent).getByText(/by Ana Ruiz/)).toBeTruthy();
    // It keeps the currency that it was sent in.
    expect(within(sent).getByText('€944.98')).toBeTruthy();
    expect(within(screen.getByRole('group', { name: 'Totals' })).getByText('€944.98')).toBeTruthy();
    expect(within(sent).getByRole('link', { name: 'Open PDF of revision 1' }).getAttribute('href')).toBe(
      '/api/documents/401/revisions/1/file',
    );
    await user.click(screen.getByRole('button', { name: 'Revise quote' }));
    await user.clear(box('Title'));
    await user.type(box('Title'), 'New title');
    await user.click(screen.getByRole('button', { name: 'Save as revision 2' }));
    await waitFor(() => expect(api.callsOf('UpdateQuote')).toHaveLength(1));
    expect(await screen.findByText('Revision 2 saved as a draft.')).toBeTruthy();
    expect(await screen.findByRole('heading', { name: '#1042 New title, revision 2' })).toBeTruthy();
  });

  it('makes, shows and revokes the link for the client', async () => {
    const link = {
      url: 'https://crm.example/quote#abc',
      revision: 1,
      createdAt: '2026-11-20T09:00:00.000Z',
      createdBy: 'Ana Ruiz',
      expiresAt: '2099-12-01T00:00:00.000Z',
      revokedAt: null,
      opened: 2,
      openedAt: '2026-11-21T09:00:00.000Z',
    };
    let clientLink: object | null = null;
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: { ...queries, document: () => quote({ state: 'SENT', clientLink }) },
      Mutation: {
        createQuoteLink: () => {
          clientLink = link;
          return { document: quote(), problems: [] };
        },
        revokeQuoteLink: () => {
          clientLink = { ...link, url: null, revokedAt: '2026-11-22T09:00:00.000Z' };
          return { document: quote(), problems: [] };
        },
      },
    });
    const part = await screen.findByRole('region', { name: 'Link for the client' });
    await user.click(within(part).getByRole('button', { name: 'Create link' }));
    expect((await within(part).findByRole('link', { name: link.url })).getAttribute('href')).toBe(link.url);
    expect(within(part).getByText(/It expires on Dec 1, 2099\. Opened 2 times, last/)).toBeTruthy();
    expect(api.callsOf('CreateQuoteLink')[0]?.variables).toEqual({ documentId: id(401), input: { days: 30 } });
    await user.click(within(part).getByRole('button', { name: 'Revoke link' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke link' }));
    expect(await within(part).findByText(/Revoked on Nov 22, 2026/)).toBeTruthy();
    expect(within(part).queryByRole('link')).toBeNull();
  });

  it('puts lines into a section, and leaves an optional one out of the total', async () => {
    const lines = [quoteLine(), quoteLine({ id: id(502), position: 2, description: 'Spare' })];
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: { ...queries, document: () => quote({ lines }) },
      Mutation: { updateQuote: () => ({ document: quote({ version: 4 }), problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Actions of line 2' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Begin a section here' }));
    await user.type(box('Section that begins at line 2'), 'Extras');
    await user.click(screen.getByRole('button', { name: 'Actions of line 2' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Make optional' }));
    expect(within(totals()).getByText('$944.98')).toBeTruthy();
    await user.type(screen.getByLabelText('Valid until'), '2027-01-31');
    await user.type(box('Terms'), 'Net 30');
    await user.click(screen.getByRole('button', { name: 'Save quote' }));
    await waitFor(() => expect(api.callsOf('UpdateQuote')).toHaveLength(1));
    expect(api.callsOf('UpdateQuote')[0]?.variables).toMatchObject({
      input: {
        validUntil: '2027-01-31',
        terms: 'Net 30',
        lines: [
          { section: null, isOptional: false },
          { section: 'Extras', isOptional: true },
        ],
      },
    });
  });

  it('marks a quote as sent', async () => {
    const { user, api } = renderApp(`/quotes/${id(401)}`, {
      Query: queries,
      Mutation: { setDocumentState: () => ({ document: quote({ state: 'SENT' }), problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Mark as sent' }));
    await waitFor(() => expect(api.callsOf('SetQuoteState')[0]?.variables).toEqual({ id: id(401), state: 'SENT' }));
    expect(await screen.findByText('Marked as sent.')).toBeTruthy();
  });

  it("starts a new quote in the client's tax region and opens it once it is created", async () => {
    const { user, api, router } = renderApp(`/opportunities/${id(301)}/quotes/new`, {
      Query: queries,
      Mutation: { createQuote: () => ({ document: quote(), problems: [] }) },
    });
    await user.click(await screen.findByRole('combobox', { name: 'Product of line 1' }));
    await user.click(await screen.findByRole('option', { name: /24-port PoE switch/ }));
    await user.click(screen.getByRole('button', { name: 'Create quote' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/quotes/${id(401)}`));
    expect(api.callsOf('CreateQuote')[0]?.variables).toMatchObject({
      opportunityId: id(301),
      input: { title: 'Office move', taxRegionId: id(801), lines: [{ productId: id(201), taxCategoryId: id(811) }] },
    });
  });

  it('says that a quote does not exist', async () => {
    renderApp(`/quotes/${id(9)}`, { Query: { ...queries, document: () => null } });
    expect(await screen.findByText('This quote does not exist')).toBeTruthy();
  });

  it('tells a viewer why they cannot save', async () => {
    renderApp(`/quotes/${id(401)}`, { Query: queries }, 'VIEWER');
    const save = await screen.findByRole('button', { name: 'Save quote' });
    expect(save.getAttribute('aria-description')).toMatch(/Your role can look/);
  });
});
