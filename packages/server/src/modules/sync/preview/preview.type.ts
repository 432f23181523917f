import type { EntityType, PreviewOperation, PreviewState } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { EntityTypeEnum, PreviewOperationEnum, PreviewStateEnum } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { FieldChangeType } from '../../audit/audit-event.type.ts';
import type { FieldChange } from '../../audit/diff.ts';
import { RunEntity } from '../pull/runs/run-entity.type.ts';

@ObjectType({
  description:
    'What a sync would do, found out by the very code that syncs, without writing anything. Start by its ID.',
})
export class SyncPreview {
  @Field(() => ID)
  id: Id;

  @Field(() => PreviewStateEnum)
  state: PreviewState;

  @Field(() => Int, { description: 'Of the settings that it goes by.' })
  settingsRevision: number;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true })
  requestedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Who ended it before its time.' })
  cancelledBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  error: string | null;

  @Field(() => [RunEntity], { description: '`failed` are the records that would need a person.' })
  entities: RunEntity[];

  @Field(() => [String], { description: 'What has changed since, in words; empty while it still holds.' })
  changedSince: string[];
}

@ObjectType()
export class SyncPreviewPayload {
  @Field(() => SyncPreview, { nullable: true })
  preview: SyncPreview | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'A record and what a sync would do with it.' })
export class PreviewRecord {
  @Field(() => ID)
  id: string;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => PreviewOperationEnum)
  operation: PreviewOperation;

  @Field(() => String)
  name: string;

  @Field(() => String)
  remoteId: string;

  @Field(() => ID, { nullable: true, description: 'The CRM record that is there already.' })
  localId: Id | null;

  @Field(() => String, { nullable: true })
  code: string | null;

  @Field(() => String)
  reason: string;

  @Field(() => [FieldChangeType], { description: 'Of a new record: all that it would hold.' })
  changes: FieldChange[];
}

@ObjectType()
export class PreviewRecordPage {
  @Field(() => [PreviewRecord])
  items: PreviewRecord[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}
