import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Id } from '../../../platform/ids.ts';
import { keysOf } from '../../../platform/typed-keys.ts';
import type { OptionUse, RecordUse, SetupFacts } from '../setup/section.ts';
import { defaultOptions } from './defaults-problems.rules.ts';

const defaultFields = keysOf(defaultOptions);

/** `ratingId` is `Default rating`. */
export const defaultWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(defaultFields.map((field) => [field, `Default ${defaultOptions[field].word}`])),
  closeDateOffsetDays: 'Days to the close date',
  localStageId: 'Default stage here',
  contactName: 'Contact that is made when there is none',
};

/** The CRM stage that pulled opportunities fall to. */
export const stagesOfDefaults = ({ defaults: { localStageId } }: Configuration): RecordUse[] =>
  localStageId ? [{ kind: 'crm_stage', id: localStageId, field: 'defaults.localStageId' }] : [];

/** The options that were chosen as defaults. What was left to ConnectWise's own flags always is an active one. */
export function usesOfDefaults(configuration: Configuration, { stages }: SetupFacts): OptionUse[] {
  const { defaults, stageMap } = configuration;
  const without = (field: 'remoteStageId' | 'remoteStatusId'): Id[] =>
    stages
      .filter(({ id, kind }) => kind === 'open' && !stageMap.find((row) => row.stageId === id)?.[field])
      .map((stage) => stage.id);
  return defaultFields.flatMap((field): OptionUse[] => {
    const remoteId = defaults[field];
    if (!remoteId) return [];
    const { kind, word } = defaultOptions[field];
    const use = { kind, remoteId, field: `defaults.${field}`, usedBy: `default ${word}` };
    if (field === 'stageId') return [{ ...use, stageIds: without('remoteStageId') }];
    return [field === 'statusId' ? { ...use, stageIds: without('remoteStatusId') } : use];
  });
}
