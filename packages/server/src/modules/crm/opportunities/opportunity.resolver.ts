import type { StageKind, SyncStanding } from '@causeway/shared/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { StageKindEnum } from '../../../platform/graphql/enums.ts';
import { OffsetArg } from '../../../platform/graphql/offset-arg.ts';
import { DateScalar } from '../../../platform/graphql/scalars.ts';
import { askedOfField, askedOfRows } from '../../../platform/graphql/selection.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { OrderArg, StandingArg } from '../list-arguments.ts';
import type { StandsSql } from '../listed-records.ts';
import { change, read } from '../request.ts';
import {
  OpportunityInput,
  OpportunityOrderEnum,
  OpportunityPage,
  OpportunityPayload,
  StageSum,
} from './opportunity.input.ts';
import { opportunityById, opportunityFilter, opportunityPage } from './opportunity.queries.ts';
import type { OpportunityService } from './opportunity.service.ts';
import { Opportunity, type ReadLinkAlong } from './opportunity.type.ts';
import type { OpportunityOrder } from './opportunity-request.ts';
import { sumsByStage } from './ordered-opportunities.queries.ts';

const CloseDayArg = (name: 'closesFrom' | 'closesTo') =>
  Arg(name, () => DateScalar, {
    nullable: true,
    description: 'Narrows to those that are expected to close between two days, both included.',
  });

@Resolver(() => Opportunity)
export class OpportunityResolver {
  constructor(
    private readonly service: OpportunityService,
    private readonly linkAlong: ReadLinkAlong,
    private readonly stands: StandsSql,
  ) {}

  @Query(() => Opportunity, { nullable: true })
  opportunity(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<Opportunity | null> {
    return read(context, (tx) => opportunityById(tx, id));
  }

  @Query(() => OpportunityPage)
  opportunities(
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @OffsetArg() offset: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('stageId', () => ID, { nullable: true }) stageId: Id | null,
    @Arg('kind', () => StageKindEnum, { nullable: true }) kind: StageKind | null,
    @Arg('clientId', () => ID, { nullable: true }) clientId: Id | null,
    @Arg('ownerId', () => ID, { nullable: true }) ownerId: Id | null,
    @StandingArg() standing: SyncStanding | null,
    @OrderArg(() => OpportunityOrderEnum) orderBy: OpportunityOrder | null,
    @Arg('descending', () => Boolean, {
      nullable: true,
      description: 'Unless said, VALUE begins with the highest, and every other order with the lowest.',
    })
    descending: boolean | null,
    @Arg('hasNextStep', () => Boolean, { nullable: true, description: 'Whether it has an open activity.' })
    hasNextStep: boolean | null,
    @CloseDayArg('closesFrom') closesFrom: string | null,
    @CloseDayArg('closesTo') closesTo: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpportunityPage> {
    const asked = askedOfRows(info);
    const along = {
      asked,
      client: asked.has('client') ? askedOfField(info, 'client') : null,
      stage: asked.has('stage'),
      link: asked.has('link') ? this.linkAlong : null,
    };
    const request = {
      first,
      after,
      offset,
      search,
      stageId,
      kind,
      clientId,
      ownerId,
      standing,
      orderBy,
      descending,
      hasNextStep,
      closesFrom,
      closesTo,
    };
    return read(context, (tx) => opportunityPage(tx, request, along, this.stands));
  }

  @Query(() => [StageSum], {
    description:
      'What the opportunities of each stage are worth together, before tax. Stages without any are left out.',
  })
  pipelineSums(
    @Ctx() context: Context,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('kind', () => StageKindEnum, { nullable: true }) kind: StageKind | null,
    @Arg('clientId', () => ID, { nullable: true }) clientId: Id | null,
    @Arg('ownerId', () => ID, { nullable: true }) ownerId: Id | null,
    @StandingArg() standing: SyncStanding | null,
    @Arg('hasNextStep', () => Boolean, { nullable: true, description: 'Whether it has an open activity.' })
    hasNextStep: boolean | null,
    @CloseDayArg('closesFrom') closesFrom: string | null,
    @CloseDayArg('closesTo') closesTo: string | null,
  ): Promise<StageSum[]> {
    const request = { search, kind, clientId, ownerId, standing, hasNextStep, closesFrom, closesTo };
    return read(context, (tx) => sumsByStage(tx, opportunityFilter(request, this.stands)));
  }

  @Mutation(() => OpportunityPayload)
  createOpportunity(
    @Ctx() context: Context,
    @Arg('input', () => OpportunityInput) input: OpportunityInput,
  ): Promise<OpportunityPayload> {
    return answer(context, (tx, origin) => this.service.create(tx, input, origin));
  }

  @Mutation(() => OpportunityPayload)
  updateOpportunity(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => OpportunityInput) input: OpportunityInput,
  ): Promise<OpportunityPayload> {
    return answer(context, (tx, origin) => this.service.update(tx, id, input, origin));
  }

  @Mutation(() => OpportunityPayload, {
    description:
      'Accepts `quoteId` (or the only quote that is not declined) and moves the opportunity to the won stage; the push follows.',
  })
  markOpportunityWon(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('quoteId', () => ID, { nullable: true }) quoteId: Id | null,
  ): Promise<OpportunityPayload> {
    return answer(context, (tx, origin) => this.service.markWon(tx, id, { quoteId: quoteId ?? null }, origin));
  }

  @Mutation(() => OpportunityPayload)
  markOpportunityLost(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<OpportunityPayload> {
    return answer(context, (tx, origin) => this.service.markLost(tx, id, origin));
  }

  @Mutation(() => OpportunityPayload)
  reopenOpportunity(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('stageId', () => ID, { nullable: true }) stageId: Id | null,
  ): Promise<OpportunityPayload> {
    return answer(context, (tx, origin) => this.service.reopen(tx, id, { stageId: stageId ?? null }, origin));
  }
}

async function answer(context: Context, work: (tx: Tx, origin: Origin) => Promise<Id>): Promise<OpportunityPayload> {
  const { value, problems } = await change(context, async (tx, { origin }) =>
    opportunityById(tx, await work(tx, origin)),
  );
  return { opportunity: value, problems };
}
