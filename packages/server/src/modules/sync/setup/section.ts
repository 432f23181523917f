import type { Configuration, ConfigurationSection } from '@causeway/shared/forms/configuration/configuration';
import type { SetupStep, StageKind } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';

/** What stands around a configuration when it is judged: ConnectWise's lists and what the CRM has. */
export interface SetupFacts {
  lists: ReferenceLists;
  stages: readonly { id: Id; name: string; kind: StageKind }[];
}

/** A change of some parts; what is left out stays. Parts that are lists of rows say in their section how they are merged. */
export type ConfigurationChange = {
  mode?: Configuration['mode'] | null;
  bundleMode?: Configuration['bundleMode'] | null;
  defaults?: Partial<Configuration['defaults']> | null;
  stageMap?: StageMapChange[] | null;
  matching?: { threshold?: number | null } | null;
};

export interface StageMapChange {
  stageId: Id;
  remoteStageId?: string | null;
  remoteStatusId?: string | null;
}

export interface SectionQuestion<K extends ConfigurationSection> {
  before: Configuration;
  next: Configuration;
  /** Null when the whole configuration is judged, at the start. */
  input: NonNullable<ConfigurationChange[K]> | null;
  facts: SetupFacts;
}

/** How one part of the configuration is changed and judged. All of it is pure. */
export interface SectionRules<K extends ConfigurationSection> {
  key: K;
  /** The step of the set-up in which it is chosen. */
  step: SetupStep;
  /** What it is called in sentences: `stage map`. */
  word: string;
  merge(before: Configuration[K], input: NonNullable<ConfigurationChange[K]>): Configuration[K];
  /** What is wrong with it, each problem at its field; nothing wrong is saved. */
  problems(question: SectionQuestion<K>): Problem[];
  /** What is still to be chosen before the sync can start. */
  missing(next: Configuration, facts: SetupFacts): Problem[];
}

/** The same, with its key taken care of, so that all sections stand in one list. */
export interface Section {
  key: ConfigurationSection;
  step: SetupStep;
  word: string;
  apply(next: Configuration, change: ConfigurationChange): Configuration;
  problems(
    before: Configuration,
    next: Configuration,
    change: ConfigurationChange | null,
    facts: SetupFacts,
  ): Problem[];
  missing(next: Configuration, facts: SetupFacts): Problem[];
}

export function section<K extends ConfigurationSection>(rules: SectionRules<K>): Section {
  const inputOf = (change: ConfigurationChange | null): NonNullable<ConfigurationChange[K]> | null =>
    (change?.[rules.key] as ConfigurationChange[K]) ?? null;
  return {
    key: rules.key,
    step: rules.step,
    word: rules.word,
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
  };
}
