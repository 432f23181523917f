import { Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { ToneEnum, type ToneWord } from '../../../../platform/graphql/enums.ts';
import { streamOfResolver, type WithStreams } from '../../../../platform/graphql/subscription.ts';
import type { LiveSignals } from '../../../audit/live/live-hub.ts';
import type { HealthService } from './health.service.ts';
import { HealthTrouble, IntegrationHealth } from './health.type.ts';

@Resolver(() => HealthTrouble)
export class HealthTroubleResolver {
  @FieldResolver(() => ToneEnum, { description: 'STOPPED or ATTENTION.' })
  level(@Root() { tone }: HealthTrouble): ToneWord {
    return tone;
  }
}

@Resolver(() => IntegrationHealth)
export class HealthResolver implements WithStreams {
  readonly streams = {
    integrationHealthChanged: (_args: unknown, context: Context) =>
      this.live.liveSignal(requireRole(context, 'viewer').workspaceId),
  };

  constructor(
    private readonly health: HealthService,
    private readonly live: LiveSignals,
  ) {}

  @Query(() => IntegrationHealth)
  integrationHealth(@Ctx() context: Context): Promise<IntegrationHealth> {
    return this.read(context);
  }

  @Subscription(() => IntegrationHealth, {
    description: 'The figures of the overview, again whenever they change.',
    subscribe: streamOfResolver,
  })
  integrationHealthChanged(@Root() _signal: unknown, @Ctx() context: Context): Promise<IntegrationHealth> {
    return this.read(context);
  }

  @FieldResolver(() => ToneEnum)
  level(@Root() { tone }: IntegrationHealth): ToneWord {
    return tone;
  }

  private read(context: Context): Promise<IntegrationHealth> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.health.of(tx), { readOnly: true });
  }
}
