import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { refuseNoId } from '../../../platform/graphql/arguments.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { change } from '../request.ts';
import type { EditedTogether, OpportunitiesTogether } from './opportunities-together.service.ts';
import { ChosenOpportunityInput, OpportunitiesPayload } from './opportunities-together.type.ts';
import { opportunitiesById } from './opportunity.queries.ts';

/** Each is an edit with its own row in the log and, by the mode, its own push, all in one transaction. */
const MAX_TOGETHER = 100;

@Resolver()
export class OpportunitiesTogetherResolver {
  constructor(private readonly together: OpportunitiesTogether) {}

  @Mutation(() => OpportunitiesPayload, {
    description:
      'Moves up to 100 open opportunities to an open stage, each as `updateOpportunity` does. Those that are won or lost are left: they are won, lost and reopened one by one.',
  })
  setStageOfOpportunities(
    @Ctx() context: Context,
    @Arg('opportunities', () => [ChosenOpportunityInput]) opportunities: ChosenOpportunityInput[],
    @Arg('stageId', () => ID) stageId: Id,
  ): Promise<OpportunitiesPayload> {
    return answer(context, opportunities, (tx, origin) => this.together.setStage(tx, opportunities, stageId, origin));
  }

  @Mutation(() => OpportunitiesPayload, {
    description:
      'Gives up to 100 opportunities an owner, or none where `ownerId` is left out, each as `updateOpportunity` does.',
  })
  setOwnerOfOpportunities(
    @Ctx() context: Context,
    @Arg('opportunities', () => [ChosenOpportunityInput]) opportunities: ChosenOpportunityInput[],
    @Arg('ownerId', () => ID, { nullable: true }) ownerId: Id | null,
  ): Promise<OpportunitiesPayload> {
    if (ownerId !== null) refuseNoId([ownerId], 'ownerId');
    return answer(context, opportunities, (tx, origin) => this.together.setOwner(tx, opportunities, ownerId, origin));
  }
}

async function answer(
  context: Context,
  chosen: readonly ChosenOpportunityInput[],
  work: (tx: Tx, origin: Origin) => Promise<EditedTogether>,
): Promise<OpportunitiesPayload> {
  if (chosen.length > MAX_TOGETHER)
    throw new AppError('invalid_input', `Edit at most ${MAX_TOGETHER} opportunities at once.`, {
      field: 'opportunities',
    });
  refuseNoId(
    chosen.map(({ id }) => id),
    'opportunities',
  );
  const { value, problems } = await change(context, async (tx, { origin }) => {
    const { done, refused } = await work(tx, origin);
    return { opportunities: [...(await opportunitiesById(tx, done)).values()], refused };
  });
  return { ...(value ?? { opportunities: [], refused: [] }), problems };
}
