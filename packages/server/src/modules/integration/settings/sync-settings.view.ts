import type { EffectiveSettings } from './sync-settings.service.ts';
import type { SyncSettings } from './sync-settings.type.ts';

/** The settings as the API shows them. */
export const settingsView = ({ configuration, ...settings }: EffectiveSettings): SyncSettings => ({
  ...configuration,
  ...settings,
  chosenDefaults: configuration.defaults,
  stageMap: settings.stageMap.map(
    ({ id, name, kind, position, otherRemoteStageIds, otherRemoteStatusIds, ...row }) => ({
      ...row,
      otherRemoteStageIds: otherRemoteStageIds ?? [],
      otherRemoteStatusIds: otherRemoteStatusIds ?? [],
      stage: { id, name, kind, position },
    }),
  ),
});
