import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { read } from '../request.ts';
import { pipelineStages } from './pipeline.queries.ts';
import { PipelineStage } from './pipeline-stage.type.ts';

@Resolver(() => PipelineStage)
export class PipelineResolver {
  @Query(() => [PipelineStage])
  pipelineStages(@Ctx() context: Context): Promise<PipelineStage[]> {
    return read(context, pipelineStages);
  }
}
