import type { Rivalry } from './clear-pair.rules.ts';
import { everyValueIsRare, type Rarity } from './score.rules.ts';

/** What is known of a CRM record that is about to be pushed, besides the records themselves. */
export interface PushMatchContext {
  /** From which score on a pair is linked without asking. */
  threshold: number;
  rarity: Rarity;
  /** Pairs of the last comparison that nobody has decided, by ConnectWise's ID. */
  known: ReadonlyMap<string, Rivalry & { state: 'proposed' | 'later' }>;
  /** ConnectWise's IDs of records that a person has said are others. */
  rejected: ReadonlySet<string>;
}

export const noPushContext: PushMatchContext = {
  threshold: 90,
  rarity: everyValueIsRare,
  known: new Map(),
  rejected: new Set(),
};
