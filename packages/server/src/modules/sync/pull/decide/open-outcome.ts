import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../records/entity-sync.ts';

/** How a record ended the last time, as far as it is still open: an issue, or that it is skipped or excluded. */
export interface OpenOutcome {
  remoteId: string;
  issueId: Id | null;
  issueCode: string | null;
  issueMessage: string | null;
  attempts: number;
  skipCode: string | null;
  skipReason: string | null;
}

/** Where a referenced record stands: linked, or why not. */
export interface ReferenceState {
  entity: PulledEntity;
  remoteId: string;
  localId: Id | null;
  skipCode: string | null;
  skipReason: string | null;
  issueMessage: string | null;
}

export const keyOf = (entity: string, remoteId: string): string => `${entity}:${remoteId}`;
