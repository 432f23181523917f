import type { ClosedOutcome } from '@causeway/shared/forms/configuration/closed-statuses';
import type { Configuration, ConfigurationSection } from '@causeway/shared/forms/configuration/configuration';
import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { FieldDirectionRow } from '@causeway/shared/forms/configuration/field-directions';
import type { FilterRule } from '@causeway/shared/forms/configuration/filters';
import type { Owner, SyncOptions } from '@causeway/shared/forms/configuration/options';
import type { ReferenceKind, SetupStep, StageKind } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import type { CustomField } from '../../crm/custom-fields/custom-field.type.ts';
import type { ProductMapChange } from '../mapping/product-map-change.rules.ts';
import type { MappedRegion } from '../mapping/tax-map.rules.ts';
import type { TaxPairChange } from '../mapping/tax-map-problems.rules.ts';

/** What stands around a configuration when it is judged: ConnectWise's lists and what the CRM has. */
export interface SetupFacts {
  lists: ReferenceLists;
  stages: readonly { id: Id; name: string; kind: StageKind; position: number }[];
  /** With the tax codes that they were imported from; pairs are the configuration's. */
  taxRegions: readonly MappedRegion[];
  /** The CRM's own custom fields, of every record; retired ones too. */
  crmFields: readonly CustomField[];
}

/** A change of some parts; what is left out stays. Parts that are lists of rows say in their section how they are merged. */
export type ConfigurationChange = {
  mode?: Configuration['mode'] | null;
  bundleMode?: Configuration['bundleMode'] | null;
  defaults?: DefaultsChange | null;
  stageMap?: StageMapChange[] | null;
  productMap?: ProductMapChange | null;
  taxMap?: { pairs: TaxPairChange[] } | null;
  options?: OptionsChange | null;
  filters?: readonly Omit<FilterRule, 'id'>[] | null;
  opportunityMapping?: Partial<Configuration['opportunityMapping']> | null;
  fieldDirections?: FieldDirectionChange[] | null;
  closedStatuses?: ClosedStatusChange[] | null;
  customFields?: CustomFieldChange[] | null;
  matching?: { threshold?: number | null } | null;
};

/** What is left out stays; null goes back to what ConnectWise, or the product, takes by itself. */
export type DefaultsChange = { [F in keyof Defaults]?: Defaults[F] | null };

/** What is left out, or null, stays. */
export interface OptionsChange {
  pushLost?: boolean | null;
  inactiveCompanies?: SyncOptions['inactiveCompanies'] | null;
  documentLinks?: { isOn?: boolean | null; expireAfterDays?: number | null } | null;
  owners?: { [E in keyof SyncOptions['owners']]?: Owner | null } | null;
  keepRunsDays?: number | null;
  reconcile?: { [O in keyof SyncOptions['reconcile']]?: SyncOptions['reconcile'][O] | null } | null;
}

/** What is left out stays; null frees it. */
export interface CustomFieldChange {
  remoteId: string;
  value?: string | null;
  customFieldId?: Id | null;
}

export type FieldDirectionChange = Pick<FieldDirectionRow, 'field' | 'direction'> & {
  owner?: Owner | null;
  asks?: boolean | null;
};

/** Null frees a status. */
export interface ClosedStatusChange {
  statusId: string;
  outcome?: ClosedOutcome | null;
}

/** The further ones that come in stay when they are left out. */
export interface StageMapChange {
  stageId: Id;
  remoteStageId?: string | null;
  remoteStatusId?: string | null;
  otherRemoteStageIds?: string[] | null | undefined;
  otherRemoteStatusIds?: string[] | null | undefined;
}

export interface SectionQuestion<K extends ConfigurationSection> {
  before: Configuration;
  next: Configuration;
  /** Null when the whole configuration is judged, at the start. */
  input: NonNullable<ConfigurationChange[K]> | null;
  facts: SetupFacts;
}

