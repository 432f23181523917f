import { lineTotal, type QuoteTotals, quoteTotals, recurringLineTotal } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { type Paper, type WorkspaceProfileRow, workspaceProfile } from '../profile/workspace-profile.queries.ts';
import { paperOf } from '../profile/workspace-profile.rules.ts';
import { linesByDocument } from './document.queries.ts';
import type { QuoteLine } from './document.type.ts';
import { bundleParts, readSheetRow, type SheetRow } from './quote-sheet.queries.ts';

/** All that stands on a printed quote. Decimals as text; `date` is the day the quote was made. */
export interface QuoteSheet {
  seller: string;
  /** Lines under the seller's name: address, phone, website, tax number. */
  sellerLines: string[];
  currency: string;
  paper: Paper;
  /** A PNG or JPEG picture. */
  logo: Buffer | null;
  number: number;
  revision: number;
  title: string;
  date: Date;
  /** The last day on which it can be accepted. */
  validUntil: string | null;
  /** Of a draft whose last day is set when it is sent: how many days from then on. */
  validDays: number | null;
  terms: string | null;
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
  /** What a bundle holds: "2 × Switch". */
  parts: string[];
  /** Percent; null where the line bears no tax. */
  taxRate: string | null;
  quantity: string;
  price: string;
  discountPercent: string;
  total: string;
  /** The heading that it stands under. */
  section: string | null;
  /** Offered, and in no total. */
  isOptional: boolean;
}

/** As it is stored: the picture is still in the file store. */
export type QuoteToPrint = Omit<QuoteSheet, 'logo'> & { logoKey: string | null };

/** Reads what a quote is printed from; null when there is no such quote. */
export async function readQuoteSheet(tx: Tx, documentId: Id): Promise<QuoteToPrint | null> {
  const row = await readSheetRow(tx, documentId);
  if (!row) return null;
  const lines = (await linesByDocument(tx, [documentId])).get(documentId) ?? [];
  const parts = await bundleParts(tx, lines);
  const profile = await workspaceProfile(tx);
  return {
    seller: profile.name,
    sellerLines: sellerLinesOf(profile),
    currency: profile.currency,
    paper: paperOf(profile),
    logoKey: profile.logoKey,
    number: row.number,
    revision: row.revision,
    title: row.title,
    date: row.date,
    validUntil: row.validUntil,
    validDays: row.state === 'draft' && row.validUntil === null ? profile.quoteValidDays : null,
    terms: row.terms ?? (profile.quoteTerms || null),
    clientName: row.clientName,
    clientAddress: addressOf(row),
    contactName: joined([row.firstName, row.lastName], ' ') || null,
    opportunityName: row.opportunityName,
    taxRegion: row.taxRegion,
    lines: lines.flatMap((line) => printedLines(line, parts.get(line.productId ?? '') ?? [])),
    totals: quoteTotals(lines, row),
  };
}

/** A recurring line is printed by what it costs each cycle, and once more for its set-up when that costs something. */
export function printedLines(
  line: Omit<QuoteLine, 'id' | 'documentId' | 'position'>,
  parts: string[] = [],
): QuoteSheetLine[] {
  const { description, quantity, price, discountPercent, billing, billingCycle, billingCycles, recurringPrice } = line;
  const { section, isOptional, taxRate } = line;
  const same = { description, parts, taxRate, quantity, price, discountPercent, section, isOptional };
  const once = { ...same, total: lineTotal(line) };
  if (billing === 'one_time') return [once];
  const often = billingCycles === null ? '' : `, ${billingCycles} ${billingCycles === 1 ? 'time' : 'times'}`;
  const each = {
    ...once,
    description: `${description}\nBilled: ${billingCycle ?? 'recurring'}${often}`,
    price: recurringPrice,
    total: recurringLineTotal(line),
  };
  return Number(price) === 0 ? [each] : [each, { ...once, parts: [], description: `Set-up: ${description}` }];
}

function addressOf(row: SheetRow): string[] {
  const place = joined([row.city, joined([row.region, row.postalCode], ' ')], ', ');
  return [row.addressLine1, row.addressLine2, place, row.country].filter((line): line is string => Boolean(line));
}

const joined = (parts: Array<string | null>, by: string): string => parts.filter(Boolean).join(by);

function sellerLinesOf({ address, phone, website, taxNumber }: WorkspaceProfileRow): string[] {
  const lines = [...address.split('\n'), phone, website, taxNumber && `Tax number: ${taxNumber}`];
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
