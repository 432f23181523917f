import type { ConfigurationSection } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind, SetupStep } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';

export type DriftCode =
  | 'option_inactive'
  | 'option_gone'
  | 'tax_rate_changed'
  | 'custom_field_required'
  | 'custom_field_apart'
  | 'custom_field_options'
  | 'custom_field_default';

/** Something of ConnectWise that settings use and that is not what it was: it can be used no more, or says another rate. */
export interface DriftTask {
  /** The same for the same thing in the same part, so that it is told once. */
  key: string;
  code: DriftCode;
  section: ConfigurationSection;
  /** Where it is mended. */
  step: SetupStep;
  kind: ReferenceKind;
  remoteId: string;
  /** As it was last called. */
  label: string;
  /** Where it stands in the configuration; empty for what was imported, which is no part of it. */
  fields: string[];
  usedBy: string[];
  message: string;
  /** What to do, in a sentence. */
  advice: string;
  /** Whether records that need it wait. */
  holdsBack: boolean;
  /** Whether a person may leave it as it is. */
  canAccept: boolean;
  /** CRM stages whose opportunities it concerns; null where that cannot be told by the stage. */
  stageIds: Id[] | null;
  /** The same for tax regions. */
  taxRegionIds: Id[] | null;
}

/** What keeps the settings from being put in force: a choice of theirs that cannot be carried out. */
export const isProblem = (task: Pick<DriftTask, 'holdsBack' | 'fields'>): boolean =>
  task.holdsBack && task.fields.length > 0;
