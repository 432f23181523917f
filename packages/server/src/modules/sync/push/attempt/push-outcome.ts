import type { BY_MODE, EXCLUDED, HELD } from '../../records/skip-codes.ts';
import type { LinesRemark } from '../outbox/changed-lines.queries.ts';

/** What came of a push. `skipped`: nothing may or must go out, by the mode or by a filter. */
export type PushOutcome =
  | { kind: 'pushed'; lines?: LinesRemark }
  | { kind: 'skipped'; code: typeof BY_MODE | typeof EXCLUDED | typeof HELD; reason: string };
