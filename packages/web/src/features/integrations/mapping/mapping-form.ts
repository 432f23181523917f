import { type ClosedOutcome, closedOutcomes } from '@causeway/shared/forms/configuration/closed-statuses';
import { closedStatusesOf, proposedOutcome } from '@causeway/shared/mapping/closed-outcome.rules';
import type { MappedStage, otherFields, RemoteOption, StageMapping } from '@causeway/shared/mapping/stage-mapping';
import { optionLabel } from '@causeway/shared/mapping/stage-mapping';
import { stageKinds } from '@causeway/shared/vocabulary';
import { msg, t } from '@lingui/core/macro';
import { isSame } from '../../../components/drafts/merge-draft.ts';
import type { FormProblem } from '../../../components/form-problems.tsx';
import { words } from '../../../components/language/language.ts';
import type {
  MappingOptionFieldsFragment,
  StageMapFieldsFragment,
  SyncSettingsInput,
} from '../../../graphql/graphql.ts';

export type MapField = 'remoteStageId' | 'remoteStatusId';
type OtherField = (typeof otherFields)[MapField];
type Row = { stageId: string } & Record<MapField, string> & Record<OtherField, string[]>;

export type Outcome = StageMapFieldsFragment['closedStatuses'][number]['outcome'];
type ClosedRow = { statusId: string; outcome: Outcome | '' };

/** What the page edits. Empty text means "not chosen". */
export type MappingValues = {
  stageMap: Row[];
  opportunityMapping: {
    statusSource: StageMapFieldsFragment['opportunityMapping']['statusSource'];
    wonStatusId: string;
    lostStatusId: string;
    closedStatusWins: boolean;
  };
  /** A row for each closed status of ConnectWise. */
  closedStatuses: ClosedRow[];
};

/** ConnectWise's lists. */
export type MappingLists = Pick<StageMapping, 'remoteStages' | 'statuses'>;

export const valuesOf = (
  { stageMap, opportunityMapping, closedStatuses }: StageMapFieldsFragment,
  { statuses }: Pick<MappingLists, 'statuses'>,
): MappingValues => ({
  stageMap: stageMap.map(({ stage, remoteStageId, remoteStatusId, otherRemoteStageIds, otherRemoteStatusIds }) => ({
    stageId: stage.id,
    remoteStageId: remoteStageId ?? '',
    remoteStatusId: remoteStatusId ?? '',
    otherRemoteStageIds: [...otherRemoteStageIds],
    otherRemoteStatusIds: [...otherRemoteStatusIds],
  })),
  opportunityMapping: {
    statusSource: opportunityMapping.statusSource,
    wonStatusId: opportunityMapping.wonStatusId ?? '',
    lostStatusId: opportunityMapping.lostStatusId ?? '',
    closedStatusWins: opportunityMapping.closedStatusWins,
  },
  closedStatuses: closedStatusesOf(statuses).map(({ remoteId }) => ({
    statusId: remoteId,
    outcome: closedStatuses.find(({ statusId }) => statusId === remoteId)?.outcome ?? '',
  })),
});

/** In a new set-up, what ConnectWise's own flags say of closed statuses stands chosen already, to be saved or changed. */
export function suggestedFor(
  { startedAt, closedStatuses }: StageMapFieldsFragment,
  saved: MappingValues,
  lists: MappingLists,
): MappingValues {
  return startedAt || closedStatuses.length > 0 ? saved : withProposals(saved, lists);
}

/** Closed statuses without a choice get what ConnectWise's own flags say. */
export const withProposals = (values: MappingValues, { statuses }: Pick<MappingLists, 'statuses'>): MappingValues => ({
  ...values,
  closedStatuses: values.closedStatuses.map((row) => ({ ...row, outcome: row.outcome || proposalFor(row, statuses) })),
});

function proposalFor({ statusId }: ClosedRow, statuses: readonly RemoteOption[]): Outcome | '' {
  const status = statuses.find(({ remoteId }) => remoteId === statusId);
  const outcome = status ? proposedOutcome(status) : null;
  return outcome === null ? '' : outcome === 'won' ? 'WON' : 'LOST';
}

/** Only what was changed here: rows that somebody else edits meanwhile are not set back. */
export function inputOf(values: MappingValues, saved: MappingValues): SyncSettingsInput {
  const rows = changedRows(values, saved);
  const closed = changedOutcomes(values, saved);
  const { wonStatusId, lostStatusId, ...others } = values.opportunityMapping;
  return {
    ...(rows.length > 0
      ? {
          stageMap: rows.map((row) => ({
            stageId: row.stageId,
            remoteStageId: row.remoteStageId || null,
            remoteStatusId: row.remoteStatusId || null,
            ...changedOthers(row, saved),
          })),
        }
      : {}),
    ...(isSame(values.opportunityMapping, saved.opportunityMapping)
      ? {}
      : { opportunityMapping: { ...others, wonStatusId: wonStatusId || null, lostStatusId: lostStatusId || null } }),
    ...(closed.length > 0
      ? { closedStatuses: closed.map(({ statusId, outcome }) => ({ statusId, outcome: outcome || null })) }
      : {}),
  };
}

