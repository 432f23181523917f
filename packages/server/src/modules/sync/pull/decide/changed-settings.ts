import { configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../../platform/database/database.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { readSettings } from '../../../integration/configuration/settings.queries.ts';
import type { PullContext } from '../context/pull-context.ts';

const lookedAtAnew = ['fieldDirections', 'customFields', 'stageMap', 'closedStatuses', 'opportunityMapping'] as const;

/**
 * Whether the fields go other ways by now, or stand for other ones, than this run goes by. What is to be looked at again for that is left to the next
 * run: this one would look with the old settings, and the look would be over.
 */
export async function areFieldsChanged(
  tx: Tx,
  { connectionId, configuration }: Pick<PullContext, 'connectionId' | 'configuration'>,
): Promise<boolean> {
  const stored = await readSettings(tx, connectionId);
  if (!stored) return false;
  const now = configurationSchema.parse(stored.configuration);
  return (
    now.defaults.localStageId !== configuration.defaults.localStageId ||
    lookedAtAnew.some((part) => !isSame(now[part], configuration[part]))
  );
}
