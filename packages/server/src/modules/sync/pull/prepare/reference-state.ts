import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

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
