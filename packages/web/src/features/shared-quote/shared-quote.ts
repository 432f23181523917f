import type { QuoteTotals } from '@causeway/shared/quote-totals';
import { t } from '@lingui/core/macro';

type SharedLine = {
  description: string;
  /** What a bundle holds. */
  parts: string[];
  /** Percent; null where the line bears no tax. */
  taxRate: string | null;
  quantity: string;
  price: string;
  discountPercent: string;
  total: string;
  section: string | null;
  isOptional: boolean;
};

/** A quote as its client sees it, as the API of shared quotes answers it. */
export type SharedQuote = {
  sheet: {
    seller: string;
    sellerLines: string[];
    /** Empty where the quote was sent before it was said. */
    currency: string;
    number: number;
    revision: number;
    title: string;
    date: string;
    validUntil: string | null;
    terms: string | null;
    clientName: string;
    clientAddress: string[];
    contactName: string | null;
    opportunityName: string;
    taxRegion: string | null;
    lines: SharedLine[];
    totals: QuoteTotals;
  };
  hasLogo: boolean;
  acceptedAt: string | null;
  acceptedBy: string | null;
  refusal: string | null;
  expiresAt: string;
};

/** What a request came to: the quote, or a sentence that says why not. */
export type SharedAnswer = { quote: SharedQuote } | { message: string };

export const addressOf = (token: string, part: '' | '/file' | '/logo' | '/accept' = ''): string =>
  `/api/shared/quotes/${encodeURIComponent(token)}${part}`;

const unreachable = (): string => t`The quote could not be loaded. Check your connection, and try again.`;

/** Reads the quote of a link. */
export const readQuote = (token: string): Promise<SharedAnswer> => ask(addressOf(token), {});

/** Accepts it under a name. */
export const acceptQuote = (token: string, name: string): Promise<SharedAnswer> =>
  ask(addressOf(token, '/accept'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });

async function ask(address: string, options: RequestInit): Promise<SharedAnswer> {
  try {
    const answer = await fetch(address, { ...options, headers: { accept: 'application/json', ...options.headers } });
    // Whoever answered without JSON was not the API.
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok && isQuote(body)) return { quote: body };
    return { message: isRefusal(body) ? body.message : unreachable() };
  } catch {
    return { message: unreachable() };
  }
}

const isQuote = (body: unknown): body is SharedQuote => typeof body === 'object' && body !== null && 'sheet' in body;

const isRefusal = (body: unknown): body is { message: string } =>
  typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string';