/** The server counts the rows that it was sent; on the page a row stands at its stage. */
export function placeOfProblem(problem: FormProblem, values: MappingValues, saved: MappingValues): FormProblem {
  const [, part, index, field] = /^(stageMap|closedStatuses)\.(\d+)\.(\w+)$/.exec(problem.field ?? '') ?? [];
  if (!index || !field) return problem;
  if (part === 'closedStatuses') {
    const changed = changedOutcomes(values, saved)[Number(index)];
    const place = values.closedStatuses.findIndex((one) => one.statusId === changed?.statusId);
    return place < 0 ? problem : { ...problem, field: `closedStatuses.${place}.outcome` };
  }
  const row = changedRows(values, saved)[Number(index)];
  const at = values.stageMap.findIndex((one) => one.stageId === row?.stageId);
  return at < 0 ? problem : { ...problem, field: `stageMap.${at}.${field}` };
}

/** What was saved meanwhile, by somebody else or by this page, is taken over wherever it was not edited here. */
export function withNews(values: MappingValues, before: MappingValues, now: MappingValues): MappingValues {
  const newer = <T>(value: T, was: T | undefined, is: T): T => (isSame(value, was) ? is : value);
  const row = (list: readonly Row[], stageId: string) => list.find((one) => one.stageId === stageId);
  const { opportunityMapping: options } = values;
  const [was, is] = [before.opportunityMapping, now.opportunityMapping];
  return {
    stageMap: now.stageMap.map((saved) => {
      const [own, old] = [row(values.stageMap, saved.stageId), row(before.stageMap, saved.stageId)];
      if (!own) return saved;
      return {
        stageId: saved.stageId,
        remoteStageId: newer(own.remoteStageId, old?.remoteStageId, saved.remoteStageId),
        remoteStatusId: newer(own.remoteStatusId, old?.remoteStatusId, saved.remoteStatusId),
        otherRemoteStageIds: newer(own.otherRemoteStageIds, old?.otherRemoteStageIds, saved.otherRemoteStageIds),
        otherRemoteStatusIds: newer(own.otherRemoteStatusIds, old?.otherRemoteStatusIds, saved.otherRemoteStatusIds),
      };
    }),
    opportunityMapping: {
      statusSource: newer(options.statusSource, was.statusSource, is.statusSource),
      wonStatusId: newer(options.wonStatusId, was.wonStatusId, is.wonStatusId),
      lostStatusId: newer(options.lostStatusId, was.lostStatusId, is.lostStatusId),
      closedStatusWins: newer(options.closedStatusWins, was.closedStatusWins, is.closedStatusWins),
    },
    closedStatuses: now.closedStatuses.map((saved) => {
      const own = values.closedStatuses.find((one) => one.statusId === saved.statusId);
      const old = before.closedStatuses.find((one) => one.statusId === saved.statusId);
      return own ? { ...saved, outcome: newer(own.outcome, old?.outcome, saved.outcome) } : saved;
    }),
  };
}

/** What the rules go by while the form is edited: the same that a save of it would give. */
export function mappingOf(settings: StageMapFieldsFragment, values: MappingValues, lists: MappingLists): StageMapping {
  const { statusSource, wonStatusId, lostStatusId, closedStatusWins } = values.opportunityMapping;
  return {
    ...lists,
    stages: settings.stageMap.map(({ stage }, index): MappedStage => {
      const row = values.stageMap[index];
      return {
        ...stage,
        kind: stageKinds.find((kind) => kind.toUpperCase() === stage.kind) ?? 'open',
        remoteStageId: row?.remoteStageId || null,
        remoteStatusId: row?.remoteStatusId || null,
        otherRemoteStageIds: row?.otherRemoteStageIds ?? [],
        otherRemoteStatusIds: row?.otherRemoteStatusIds ?? [],
      };
    }),
    options: {
      statusSource: statusSource === 'MAP' ? 'map' : 'custom_field',
      wonStatusId: wonStatusId || null,
      lostStatusId: lostStatusId || null,
      closedStatusWins,
    },
    fallback: {
      remoteStageId: settings.mappingFallback.remoteStageId ?? null,
      remoteStatusId: settings.mappingFallback.remoteStatusId ?? null,
      stageId: settings.mappingFallback.stageId ?? null,
    },
    closedStatuses: values.closedStatuses.flatMap(({ statusId, outcome }) =>
      outcome ? [{ statusId, outcome: outcomeOf(outcome) }] : [],
    ),
  };
}

