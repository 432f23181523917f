import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { Fields } from '../../records/entity-sync.ts';

/** What was written down about a record that is not linked: an open issue, or that it stays out. */
export interface OpenOutcome {
  remoteId: string;
  issueId: Id | null;
  issueCode: string | null;
  issueMessage: string | null;
  attempts: number;
  skipCode: string | null;
  skipReason: string | null;
}

export interface LocalRow {
  id: Id;
  fields: Fields;
}

export type LinksByRemoteId = ReadonlyMap<string, EntityLink>;