/** An option of ConnectWise that a part of the configuration names. */
export interface OptionUse {
  kind: ReferenceKind;
  remoteId: string;
  /** Where it stands, as a dotted path into the configuration: `stageMap.0.remoteStageId`. */
  field: string;
  /** Who uses it, in words: `Proposal`, `default stage`. */
  usedBy: string;
  /** CRM stages whose opportunities get it; left out where that cannot be told by the stage. */
  stageIds?: readonly Id[];
  /** Kept, but without effect as the rest is set: carried along in exports, not watched for drift. */
  isIdle?: boolean;
  /** It only comes in and is never sent: nothing waits for it, and an inactive one still stands at old records. */
  isInOnly?: boolean;
}

/** A record of the CRM that a part of the configuration names, so that an export can be matched elsewhere by name. */
export interface RecordUse {
  kind: 'crm_stage' | 'crm_tax_region' | 'crm_custom_field';
  id: Id;
  field: string;
}

/** How one part of the configuration is changed and judged. All of it is pure. */
export interface SectionRules<K extends ConfigurationSection> {
  key: K;
  /** The step of the set-up in which it is chosen. */
  step: SetupStep;
  merge(before: Configuration[K], input: NonNullable<ConfigurationChange[K]>): Configuration[K];
  /** What is wrong with it, each problem at its field; nothing wrong is saved. */
  problems(question: SectionQuestion<K>): Problem[];
  /** What is still to be chosen before the sync can start. */
  missing(next: Configuration, facts: SetupFacts): Problem[];
  /** Every option of ConnectWise that it names: watched for drift, shown by label in the history, matched by label on import. */
  uses?(configuration: Configuration, facts: SetupFacts): OptionUse[];
  /** Every record of the CRM that it names. */
  records?(configuration: Configuration): RecordUse[];
  /** Its fields in words, by dotted path below it without the IDs of rows: `remoteStageId` is `Stage`. */
  words?: Readonly<Record<string, string>>;
  /** Its values in words: `pull_only` is `Only from ConnectWise`. */
  values?: Readonly<Record<string, string>>;
  /** What holds of a row that is not there, by field: `direction` is `both`. */
  withoutRow?: Readonly<Record<string, unknown>>;
  /** What a row is called whose key is no ID: `company.phone` is `Client, phone`. */
  rowName?(key: string, facts: SetupFacts): string;
}

/** The same, with its key taken care of, so that all sections stand in one list. */
export interface Section {
  key: ConfigurationSection;
  step: SetupStep;
  apply(next: Configuration, change: ConfigurationChange): Configuration;
  problems(
    before: Configuration,
    next: Configuration,
    change: ConfigurationChange | null,
    facts: SetupFacts,
  ): Problem[];
  missing(next: Configuration, facts: SetupFacts): Problem[];
  uses(configuration: Configuration, facts: SetupFacts): OptionUse[];
  records(configuration: Configuration): RecordUse[];
  words: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  withoutRow: Readonly<Record<string, unknown>>;
  rowName: ((key: string, facts: SetupFacts) => string) | null;
}

export function section<K extends ConfigurationSection>(rules: SectionRules<K>): Section {
  const inputOf = (change: ConfigurationChange | null): NonNullable<ConfigurationChange[K]> | null =>
    change?.[rules.key] ?? null;
  return {
    key: rules.key,
    step: rules.step,
    apply: (next, change) => {
      const input = inputOf(change);
      return input === null ? next : { ...next, [rules.key]: rules.merge(next[rules.key], input) };
    },
    problems: (before, next, change, facts) => {
      const input = inputOf(change);
      if (change !== null && input === null) return [];
      return rules.problems({ before, next, input, facts });
    },
    missing: rules.missing,
    uses: rules.uses ?? (() => []),
    records: rules.records ?? (() => []),
    words: rules.words ?? {},
    values: rules.values ?? {},
    withoutRow: rules.withoutRow ?? {},
    rowName: rules.rowName ?? null,
  };
}
