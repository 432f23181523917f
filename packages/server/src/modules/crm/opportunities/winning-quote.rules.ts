import type { DocumentState } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';

export interface Quote {
  id: Id;
  title: string;
  state: DocumentState;
}

/** `accept`: the quote to accept now, null when none is or it is accepted already. `release`: the one accepted before, which goes back to sent. */
export type WinningQuote = { ok: true; accept: Id | null; release: Id | null } | { ok: false; problem: Problem };

/**
 * Which quote an opportunity is won by: the chosen one, also in place of another that was accepted; else the accepted one;
 * else the only one that nobody declined. An opportunity may be won without a quote, but not with several to choose from.
 */
export function winningQuote(quotes: readonly Quote[], chosen: Id | null): WinningQuote {
  const accepted = quotes.find((quote) => quote.state === 'accepted');
  if (chosen !== null) return acceptChosen(quotes, chosen, accepted);
  if (accepted) return { ok: true, accept: null, release: null };
  const undecided = quotes.filter((quote) => quote.state === 'draft' || quote.state === 'sent');
  if (undecided.length > 1)
    return refused(
      'choose_quote',
      `There are ${undecided.length} quotes to choose from: ${undecided.map((q) => `"${q.title}"`).join(', ')}. Choose the one that was accepted.`,
    );
  return { ok: true, accept: undecided[0]?.id ?? null, release: null };
}

/** What the log says of it; null where no quote changed. */
export function acceptedWords(
  quotes: readonly Quote[],
  { accept, release }: { accept: Id | null; release: Id | null },
): string | null {
  const titleOf = (wanted: Id | null) => quotes.find(({ id }) => id === wanted)?.title;
  const [accepted, released] = [titleOf(accept), titleOf(release)];
  if (accepted === undefined) return null;
  return released === undefined
    ? `Quote "${accepted}" accepted.`
    : `Quote "${accepted}" accepted in place of "${released}", which is a sent one now.`;
}

function acceptChosen(quotes: readonly Quote[], chosen: Id, accepted: Quote | undefined): WinningQuote {
  const quote = quotes.find((q) => q.id === chosen.toLowerCase());
  if (!quote) return refused('not_found', 'This quote does not belong to the opportunity. Choose one of its quotes.');
  if (quote.state === 'declined')
    return refused('quote_declined', `"${quote.title}" was declined. Make it a draft again, or choose another quote.`);
  if (accepted?.id === quote.id) return { ok: true, accept: null, release: null };
  return { ok: true, accept: quote.id, release: accepted?.id ?? null };
}

function refused(code: string, message: string): WinningQuote {
  return { ok: false, problem: { code, message, field: 'quoteId' } };
}
