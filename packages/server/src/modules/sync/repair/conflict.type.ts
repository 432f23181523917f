import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { DirectionEnum, EntityTypeEnum, OwnerEnum, register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { type ConflictFilter, type ConflictState, conflictOrders } from './conflicts.queries.ts';

export const ConflictStateEnum = register(
  'ConflictState',
  ['open', 'kept', 'restored', 'settled'] as const,
  'OPEN: a person is asked; KEPT: decided by the owner rule; RESTORED: the losing value was restored; SETTLED: a person chose, or, without a decidedBy, the question dissolved by itself.',
);

export const ConflictOrderEnum = register('ConflictOrder', conflictOrders);

@ObjectType({ description: 'A field that both sides had changed since they last agreed on it.' })
export class SyncConflict {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID)
  localId: Id;

  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  field: string;

  @Field(() => String)
  label: string;

  @Field(() => String, { nullable: true })
  crmValue: string | null;

  @Field(() => String, { nullable: true })
  connectwiseValue: string | null;

  @Field(() => String, { nullable: true, description: 'What both had agreed on before.' })
  baseValue: string | null;

  @Field(() => String, { nullable: true, description: 'Who edited the record in the CRM, where that is known.' })
  crmBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  crmAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who edited the record in ConnectWise last.' })
  connectwiseBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  connectwiseAt: Date | null;

  @Field(() => DirectionEnum, { description: 'Whether a pull or a push found it.' })
  foundBy: 'in' | 'out';

  @Field(() => OwnerEnum, {
    nullable: true,
    description: 'Whose value stands; null while a person is asked, and where both sides came to the same.',
  })
  winner: 'crm' | 'connectwise' | null;

  @Field(() => String, { description: 'Why it stands.' })
  why: string;

  @Field(() => ConflictStateEnum)
  state: ConflictState;

  @Field(() => String, { nullable: true })
  decidedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt: Date | null;

  @Field(() => DateTimeScalar)
  at: Date;
}

@ObjectType()
export class SyncConflictPage {
  @Field(() => [SyncConflict])
  items: SyncConflict[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: ConflictFilter;
}

@InputType()
export class SyncConflictFilter {
  @Field(() => EntityTypeEnum, { nullable: true })
  entity?: EntityType | null;

  @Field(() => ID, { nullable: true })
  localId?: Id | null;

  @Field(() => ConflictStateEnum, { nullable: true })
  state?: ConflictState | null;
}

@ObjectType()
export class SettleConflictPayload {
  @Field(() => SyncConflict, { nullable: true })
  conflict: SyncConflict | null;

  @Field(() => String, { nullable: true, description: 'What is still to come.' })
  note: string | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
