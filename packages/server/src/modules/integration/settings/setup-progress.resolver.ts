import type { SetupState, SetupStep } from '@causeway/shared/vocabulary';
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { SetupStateEnum, SetupStepEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { SetupProgressService } from './setup-progress.service.ts';

@ObjectType('SetupStep', { description: 'A step of the set-up: how it stands, and what it still wants.' })
export class SetupStepType {
  @Field(() => SetupStepEnum)
  step: SetupStep;

  @Field(() => SetupStateEnum)
  state: SetupState;

  @Field(() => String, { nullable: true })
  note: string | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}

@Resolver()
export class SetupProgressResolver {
  constructor(private readonly progress: SetupProgressService) {}

  @Query(() => [SetupStepType], { description: 'The steps of the set-up in their order.' })
  setupSteps(@Ctx() context: Context): Promise<SetupStepType[]> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.progress.steps(tx));
  }
}
