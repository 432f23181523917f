import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { EntityTypeEnum, register } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';

const undoStates = ['possible', 'running', 'done'] as const;
export const UndoStateEnum = register('UndoState', undoStates);

@ObjectType()
export class UndoEntry {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int)
  count: number;

  @Field(() => String, { nullable: true, description: 'Why these stay; null for those that are removed.' })
  reason: string | null;
}

@ObjectType({
  description:
    'What undoing a first sync removes from the CRM, or has removed, and what stays and why. ConnectWise is not touched.',
})
export class SyncUndo {
  @Field(() => UndoStateEnum)
  state: (typeof undoStates)[number];

  @Field(() => [UndoEntry])
  entries: UndoEntry[];

  @Field(() => [String], { description: 'What it does, or did, in sentences.' })
  sentences: string[];

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;
}

@ObjectType()
export class SyncUndoPayload {
  @Field(() => SyncUndo, { nullable: true })
  undo: SyncUndo | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