const outcomeOf = (outcome: Outcome): ClosedOutcome =>
  closedOutcomes.find((one) => one.toUpperCase() === outcome) ?? 'as_is';

/** The changes that a save would make, one sentence each. */
export function changesOf(values: MappingValues, saved: MappingValues, mapping: StageMapping): string[] {
  const label = (list: readonly RemoteOption[], id: string) => (id ? optionLabel(list, id) : t`not mapped`);
  const changes = changedRows(values, saved).flatMap((row) => {
    const before = saved.stageMap.find((one) => one.stageId === row.stageId);
    const name = mapping.stages.find((stage) => stage.id === row.stageId)?.name ?? '';
    const change = (field: MapField, word: string, list: readonly RemoteOption[]) =>
      before && before[field] !== row[field]
        ? [`${name}: ${word} ${label(list, before[field])} → ${label(list, row[field])}`]
        : [];
    const labels = (list: readonly RemoteOption[], ids: readonly string[]) =>
      ids.length === 0 ? t`none` : ids.map((id) => optionLabel(list, id)).join(', ');
    const others = (field: OtherField, words: string, list: readonly RemoteOption[]) =>
      before && !isSame(before[field], row[field])
        ? [`${name}: ${words} ${labels(list, before[field])} → ${labels(list, row[field])}`]
        : [];
    return [
      ...change('remoteStageId', t`stage`, mapping.remoteStages),
      ...others('otherRemoteStageIds', t`further stages that come in`, mapping.remoteStages),
      ...change('remoteStatusId', t`status`, mapping.statuses),
      ...others('otherRemoteStatusIds', t`further statuses that come in`, mapping.statuses),
    ];
  });
  const [was, is] = [saved.opportunityMapping, values.opportunityMapping];
  const option = (isChanged: boolean, sentence: string) => (isChanged ? [sentence] : []);
  return [
    ...changes,
    ...option(
      was.statusSource !== is.statusSource,
      is.statusSource === 'MAP' ? t`Status from the status map` : t`Status from the custom field CW Status`,
    ),
    ...option(was.wonStatusId !== is.wonStatusId, t`Won sets status ${label(mapping.statuses, is.wonStatusId)}`),
    ...option(was.lostStatusId !== is.lostStatusId, t`Lost sets status ${label(mapping.statuses, is.lostStatusId)}`),
    ...option(
      was.closedStatusWins !== is.closedStatusWins,
      is.closedStatusWins ? t`A closed status overrides the stage` : t`The stage decides before a closed status`,
    ),
    ...changedOutcomes(values, saved).map(
      ({ statusId, outcome }) => t`Status ${label(mapping.statuses, statusId)} means: ${outcomeWords[outcome]}`,
    ),
  ];
}

/** An entry of ConnectWise's list as the rules want it. */
export function optionsOf(items: readonly MappingOptionFieldsFragment[]): RemoteOption[] {
  return items.map(({ remoteId, label, isActive, flags }) => ({
    remoteId,
    label,
    isActive,
    flags: {
      wonFlag: isSet(flags, 'wonFlag'),
      lostFlag: isSet(flags, 'lostFlag'),
      closedFlag: isSet(flags, 'closedFlag'),
    },
  }));
}

const isSet = (flags: unknown, flag: string): boolean =>
  typeof flags === 'object' && flags !== null && Reflect.get(flags, flag) === true;

/** What an outcome is called on screen. */
export const outcomeWords: Readonly<Record<Outcome | '', string>> = words({
  WON: msg`Won`,
  LOST: msg`Lost`,
  AS_IS: msg`Leave as it is`,
  '': msg`not chosen`,
});

const changedOutcomes = (values: MappingValues, saved: MappingValues): ClosedRow[] =>
  values.closedStatuses.filter(
    (row) => row.outcome !== saved.closedStatuses.find((one) => one.statusId === row.statusId)?.outcome,
  );

/** Those that were changed, or that nothing is sent beside any more, so that the server says so. */
function changedOthers(row: Row, saved: MappingValues): Partial<Record<OtherField, string[]>> {
  const before = saved.stageMap.find((one) => one.stageId === row.stageId);
  const isSaid = (field: MapField, others: OtherField): boolean =>
    !isSame(row[others], before?.[others]) || (row[field] === '' && row[others].length > 0);
  return {
    ...(isSaid('remoteStageId', 'otherRemoteStageIds') ? { otherRemoteStageIds: row.otherRemoteStageIds } : {}),
    ...(isSaid('remoteStatusId', 'otherRemoteStatusIds') ? { otherRemoteStatusIds: row.otherRemoteStatusIds } : {}),
  };
}

const changedRows = (values: MappingValues, saved: MappingValues): Row[] =>
  values.stageMap.filter(
    (row) =>
      !isSame(
        row,
        saved.stageMap.find((one) => one.stageId === row.stageId),
      ),
  );
