import type { StageKind } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { StageKindEnum } from '../../../platform/graphql/enums.ts';
import type { Id } from '../../../platform/ids.ts';

/** A step of the pipeline. Entering one of kind won or lost wins or loses the opportunity. */
@ObjectType('PipelineStage')
export class PipelineStage {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => Int)
  position: number;

  @Field(() => StageKindEnum)
  kind: StageKind;
}
