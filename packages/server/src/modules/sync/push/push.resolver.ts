import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { refuse } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { loaderOf } from '../../../platform/graphql/loader.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { OpportunityPayload } from '../../crm/opportunities/opportunity.input.ts';
import { opportunityById } from '../../crm/opportunities/opportunity.queries.ts';
import { Opportunity } from '../../crm/opportunities/opportunity.type.ts';
import { withHeldEdits } from './held-edits.ts';
import type { PushRetryService } from './outbox/push-retry.service.ts';
import { readPushStatuses } from './outbox/push-status.queries.ts';
import { PushStateEnum, type PushStateWord, PushStatus } from './outbox/push-status.type.ts';

@Resolver(() => PushStatus)
export class PushStatusResolver {
  @FieldResolver(() => PushStateEnum)
  pushState(@Root() { state }: PushStatus): PushStateWord {
    return state;
  }
}

@Resolver(() => Opportunity)
export class PushResolver {
  constructor(
    private readonly retries: PushRetryService,
    private readonly deps: Parameters<typeof withHeldEdits>[1],
  ) {}

  @FieldResolver(() => PushStatus, { nullable: true })
  async push(@Root() opportunity: Opportunity, @Ctx() context: Context): Promise<PushStatus | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    const loader = loaderOf<Id, PushStatus>(context, 'opportunity.push', (ids) =>
      context.database.inWorkspace(
        workspaceId,
        async (tx) => withHeldEdits(tx, this.deps, await readPushStatuses(tx, ids)),
        { readOnly: true },
      ),
    );
    return (await loader.load(opportunity.id)) ?? null;
  }

  @Mutation(() => OpportunityPayload)
  async retryPush(
    @Ctx() context: Context,
    @Arg('opportunityId', () => ID) opportunityId: Id,
  ): Promise<OpportunityPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, async (tx) => {
        const opportunity = isId(opportunityId) ? await opportunityById(tx, opportunityId) : null;
        if (!opportunity) return refuse('not_found', 'This opportunity does not exist any more.', 'opportunityId');
        await this.retries.retry(tx, opportunity, actor);
        return opportunity;
      }),
    );
    return { opportunity: value ?? null, problems };
  }
}
