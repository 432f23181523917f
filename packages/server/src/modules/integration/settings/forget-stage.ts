import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Saver, SettingsService } from '../configuration/settings.service.ts';
import { sections } from './sections.ts';
import type { SyncSettingsService } from './sync-settings.service.ts';

interface Stage {
  id: Id;
  name: string;
}

/** Where a stage is used besides the stage map, in words, by the part of the settings. */
const places: Readonly<Record<string, string>> = {
  defaults: 'is the default for opportunities that come in: choose another one under What to sync, Defaults',
  filters: 'is named by a filter: change that under What to sync, Filters',
};

/** Takes a stage that goes out of the stage map, as a revision of its own. ProblemsError "in_use" where another part of the settings names it. */
export async function forgetStage(
  tx: Tx,
  { settings, syncSettings }: { settings: SettingsService; syncSettings: SyncSettingsService },
  connectionId: Id,
  { stage, saver }: { stage: Stage; saver: Saver },
): Promise<void> {
  const { configuration } = await settings.of(tx, connectionId);
  const fields = sections.flatMap((section) =>
    (section.records?.(configuration) ?? [])
      .filter(({ kind, id }) => kind === 'crm_stage' && id === stage.id)
      .map(({ field }) => field.split('.')[0] ?? ''),
  );
  const elsewhere = fields.find((field) => field !== 'stageMap');
  if (elsewhere !== undefined)
    refuse('in_use', `"${stage.name}" ${places[elsewhere] ?? 'is used by the settings of the sync'}.`, 'id');
  if (!fields.includes('stageMap')) return;
  const emptied = { stageId: stage.id, remoteStageId: null, remoteStatusId: null };
  const none = { otherRemoteStageIds: [], otherRemoteStatusIds: [] };
  await syncSettings.save(tx, connectionId, { stageMap: [{ ...emptied, ...none }] }, saver);
}
