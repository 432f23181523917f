import type { HistoryKind } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { HistoryKindEnum } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { SyncSettings } from '../settings/sync-settings.type.ts';

@ObjectType({
  description: 'A setting that differs, in words: "Stage for Proposal", from "3.Quote" to "4.Negotiation".',
})
export class SettingChange {
  @Field(() => String, { description: 'Dotted path; rows of maps stand in it by their ID.' })
  field: string;

  @Field(() => String)
  label: string;

  @Field(() => String, { nullable: true })
  from: string | null;

  @Field(() => String, { nullable: true })
  to: string | null;
}

@ObjectType({ description: 'One state that the settings were in, or an import of tax codes beside them.' })
export class SettingsRevision {
  @Field(() => ID)
  id: string;

  @Field(() => HistoryKindEnum)
  kind: HistoryKind;

  @Field(() => Int, { description: 'Of an import of tax codes: the revision that was in force.' })
  revision: number;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => String, { nullable: true, description: 'Who saved it; null for the first one, which nobody chose.' })
  actor: string | null;

  @Field(() => String, { nullable: true, description: 'What was done when it was not a plain change.' })
  note: string | null;

  @Field(() => Boolean)
  isCurrent: boolean;

  @Field(() => Boolean, {
    description:
      'Whether restoreSettings leads back to it: not for what is in force, nor for an import of tax codes. Tax regions are records of the CRM, which no revision holds.',
  })
  isRestorable: boolean;

  @Field(() => [SettingChange], { description: 'What it changed of the revision before.' })
  changes: SettingChange[];
}

@ObjectType()
export class SettingsRevisionPage {
  @Field(() => [SettingsRevision])
  items: SettingsRevision[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType({
  description: 'An ID of the document for which another one stands here: found by its exact label, or chosen.',
})
export class MatchedSetting {
  @Field(() => String)
  kind: string;

  @Field(() => String)
  field: string;

  @Field(() => String, { nullable: true, description: 'What it is called where the document was made.' })
  label: string | null;

  @Field(() => ID)
  id: string;

  @Field(() => ID)
  newId: string;

  @Field(() => String)
  newLabel: string;

  @Field(() => ID, { nullable: true, description: 'The one entry here of exactly the same label.' })
  suggestedId: string | null;
}

@ObjectType({ description: 'An ID of the document for which nothing stands here.' })
export class UnresolvedSetting {
  @Field(() => String)
  kind: string;

  @Field(() => String)
  field: string;

  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'What it is called where the document was made.' })
  label: string | null;

  @Field(() => String)
  reason: string;

  @Field(() => Boolean, { description: 'Chosen to go without it.' })
  isOmitted: boolean;

  @Field(() => ID, { nullable: true, description: 'The one entry here of exactly the same label.' })
  suggestedId: string | null;
}

@ObjectType()
export class ImportOption {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  label: string;
}

@ObjectType('ImportOptionList', { description: 'What can be chosen here in place of IDs of one kind.' })
export class ImportOptionListType {
  @Field(() => String)
  kind: string;

  @Field(() => String, { description: 'What one of them is called: location.' })
  word: string;

  @Field(() => [ImportOption])
  options: ImportOption[];
}

@InputType({ description: 'What stands here for an ID of the document, wherever it stands in it.' })
export class ImportChoiceInput {
  @Field(() => String)
  kind: string;

  @Field(() => ID)
  id: string;

  @Field(() => ID, { nullable: true, description: 'Null leaves it out.' })
  newId?: string | null;
}

@ObjectType()
export class ImportSettingsPayload {
  @Field(() => [SettingChange], { description: 'What the import changes, or would change.' })
  changes: SettingChange[];

  @Field(() => [MatchedSetting])
  matched: MatchedSetting[];

  @Field(() => [UnresolvedSetting])
  unresolved: UnresolvedSetting[];

  @Field(() => [ImportOptionListType], { description: 'For each kind of matched and unresolved IDs.' })
  options: ImportOptionListType[];

  @Field(() => Boolean)
  isApplied: boolean;

  @Field(() => SyncSettings, { nullable: true, description: 'The settings after it was applied.' })
  settings?: SyncSettings | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
