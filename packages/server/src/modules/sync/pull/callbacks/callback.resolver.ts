import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { problemsOf } from '../../../../platform/graphql/problem.type.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import { usableConnection } from '../../../connection/usable-connection.ts';
import { messagesRefused } from '../../messages/callback-description.messages.ts';
import { Callbacks, CallbacksPayload } from './callback.type.ts';
import type { CallbackEntries } from './callback-entries.service.ts';
import { type EndpointRow, eventsLastHour, findEndpoint } from './callbacks.queries.ts';

@Resolver()
export class CallbackResolver {
  constructor(
    private readonly connections: Connections,
    private readonly entries: CallbackEntries,
  ) {}

  @Query(() => Callbacks, { nullable: true, description: 'Null without a connection.' })
  callbacks(@Ctx() context: Context): Promise<Callbacks | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.view(tx), { readOnly: true });
  }

  @Mutation(() => CallbacksPayload, {
    description:
      'Looks after the callback entries in ConnectWise now: makes missing ones, switches on what was switched off.',
  })
  async checkCallbacks(@Ctx() context: Context): Promise<CallbacksPayload> {
    const { workspaceId } = requireRole(context, 'support');
    const { value, problems } = await problemsOf(async () => {
      const { id } = await context.database.inWorkspace(workspaceId, (tx) => usableConnection(this.connections, tx));
      await this.entries.check(workspaceId, id);
      return context.database.inWorkspace(workspaceId, (tx) => this.view(tx), { readOnly: true });
    });
    return { callbacks: value ?? null, problems };
  }

  private async view(tx: Tx): Promise<Callbacks | null> {
    const connection = await this.connections.active(tx);
    if (!connection) return null;
    const endpoint = await findEndpoint(tx, connection.id);
    const whyOff = this.entries.whyOff(connection);
    const state = whyOff ? 'off' : endpoint?.refusedSince ? 'failing' : (endpoint?.state ?? 'off');
    return {
      state,
      sentence: sentenceOf(connection, endpoint, whyOff),
      entries: (endpoint?.entries ?? []).map(({ entity, id }) => ({ entity, remoteId: id })),
      registeredAt: endpoint?.registeredAt ?? null,
      checkedAt: endpoint?.checkedAt ?? null,
      lastEventAt: endpoint?.lastEventAt ?? null,
      eventsLastHour: await eventsLastHour(tx, connection.id),
      renewed: endpoint?.renewed ?? 0,
      rejected: endpoint?.rejected ?? 0,
      rejectedAt: endpoint?.rejectedAt ?? null,
    };
  }
}

function sentenceOf({ state }: ConnectionRecord, endpoint: EndpointRow | null, whyOff: string | null): string {
  if (whyOff) return whyOff;
  if (state === 'paused') return 'The sync is paused; what ConnectWise tells meanwhile is read when it goes on.';
  if (endpoint?.refusedSince) return messagesRefused(endpoint.refused, endpoint.refusedSince);
  // Why they were off at the last look is no reason any more: nothing keeps them off now.
  if (endpoint?.state !== 'off' && endpoint?.reason) return endpoint.reason;
  if (endpoint?.state === 'active') return 'ConnectWise tells of changes at once; polls check it every 15 minutes.';
  if (state === 'error') return 'They are registered in ConnectWise once the connection works again.';
  return 'They are about to be registered in ConnectWise.';
}
