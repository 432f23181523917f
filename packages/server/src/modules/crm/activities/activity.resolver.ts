import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { User } from '../../workspace/user.type.ts';
import { DeletePayload } from '../documents/document.input.ts';
import { nextStepOf, opportunityOf, ownerOf } from '../loaders.ts';
import { Opportunity } from '../opportunities/opportunity.type.ts';
import { change, read } from '../request.ts';
import {
  ActivityInput,
  ActivityPage,
  ActivityPayload,
  type ActivityState,
  ActivityStateEnum,
} from './activity.input.ts';
import { activityById, activityPage, countActivities } from './activity.queries.ts';
import type { ActivityService } from './activity.service.ts';
import { Activity } from './activity.type.ts';

@Resolver(() => Activity)
export class ActivityResolver {
  constructor(private readonly service: ActivityService) {}

  @Query(() => ActivityPage, {
    description:
      'What is to be done first, by its due date; then what is done and noted. Of the whole workspace unless narrowed.',
  })
  activities(
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('opportunityId', () => ID, { nullable: true }) opportunityId: Id | null,
    @Arg('ownerId', () => ID, { nullable: true }) ownerId: Id | null,
    @Arg('isMine', () => Boolean, { nullable: true, description: 'Those that you own; a token owns none.' })
    isMine: boolean | null,
    @Arg('state', () => ActivityStateEnum, { nullable: true }) state: ActivityState | null,
  ): Promise<ActivityPage> {
    const { origin } = requireRole(context, 'viewer');
    const own = origin.kind === 'user' ? origin.userId : 'nobody';
    return read(context, (tx) =>
      activityPage(tx, { first, after, opportunityId, ownerId: isMine ? own : ownerId, state }),
    );
  }

  @Mutation(() => ActivityPayload)
  createActivity(
    @Ctx() context: Context,
    @Arg('opportunityId', () => ID) opportunityId: Id,
    @Arg('input', () => ActivityInput) input: ActivityInput,
  ): Promise<ActivityPayload> {
    return answer(context, (tx, origin) => this.service.create(tx, opportunityId, input, origin));
  }

  @Mutation(() => ActivityPayload)
  updateActivity(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => ActivityInput) input: ActivityInput,
  ): Promise<ActivityPayload> {
    return answer(context, (tx, origin) => this.service.update(tx, id, input, origin));
  }

  @Mutation(() => ActivityPayload, { description: 'Says that it is done, or that it is open again.' })
  completeActivity(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('isDone', () => Boolean, { defaultValue: true }) isDone: boolean,
  ): Promise<ActivityPayload> {
    return answer(context, (tx, origin) => this.service.settle(tx, id, isDone, origin));
  }

  @Mutation(() => DeletePayload)
  async deleteActivity(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<DeletePayload> {
    const { value, problems } = await change(context, (tx, { origin }) => this.service.delete(tx, id, origin));
    return { deletedId: value, problems };
  }

  @FieldResolver(() => Opportunity)
  opportunity(@Ctx() context: Context, @Root() { opportunityId }: Activity): Promise<Opportunity> {
    return opportunityOf(context, opportunityId);
  }

  @FieldResolver(() => User, { nullable: true })
  owner(@Ctx() context: Context, @Root() { ownerId }: Activity): Promise<User | null> {
    return ownerOf(context, ownerId);
  }
}

@Resolver(() => Opportunity)
export class NextStepResolver {
  @FieldResolver(() => Activity, {
    nullable: true,
    description: 'The open activity that is due first; null when nothing is planned.',
  })
  nextStep(@Ctx() context: Context, @Root() { id }: Opportunity): Promise<Activity | null> {
    return nextStepOf(context, id);
  }
}

@Resolver(() => ActivityPage)
export class ActivityPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: ActivityPage): Promise<number> {
    return read(context, (tx) => countActivities(tx, page.filter));
  }
}

async function answer(context: Context, work: (tx: Tx, origin: Origin) => Promise<Id>): Promise<ActivityPayload> {
  const { value, problems } = await change(context, async (tx, { origin }) => activityById(tx, await work(tx, origin)));
  return { activity: value, problems };
}
