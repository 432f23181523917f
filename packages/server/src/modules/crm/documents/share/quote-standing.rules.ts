import type { LinkedQuote } from './quote-link.queries.ts';

/** Why a link shows nothing (any more); null when it does. Whoever holds a signed link may know what became of it. */
export function linkFault({ link, quote }: LinkedQuote, now: Date): string | null {
  if (link.revision !== quote.revision)
    return 'This quote was changed after this link was made. Ask the person who works on it for the new one.';
  if (link.revokedAt !== null) return 'This link was withdrawn. Ask the person who works on the quote for a new one.';
  if (link.expiresAt <= now)
    return `This link expired on ${dayOf(link.expiresAt)}. Ask the person who works on the quote for a new one.`;
  if (quote.state === 'draft')
    return 'This quote was taken back and is being worked on. Ask the person who works on it when the new one comes.';
  return null;
}

/** Why a quote that the link shows cannot be accepted; null when it can. */
export function acceptanceFault(
  { quote }: LinkedQuote,
  accepted: { by: string | null; at: Date | null } | null,
): string | null {
  if (quote.state === 'accepted') {
    const by = accepted?.by ? ` by ${accepted.by}` : '';
    const at = accepted?.at ? ` on ${dayOf(accepted.at)}` : '';
    return `This quote was accepted already${by}${at}. There is nothing more to do.`;
  }
  if (quote.state === 'declined') return 'This quote was declined. Ask the person who works on it for a new one.';
  if (quote.stageKind === 'lost') return 'This quote is closed. Ask the person who works on it for a new one.';
  if (quote.isOutOfDate) return 'This quote is no longer valid. Ask the person who works on it for a new one.';
  return null;
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
