import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

export interface ToldOpportunity {
  id: Id;
  name: string;
  remoteId: number;
}

interface Told {
  operation: 'update' | 'push';
  description: string;
  changes?: FieldChange[];
}

/** A row of the log about an opportunity that is linked, at once: it stands also where the push is held or refused later. */
export const tellOpportunity = (
  attempt: PushAttempt,
  { id, name, remoteId }: ToldOpportunity,
  told: Told,
): Promise<void> =>
  attempt.report({ status: 'success', entity: 'opportunity', name, localId: id, remoteId: String(remoteId), ...told });

/** How a push ended that had nothing to send. */
export const tellNothingSent = (
  attempt: PushAttempt,
  { id, name, remoteId }: ToldOpportunity,
  description: string,
): Promise<void> =>
  attempt.report({
    ...{ operation: 'push', status: 'skipped', entity: 'opportunity', name, localId: id },
    ...{ remoteId: String(remoteId), description },
  });
