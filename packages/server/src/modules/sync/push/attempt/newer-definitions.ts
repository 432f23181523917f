import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { ReferenceData } from '../../../connection/connection.ports.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { definitionsAreNewer } from '../../messages/push-description.messages.ts';
import type { PushAttempt } from './push-attempt.ts';
import { PushBusy } from './push-refused.ts';

/**
 * ConnectWise refused a custom field: its definitions may have changed since they were last read (an option or a whole field is gone). They are
 * read again, and where they say something else the push begins anew with them: what does not fit is left out then, with the reason. Otherwise
 * the error stays what it is.
 */
export async function withNewerDefinitions(
  references: Pick<ReferenceData, 'refresh'>,
  attempt: PushAttempt,
  error: unknown,
): Promise<unknown> {
  if (!isAboutCustomField(error)) return error;
  const { workspaceId, connectionId, setup } = attempt;
  try {
    await references.refresh(workspaceId, connectionId, ['custom_field']);
  } catch (trouble) {
    // Nothing is known better: the refusal is told.
    if (trouble instanceof ConnectWiseError) return error;
    throw trouble;
  }
  const { custom_field: now = [] } = await attempt.read((tx) => readReferenceLists(tx, connectionId, ['custom_field']));
  return isSame(now, setup.lists.custom_field ?? []) ? error : new PushBusy(definitionsAreNewer());
}

const isAboutCustomField = (error: unknown): boolean =>
  error instanceof ConnectWiseError &&
  error.kind === 'invalid' &&
  error.fields.some(({ field }) => field?.split('/')[0] === 'customFields');
