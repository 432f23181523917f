import { pushStatus, statusByLabel } from '@causeway/shared/mapping/push-status.rules';
import { findOption, kindOfStatus, type RemoteOption } from '@causeway/shared/mapping/stage-mapping';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import type { CrmChange } from '../../crm/crm-change.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { readStageMapping } from '../../integration/mapping/stage-mapping.queries.ts';
import { setStatus } from '../records/opportunity/cw-status-value.queries.ts';
import { readStageAndStatus } from './cw-status-field.queries.ts';

/** Shows in CW Status what a win, a loss or a reopening comes to in ConnectWise. */
export class CwStatusOutcome {
  constructor(private readonly settings: Pick<SettingsService, 'of'>) {}

  /** In the transaction of the change, for connections that use the field. */
  readonly show = async (tx: Tx, connectionId: Id, { entity, id, kind }: CrmChange): Promise<void> => {
    if (entity !== 'opportunity' || kind === 'created' || kind === 'updated') return;
    const { configuration } = await this.settings.of(tx, connectionId);
    if (configuration.opportunityMapping.statusSource !== 'custom_field') return;
    const lists = await readReferenceLists(tx, connectionId, ['stage', 'status']);
    const mapping = await readStageMapping(tx, configuration, lists);
    const row = await readStageAndStatus(tx, id);
    const stage = mapping.stages.find((s) => s.id === row?.stageId);
    if (!row || !stage || (stage.kind === 'open' && isOpen(row.cwStatus, mapping.statuses))) return;
    const answer = pushStatus({ stage, cwStatus: null, isEntering: true }, mapping);
    const status = findOption(mapping.statuses, answer.statusId);
    if (status) await setStatus(tx, id, status.label);
  };
}

/** A reopened one that was given an open status in the same breath keeps it. */
function isOpen(cwStatus: string | null, statuses: readonly RemoteOption[]): boolean {
  const current = cwStatus === null ? undefined : statusByLabel(statuses, cwStatus);
  return current !== undefined && kindOfStatus(current) === 'open';
}
