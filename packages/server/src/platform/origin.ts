import type { Id } from './ids.ts';

/** Who or what caused a change. Every write carries it, so that a sync never mistakes its own echo for news. */
export type Origin =
  | { kind: 'user'; userId: Id; name: string }
  | { kind: 'token'; tokenId: Id; name: string }
  | { kind: 'connectwise'; connectionId: Id }
  | { kind: 'system' };
