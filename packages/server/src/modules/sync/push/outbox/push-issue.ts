import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import type { Id } from '../../../../platform/ids.ts';
import type { IssueText } from '../../messages/message.ts';

export interface ParkedBecause {
  code: string;
  message: string;
  advice: string;
  recordName: string | null;
  /** The step of the set-up in which it is mended. */
  step?: SetupStep | null;
  /** The record at fault: a part of what is pushed, or that itself. */
  about: { entity: EntityType; localId: Id | null; name: string };
  /** What the issue of the record at fault says, where that is not what stands in the log of this push. */
  atCause?: IssueText | null;
  /** For those who decide. */
  detail?: Readonly<Record<string, unknown>>;
}

/** An issue of direction out, as far as retrying it needs. */
export interface PushIssue {
  connectionId: Id;
  entity: string;
  localId: Id | null;
}
