import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../components/language/language.ts';
import { renderApp } from '../../testing/render-app.tsx';

const quote = {
  sheet: {
    seller: 'Blue Harbour IT',
    sellerLines: ['12 Quay Road', 'Tax number: DE123'],
    currency: 'EUR',
    number: 1042,
    revision: 2,
    title: 'New office network',
    date: '2026-11-20T09:00:00.000Z',
    validUntil: '2027-01-31',
    terms: 'Net 30',
    clientName: 'Harbor',
    clientAddress: [],
    contactName: null,
    opportunityName: 'Office move',
    taxRegion: null,
    lines: [
      {
        description: 'Switch',
        parts: ['2 × Cable'],
        taxRate: '7.25',
        quantity: '2.0000',
        price: '489.5',
        discountPercent: '10',
        total: '881.10',
        section: 'Network',
        isOptional: false,
      },
      {
        description: 'Spare',
        parts: [],
        taxRate: null,
        quantity: '1',
        price: '40',
        discountPercent: '0',
        total: '40.00',
        section: 'Network',
        isOptional: true,
      },
    ],
    totals: { subtotal: '881.10', discount: '0.00', tax: '0.00', total: '881.10', recurring: [], monthly: null },
  },
  hasLogo: true,
  acceptedAt: null,
  acceptedBy: null,
  refusal: null,
  expiresAt: '2026-12-20T09:00:00.000Z',
};

/** The page of a link, over answers of the API of shared quotes by path. */
function open(answers: Record<string, () => { status: number; body: object }>, hash = '#abc') {
  window.location.hash = hash;
  const app = renderApp('/quote', {}, null);
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (address: string, options?: RequestInit) => {
    const path = String(address);
    asked.push({ path, body: options?.body ? JSON.parse(String(options.body)) : null });
    const { status, body } = answers[path]?.() ?? { status: 500, body: {} };
    return new Response(JSON.stringify(body), { status });
  });
  return { ...app, asked };
}

describe('the page of a quote for its client', () => {
  afterEach(() => {
    window.location.hash = '';
  });

  it('shows the quote without a sign-in, and accepts it with a name', async () => {
    const { user, asked } = open({
      '/api/shared/quotes/abc': () => ({ status: 200, body: quote }),
      '/api/shared/quotes/abc/accept': () => ({
        status: 200,
        body: {
          ...quote,
          acceptedAt: '2026-11-29T08:00:00.000Z',
          acceptedBy: 'Jane Doe',
          refusal: 'Accepted already.',
        },
      }),
    });
    expect(await screen.findByRole('heading', { name: 'New office network' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open PDF' }).getAttribute('href')).toBe('/api/shared/quotes/abc/file');
    expect(screen.getByText('Optional, not in the total')).toBeTruthy();
    expect(screen.getAllByText('€881.10').length).toBeGreaterThan(0);
    expect(screen.getByText(/Valid until/).textContent).toContain('Valid until Jan 31, 2027');
    await user.click(screen.getByRole('button', { name: 'Accept quote' }));
    expect(screen.getByText('Enter your name.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Jane Doe');
    await user.click(screen.getByRole('button', { name: 'Accept quote' }));
    expect(await screen.findByText('Jane Doe accepted this quote on Nov 29, 2026.')).toBeTruthy();
    expect(asked.at(-1)).toEqual({ path: '/api/shared/quotes/abc/accept', body: { name: 'Jane Doe' } });
    expect(screen.queryByRole('button', { name: 'Accept quote' })).toBeNull();
  });

  it('says why a quote is not shown, or not accepted any more', async () => {
    const { user } = open({
      '/api/shared/quotes/abc': () => ({ status: 200, body: quote }),
      '/api/shared/quotes/abc/accept': () => ({
        status: 409,
        body: { code: 'conflict', message: 'This quote was accepted already by John.' },
      }),
    });
    await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Jane');
    await user.click(screen.getByRole('button', { name: 'Accept quote' }));
    expect(await screen.findByText('This quote was accepted already by John.')).toBeTruthy();
  });

  it('shows the sentence of a link that is over, and asks again on request', async () => {
    let status = 404;
    const { user } = open({
      '/api/shared/quotes/abc': () =>
        status === 404
          ? { status, body: { code: 'not_found', message: 'This link expired on 2026-11-01.' } }
          : { status, body: quote },
    });
    expect(await screen.findByText('This link expired on 2026-11-01.')).toBeTruthy();
    status = 200;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'New office network' })).toBeTruthy();
  });

  it('is German for a client whose browser is', async () => {
    await speak('de');
    open({ '/api/shared/quotes/abc': () => ({ status: 200, body: quote }) });
    expect(await screen.findByRole('button', { name: 'Angebot annehmen' })).toBeTruthy();
    expect(screen.getByText(/Gültig bis 31\. Jan\. 2027/)).toBeTruthy();
    expect(screen.getByText('7,25 %')).toBeTruthy();
    await speak('en');
  });

  it('says so when the address lost its end', async () => {
    open({}, '');
    await waitFor(() => expect(screen.getByText(/This link is incomplete/)).toBeTruthy());
  });
});
