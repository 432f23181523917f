import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { defineListField } from '../../crm/custom-fields/list-field.queries.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { CW_STATUS, labelsById, offeredLabels, renamedLabels } from '../../integration/mapping/cw-status.rules.ts';
import { renameStatuses } from './cw-status-field.queries.ts';
import type { StatusFillRequests } from './status-fill-wake-up.ts';

/** Keeps the custom field "CW Status" as ConnectWise's list of opportunity statuses is (requirement R29). */
export class CwStatusField {
  constructor(
    private readonly settings: Pick<SettingsService, 'of'>,
    private readonly fills: StatusFillRequests,
  ) {}

  /**
   * Makes the field, or brings it up to date, while the settings use it, and has it filled once for what is linked already; else leaves it as
   * it is (requirement R30).
   */
  async keepUp(tx: Tx, connectionId: Id): Promise<void> {
    const { configuration } = await this.settings.of(tx, connectionId);
    if (configuration.opportunityMapping.statusSource !== 'custom_field') return this.fills.takeBack(tx, connectionId);
    const { status: statuses = [] } = await readReferenceLists(tx, connectionId, ['status']);
    // Before the lists were ever read there is nothing to offer, and what is offered must not vanish.
    if (statuses.length === 0) return;
    const before = await defineListField(tx, {
      entity: 'opportunity',
      name: CW_STATUS,
      options: offeredLabels(statuses),
      source: labelsById(statuses),
    });
    const renamed = renamedLabels(before, statuses);
    if (renamed.length > 0) await renameStatuses(tx, connectionId, renamed);
    await this.fills.ask(tx, connectionId);
  }
}
