import type { StageKind } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import type { Problem } from '../../../platform/errors.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { StageKindEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { administer, read } from '../request.ts';
import { pipelineStages } from './pipeline.queries.ts';
import type { PipelineService, Shaper } from './pipeline.service.ts';
import { PipelineStage } from './pipeline-stage.type.ts';

@ObjectType()
export class PipelinePayload {
  @Field(() => [PipelineStage], { description: 'All stages as they are now; none where something was refused.' })
  stages: PipelineStage[];

  @Field(() => [ProblemType])
  problems: Problem[];
}

@Resolver(() => PipelineStage)
export class PipelineResolver {
  constructor(private readonly service: PipelineService) {}

  @Query(() => [PipelineStage])
  pipelineStages(@Ctx() context: Context): Promise<PipelineStage[]> {
    return read(context, pipelineStages);
  }

  @Mutation(() => PipelinePayload)
  addPipelineStage(
    @Ctx() context: Context,
    @Arg('name', () => String) name: string,
    @Arg('kind', () => StageKindEnum, { defaultValue: 'open' }) kind: StageKind,
  ): Promise<PipelinePayload> {
    return answer(context, (tx, by) => this.service.add(tx, { name, kind }, by));
  }

  @Mutation(() => PipelinePayload)
  renamePipelineStage(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('name', () => String) name: string,
  ): Promise<PipelinePayload> {
    return answer(context, (tx, by) => this.service.rename(tx, { id, name }, by));
  }

  @Mutation(() => PipelinePayload)
  reorderPipelineStages(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: 'Every stage once, in the new order.' }) ids: Id[],
  ): Promise<PipelinePayload> {
    return answer(context, (tx, by) => this.service.reorder(tx, ids, by));
  }

  @Mutation(() => PipelinePayload, {
    description:
      'Takes a stage away: its opportunities go to another one of its kind, and its pair leaves the stage map.',
  })
  retirePipelineStage(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('moveTo', () => ID, { nullable: true, description: 'Wanted when opportunities are in it.' }) moveTo: Id | null,
  ): Promise<PipelinePayload> {
    return answer(context, (tx, by) => this.service.retire(tx, { id, moveTo: moveTo ?? null }, by));
  }
}

async function answer(
  context: Context,
  work: (tx: Tx, by: Shaper) => Promise<PipelineStage[]>,
): Promise<PipelinePayload> {
  const { value, problems } = await administer(context, (tx, { userId, name, origin }) =>
    work(tx, { userId, name, origin }),
  );
  return { stages: value ?? [], problems };
}
