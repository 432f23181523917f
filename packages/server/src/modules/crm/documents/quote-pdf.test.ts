import { extractText, getDocumentProxy } from 'unpdf';
import { renderQuotePdf } from './quote-pdf.ts';
import type { QuoteSheet } from './quote-sheet.ts';

const plain = { section: null, isOptional: false };

const sheet = (change: Partial<QuoteSheet> = {}): QuoteSheet => ({
  seller: 'Blue Harbour IT',
  sellerLines: ['12 Quay Road', 'Tampa, FL 33602', 'Tax number: 59-1234567'],
  currency: 'USD',
  paper: 'a4',
  logo: null,
  number: 1001,
  revision: 1,
  validUntil: null,
  validDays: null,
  terms: null,
  title: 'Network renewal',
  date: new Date('2026-04-30T10:00:00Z'),
  clientName: 'Łódź Żywność & Søn',
  clientAddress: ['1 Main Street', 'Tampa, FL 33601', 'USA'],
  contactName: 'Ana Pérez',
  opportunityName: 'Renewal 2026',
  taxRegion: 'Florida',
  lines: [
    {
      description: 'Switch, 24 ports',
      parts: [],
      taxRate: '7.25',
      quantity: '2.0000',
      price: '1120.5',
      discountPercent: '12.5',
      total: '1960.88',
      ...plain,
    },
    {
      description: 'Ελληνικά и кириллица',
      parts: ['2 × Cable', '1 × Rack'],
      taxRate: null,
      quantity: '1',
      price: '0.0625',
      discountPercent: '0',
      total: '0.06',
      ...plain,
    },
  ],
  totals: { subtotal: '1960.94', discount: '0.00', tax: '142.17', total: '2103.11', recurring: [], monthly: null },
  ...change,
});

const pagesOf = async (pdf: Buffer): Promise<string[]> =>
  (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false })).text;

describe('renderQuotePdf', () => {
  it('prints seller, client, lines and sums, with accents and other alphabets', async () => {
    const [page, ...more] = await pagesOf(await renderQuotePdf(sheet()));
    expect(more).toEqual([]);
    for (const text of [
      'Blue Harbour IT',
      'Quote 1001',
      '2026-04-30',
      'Łódź Żywność & Søn',
      'Ana Pérez',
      'Tampa, FL 33601',
      'Network renewal',
      'Switch, 24 ports',
      '1,120.50',
      '12.5 %',
      '1,960.88',
      'Ελληνικά и кириллица',
      '0.0625',
      'Tax (Florida)',
      '142.17',
      '2,103.11',
      'Page 1 of 1',
      '12 Quay Road',
      'Tax number: 59-1234567',
      'Amounts in USD',
      'Total (USD)',
      '7.25 %',
      '2 × Cable',
      'Signature',
    ])
      expect(page).toContain(text);
  });

  it('prints what is paid once and each cycle apart, with the discount of the quote', async () => {
    const page = (
      await pagesOf(
        await renderQuotePdf(
          sheet({
            totals: {
              subtotal: '500.00',
              discount: '50.00',
              tax: '31.50',
              total: '481.50',
              recurring: [
                {
                  cycle: 'Monthly',
                  subtotal: '550.00',
                  discount: '55.00',
                  tax: '0.00',
                  total: '495.00',
                  monthly: '495.00',
                },
                {
                  cycle: 'Annually',
                  subtotal: '120.00',
                  discount: '12.00',
                  tax: '0.00',
                  total: '108.00',
                  monthly: '9.00',
                },
              ],
              monthly: '504.00',
            },
          }),
        ),
      )
    ).join(' ');
    for (const text of ['Paid once', 'Discount -50.00', '481.50', 'Monthly', '495.00', 'Annually', '108.00', '504.00'])
      expect(page).toContain(text);
  });

  it('prints sections once, says what is optional, until when it is valid, which revision it is, and the terms', async () => {
    const [switches] = sheet().lines;
    const lines = ['Network', 'Network', 'Support'].map((section, n) => ({
      ...switches!,
      section,
      isOptional: n === 1,
    }));
    const page = (
      await pagesOf(await renderQuotePdf(sheet({ lines, revision: 2, validUntil: '2027-01-31', terms: 'Net 30 days' })))
    ).join(' ');
    for (const text of ['Quote 1001, revision 2', 'Valid until 2027-01-31', 'Support', 'Terms Net 30 days'])
      expect(page.replace(/\s+/g, ' ')).toContain(text);
    expect(page.match(/Optional, not in the total/g)).toHaveLength(1);
    expect(page.match(/^Network$/gm) ?? page.match(/Network(?! renewal)/g)).toHaveLength(1);
  });

  it('gives the same bytes for the same sheet, and others for another one', async () => {
    const [first, again, other] = await Promise.all([
      renderQuotePdf(sheet()),
      renderQuotePdf(sheet()),
      renderQuotePdf(sheet({ title: 'Other' })),
    ]);
    expect(again.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
  });

  it('repeats the head of the table on each page and counts the pages', async () => {
    const lines = Array.from({ length: 90 }, (_, n) => ({
      description: `Line ${n + 1}`,
      parts: [],
      taxRate: null,
      quantity: '1',
      price: '1',
      discountPercent: '0',
      total: '1.00',
      ...plain,
    }));
    const pages = await pagesOf(await renderQuotePdf(sheet({ lines })));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, n) => {
      expect(page).toContain(`Page ${n + 1} of ${pages.length}`);
      if (n < pages.length - 1) expect(page).toContain('Description');
    });
    expect(pages.join(' ')).toContain('Line 90');
  });

  it('keeps the longest description on one page', async () => {
    const lines = [{ ...sheet().lines[0]!, description: 'W'.repeat(2000) }];
    const pages = await pagesOf(await renderQuotePdf(sheet({ lines })));
    expect(pages.length).toBeLessThanOrEqual(2);
    expect(pages.at(-1)).toContain('2,103.11');
  });
});
