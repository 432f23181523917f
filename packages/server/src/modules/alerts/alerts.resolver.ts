import { Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { streamOfResolver, type WithStreams } from '../../platform/graphql/subscription.ts';
import type { LiveSignals } from '../audit/live/live-hub.ts';
import { listAlerts } from './alerts.queries.ts';
import { AlertList } from './alerts.type.ts';

const MAX_SHOWN = 100;

@Resolver()
export class AlertsResolver implements WithStreams {
  readonly streams = {
    alertsChanged: (_args: unknown, context: Context) =>
      this.live.liveSignal(requireRole(context, 'viewer').workspaceId, { everyMs: 2_000 }),
  };

  constructor(private readonly live: LiveSignals) {}

  @Query(() => AlertList, { description: 'What somebody has to know of, and what was.' })
  alerts(@Ctx() context: Context): Promise<AlertList> {
    return this.read(context);
  }

  @Subscription(() => AlertList, {
    description: 'The alerts again, whenever one may have changed.',
    subscribe: streamOfResolver,
  })
  alertsChanged(@Root() _signal: unknown, @Ctx() context: Context): Promise<AlertList> {
    return this.read(context);
  }

  private async read(context: Context): Promise<AlertList> {
    const { workspaceId } = requireRole(context, 'viewer');
    const items = await context.database.inWorkspace(workspaceId, (tx) => listAlerts(tx, MAX_SHOWN), {
      readOnly: true,
    });
    return { open: items.filter(({ resolvedAt }) => resolvedAt === null).length, items };
  }
}
