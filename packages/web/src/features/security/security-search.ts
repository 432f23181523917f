import { momentsOf, pastDays } from '../../components/date-range.ts';
import { flag, searchOf, text, texts } from '../../components/url-search.ts';

/** The security log in the address. */
export const securitySearch = searchOf({ kinds: texts, text, at: pastDays, oldest: flag });

export type SecuritySearch = ReturnType<typeof securitySearch>;

export const securityVariables = ({ kinds, text: words, at, oldest }: SecuritySearch) => ({
  kinds: kinds ?? null,
  text: words ?? null,
  at: momentsOf(at),
  oldestFirst: oldest ?? false,
});
