import type { BY_MODE, EXCLUDED, HELD } from '../../records/skip-codes.ts';

/** What came of a push. `skipped`: nothing may or must go out, by the mode or by a filter. */
export type PushOutcome =
  | { kind: 'pushed' }
  | { kind: 'skipped'; code: typeof BY_MODE | typeof EXCLUDED | typeof HELD; reason: string };
