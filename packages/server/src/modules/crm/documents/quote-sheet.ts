import { lineTotal, type QuoteTotals, quoteTotals, recurringLineTotal } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { linesByDocument } from './document.queries.ts';
import type { QuoteLine } from './document.type.ts';

/** All that stands on a printed quote. Decimals as text; `date` is the day the quote was made. */
export interface QuoteSheet {
  seller: string;
  number: number;
  title: string;
  date: Date;
  clientName: string;
  /** Lines of the client's postal address. */
  clientAddress: string[];
  contactName: string | null;
  opportunityName: string;
  taxRegion: string | null;
  lines: QuoteSheetLine[];
  totals: QuoteTotals;
}

export interface QuoteSheetLine {
  description: string;
  quantity: string;
  price: string;
  discountPercent: string;
  total: string;
}

interface SheetRow {
  seller: string;
  number: number;
  title: string;
  date: Date;
  clientName: string;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  firstName: string | null;
  lastName: string | null;
  opportunityName: string;
  taxRegion: string | null;
  discountPercent: string;
  discountAmount: string;
}

/** Reads what a quote is printed from; null when there is no such quote. */
export async function readQuoteSheet(tx: Tx, documentId: Id): Promise<QuoteSheet | null> {
  const [row] = await tx.query<SheetRow>(
    `select w.name as seller, d.number, d.title, d.created_at as date, c.name as "clientName", c.address_line1 as "addressLine1",
       c.address_line2 as "addressLine2", c.city, c.region, c.postal_code as "postalCode", c.country, k.first_name as "firstName",
       k.last_name as "lastName", o.name as "opportunityName", r.name as "taxRegion", d.discount_percent as "discountPercent",
       d.discount_amount as "discountAmount"
     from document d
     join workspace w on w.id = d.workspace_id
     join opportunity o on o.id = d.opportunity_id
     join client c on c.id = o.client_id
     left join contact k on k.id = o.contact_id
     left join tax_region r on r.id = d.tax_region_id
     where d.id = $1 and d.kind = 'quote' and d.number is not null`,
    [documentId],
  );
  if (!row) return null;
  const lines = (await linesByDocument(tx, [documentId])).get(documentId) ?? [];
  return {
    seller: row.seller,
    number: row.number,
    title: row.title,
    date: row.date,
    clientName: row.clientName,
    clientAddress: addressOf(row),
    contactName: joined([row.firstName, row.lastName], ' ') || null,
    opportunityName: row.opportunityName,
    taxRegion: row.taxRegion,
    lines: lines.flatMap(printedLines),
    totals: quoteTotals(lines, row),
  };
}

/** A recurring line is printed by what it costs each cycle, and once more for its set-up when that costs something. */
export function printedLines(line: Omit<QuoteLine, 'id' | 'documentId' | 'position'>): QuoteSheetLine[] {
  const { description, quantity, price, discountPercent, billing, billingCycle, billingCycles, recurringPrice } = line;
  const once = { description, quantity, price, discountPercent, total: lineTotal(line) };
  if (billing === 'one_time') return [once];
  const often = billingCycles === null ? '' : `, ${billingCycles} ${billingCycles === 1 ? 'time' : 'times'}`;
  const each = {
    ...once,
    description: `${description}\nBilled: ${billingCycle ?? 'recurring'}${often}`,
    price: recurringPrice,
    total: recurringLineTotal(line),
  };
  return Number(price) === 0 ? [each] : [each, { ...once, description: `Set-up: ${description}` }];
}

function addressOf(row: SheetRow): string[] {
  const place = joined([row.city, joined([row.region, row.postalCode], ' ')], ', ');
  return [row.addressLine1, row.addressLine2, place, row.country].filter((line): line is string => Boolean(line));
}

const joined = (parts: Array<string | null>, by: string): string => parts.filter(Boolean).join(by);
