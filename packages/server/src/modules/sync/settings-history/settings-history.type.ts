import type { HistoryKind } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { HistoryKindEnum } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { SyncSettings } from '../setup/sync-settings.type.ts';

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

@ObjectType({ description: 'An ID of the document for which another one stands here, found by its exact label.' })
export class MatchedSetting {
  @Field(() => String)
  kind: string;

  @Field(() => String)
  field: string;

  @Field(() => String)
  label: string;

  @Field(() => ID)
  id: string;

  @Field(() => ID)
  newId: string;
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
}

@ObjectType()
export class ImportSettingsPayload {
  @Field(() => [SettingChange], { description: 'What the import changes, or would change.' })
  changes: SettingChange[];

  @Field(() => [MatchedSetting])
  matched: MatchedSetting[];

  @Field(() => [UnresolvedSetting])
  unresolved: UnresolvedSetting[];

  @Field(() => Boolean)
  isApplied: boolean;

  @Field(() => SyncSettings, { nullable: true, description: 'The settings after it was applied.' })
  settings?: SyncSettings | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
