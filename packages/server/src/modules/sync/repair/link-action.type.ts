import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { EntityTypeEnum, OwnerEnum, register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import {
  type LinkActionKind,
  linkActionKinds,
  type TakenWay,
  takenWays,
  type UndoBlock,
  undoBlocks,
} from './link-action.ts';

export const LinkActionKindEnum = register(
  'LinkActionKind',
  linkActionKinds,
  'RECREATE_THERE: the record is gone from ConnectWise and made anew there; RECREATE_HERE: it is gone from the CRM and made anew here. NEVER_SYNC and ALLOW_SYNC also take a record that only ConnectWise has.',
);
export const UndoBlockEnum = register(
  'UndoBlock',
  undoBlocks,
  'LATER_CHANGE: somebody did something else about the record since, which is to be undone first. LINK_CHANGED: its link is not as the action left it.',
);
export const TakenWayEnum = register(
  'TakenWay',
  takenWays,
  'What becomes of the CRM record that is linked to the chosen record of ConnectWise. TAKE_OVER: its link goes to this one. MERGE: this client is merged into it, with contacts and opportunities.',
);

@InputType({ description: 'Whose value of one field shall stand.' })
export class FieldWinnerInput {
  @Field(() => String)
  field: string;

  @Field(() => OwnerEnum)
  winner: Owner;
}

@InputType()
export class LinkActionInput {
  @Field(() => LinkActionKindEnum)
  action: LinkActionKind;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID, { nullable: true, description: 'The record of the CRM.' })
  localId?: Id | null;

  @Field(() => String, { nullable: true, description: 'Of RELINK: the record of ConnectWise to link to.' })
  remoteId?: string | null;

  @Field(() => String, { nullable: true, description: 'Wanted for PAUSE and NEVER_SYNC.' })
  reason?: string | null;

  @Field(() => OwnerEnum, {
    nullable: true,
    description:
      'Of RELINK: whose values stand where both sides have one; else those of the owner. What only one side has goes to the other, unless `fields` says otherwise.',
  })
  winner?: Owner | null;

  @Field(() => [FieldWinnerInput], { nullable: true, description: 'Of RELINK: fields that are decided by themselves.' })
  fields?: FieldWinnerInput[] | null;

  @Field(() => TakenWayEnum, { nullable: true })
  ifTaken?: TakenWay | null;
}

@ObjectType('ComparedField', { description: 'One field of both records, as people read it.' })
export class ComparedFieldType {
  @Field(() => String)
  field: string;

  @Field(() => String)
  label: string;

  @Field(() => String, { nullable: true })
  crm: string | null;

  @Field(() => String, { nullable: true })
  connectwise: string | null;

  @Field(() => String, { nullable: true, description: 'What both last agreed on.' })
  base: string | null;

  @Field(() => Boolean)
  differs: boolean;

  @Field(() => OwnerEnum, {
    nullable: true,
    description: 'Whose value would stand; null where both are the same, or each keeps its own.',
  })
  winner: Owner | null;

  @Field(() => String, { nullable: true, description: 'Why the two stay different all the same.' })
  stays: string | null;
}

@ObjectType()
export class TakenRecord {
  @Field(() => ID)
  localId: Id;

  @Field(() => String)
  name: string;

  @Field(() => Boolean, { description: 'Whether this record can be merged into it.' })
  canMerge: boolean;
}

@ObjectType({ description: 'What an action on a link will do. Nothing has been written.' })
export class LinkActionPreview {
  @Field(() => [String], { description: 'What will happen, in sentences. Empty when it cannot be done.' })
  effects: string[];

  @Field(() => [String])
  warnings: string[];

  @Field(() => [ComparedFieldType])
  fields: ComparedFieldType[];

  @Field(() => TakenRecord, { nullable: true })
  taken: TakenRecord | null;

  @Field(() => String, { nullable: true })
  remoteName: string | null;

  @Field(() => [ProblemType], { description: 'Why it cannot be done.' })
  problems: Problem[];
}

@ObjectType({ description: 'Both records of a link as they stand now, and what both last agreed on.' })
export class LinkComparison {
  @Field(() => [ComparedFieldType])
  fields: ComparedFieldType[];

  @Field(() => Boolean, { description: 'ConnectWise does not have its record, or says that it is deleted.' })
  isGoneThere: boolean;

  @Field(() => String, { nullable: true })
  remoteName: string | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType('LinkAction', { description: 'Something that a person did about a link.' })
export class LinkActionType {
  @Field(() => ID)
  id: Id;

  @Field(() => LinkActionKindEnum)
  kind: LinkActionKind;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID)
  localId: Id;

  @Field(() => String, { nullable: true })
  remoteId: string | null;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => String)
  by: string;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => String)
  description: string;

  @Field(() => DateTimeScalar, { nullable: true })
  undoneAt: Date | null;

  @Field(() => String, { nullable: true })
  undoneBy: string | null;

  @Field(() => UndoBlockEnum, {
    nullable: true,
    description: 'Of `linkActions`: why it cannot be undone, as far as that is known beforehand.',
  })
  undoBlock?: UndoBlock | null;
}

@ObjectType()
export class LinkActionPage {
  @Field(() => [LinkActionType])
  items: LinkActionType[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class LinkActionPayload {
  @Field(() => LinkActionType, { nullable: true })
  action: LinkActionType | null;

  @Field(() => String, { nullable: true, description: 'What is still to come.' })
  note: string | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
