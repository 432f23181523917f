import type { AuditOperation, AuditStatus, Direction, EntityType } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  AuditOperationEnum,
  AuditStatusEnum,
  DirectionEnum,
  EntityTypeEnum,
  register,
} from '../../platform/graphql/enums.ts';
import { PageInfo } from '../../platform/graphql/page-info.type.ts';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';
import type { FieldChange } from './diff.ts';

@ObjectType('FieldChange')
export class FieldChangeType {
  @Field(() => String)
  field: string;

  @Field(() => String, { description: 'What people call the field.' })
  label: string;

  @Field(() => JsonScalar, { nullable: true })
  from: unknown;

  @Field(() => JsonScalar, { nullable: true })
  to: unknown;

  /** The row of the log that tells of it, for those who know by which rule it went. */
  row?: AuditEvent;
}

/** A row of the log as it is read; `tx` and `seq` are its place in the live stream, `listed` what a list before the stream has shown. */
@ObjectType()
export class AuditEvent {
  @Field(() => ID)
  id: Id;

  tx: string;

  seq: string;

  listed?: string;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => DirectionEnum, { nullable: true })
  direction: Direction | null;

  @Field(() => EntityTypeEnum, { nullable: true })
  entity: EntityType | null;

  @Field(() => AuditOperationEnum)
  operation: AuditOperation;

  @Field(() => AuditStatusEnum)
  status: AuditStatus;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => ID, { nullable: true })
  localId: Id | null;

  @Field(() => String, { nullable: true })
  remoteId: string | null;

  @Field(() => ID, { nullable: true, description: 'The opportunity that it was done for, or its own.' })
  opportunityId: Id | null;

  @Field(() => String)
  description: string;

  @Field(() => String, { nullable: true })
  code: string | null;

  @Field(() => ID, { nullable: true })
  runId: Id | null;

  @Field(() => Int)
  attempt: number;

  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The trace in which the row was written, 32 hexadecimal digits: the same in the log lines, in errors and in the traces that an operator collects.',
  })
  traceId: string | null;

  @Field(() => Int, { nullable: true })
  durationMs: number | null;

  @Field(() => String, { nullable: true })
  actor: string | null;

  @Field(() => [FieldChangeType])
  changes: FieldChange[];
}

@InputType({
  description:
    'A row passes when it fits every part. A list wants one of its values; one that is empty does not narrow. With both, `status` and `statuses`, both must fit.',
})
export class AuditFilter {
  @Field(() => [DirectionEnum], { nullable: true })
  directions?: Direction[] | null;

  @Field(() => [EntityTypeEnum], { nullable: true })
  entities?: EntityType[] | null;

  @Field(() => [AuditStatusEnum], { nullable: true })
  statuses?: AuditStatus[] | null;

  @Field(() => AuditOperationEnum, { nullable: true })
  operation?: AuditOperation | null;

  @Field(() => [AuditOperationEnum], { nullable: true })
  operations?: AuditOperation[] | null;

  @Field(() => String, { nullable: true })
  code?: string | null;

  @Field(() => [String], { nullable: true })
  codes?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The name of who asked for it, as the rows tell it.' })
  actor?: string | null;

  @Field(() => [String], { nullable: true })
  actors?: string[] | null;

  @Field(() => DirectionEnum, { nullable: true })
  direction?: Direction | null;

  @Field(() => EntityTypeEnum, { nullable: true })
  entity?: EntityType | null;

  @Field(() => AuditStatusEnum, { nullable: true })
  status?: AuditStatus | null;

  @Field(() => ID, { nullable: true })
  runId?: Id | null;

  @Field(() => ID, { nullable: true })
  localId?: Id | null;

  @Field(() => String, { nullable: true })
  remoteId?: string | null;

  @Field(() => ID, { nullable: true })
  opportunityId?: Id | null;

  @Field(() => String, { nullable: true })
  text?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  to?: Date | null;
}

@ObjectType()
export class AuditPage {
  /** What the list was asked for, for counting. */
  filter: AuditFilter;

  counted?: Promise<RowCount>;

  @Field(() => [AuditEvent])
  items: AuditEvent[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => String, {
    description:
      'Where this list ends and the live stream begins: hand it to `auditEventAdded` as `after`, with the same filter, and no row is missed or comes twice.',
  })
  liveCursor: string;
}

export const countKinds = ['exact', 'at_least'] as const;
export type CountKind = (typeof countKinds)[number];
export const CountKindEnum = register(
  'CountKind',
  countKinds,
  'AT_LEAST: counting stopped there, since more would cost too much.',
);

/** How many rows a list has, as far as that was counted. */
export interface RowCount {
  value: number;
  kind: CountKind;
}
