import type { WriteContext } from '../../records/fields/field-table.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { ReconcileLease } from './reconcile.queries.ts';

/** What a reconcile goes by, the same for all of its pages. */
export interface ReconcileContext {
  pull: PullContext;
  lease: ReconcileLease;
  heals: boolean;
  /** Whether the mode sends edits of linked records. */
  sendsEdits: boolean;
  /** What a push writes fields by. */
  writes: WriteContext;
}
