import type { Id } from '../../../../platform/ids.ts';

/** How a record ended the last time, as far as it is still open: an issue, or that it is skipped or excluded. */
export interface OpenOutcome {
  remoteId: string;
  issueId: Id | null;
  issueCode: string | null;
  issueMessage: string | null;
  /** The CRM record that the issue is about. */
  localId: Id | null;
  attempts: number;
  skipCode: string | null;
  skipReason: string | null;
}
