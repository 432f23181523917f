import type { WriteContext } from '../write/write-context.ts';
import type { Draft, Stored } from './stored.ts';

/** What ConnectWise does beside storing the fields. Each rule may change the draft, report problems, or throw an ApiError. */
export interface RecordRules {
  /** Fills what the caller left out. Runs before validation. */
  readonly defaults?: (draft: Draft, context: WriteContext) => void;
  /** Derived values and checks across fields, for creates and updates (`before` is absent on create). */
  readonly beforeSave?: (draft: Draft, context: WriteContext, before?: Stored) => void;
  /** Further rows that follow from the write. */
  readonly afterCreate?: (row: Stored, context: WriteContext) => void;
  readonly afterUpdate?: (row: Stored, context: WriteContext, before: Stored) => void;
  /** Replaces the plain removal (soft delete, cascade) or throws a conflict. Return `true` when the removal is done. */
  readonly remove?: (row: Stored, context: WriteContext) => boolean;
  /** Fields a PATCH or PUT may carry only when creating. */
  readonly createOnly?: Readonly<Record<string, string>>;
}
