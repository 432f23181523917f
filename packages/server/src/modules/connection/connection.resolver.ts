import { type ReferenceKind, referenceKinds } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { AppError } from '../../platform/errors.ts';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import type { ReferenceData } from './connection.ports.ts';
import type { CheckedConnection, ConnectionService } from './connection.service.ts';
import {
  ConnectInput,
  Connection,
  ConnectionPayload,
  connectionView,
  DisconnectPreview,
  ReferenceItem,
  ReferenceList,
  SandboxAccount,
} from './connection.type.ts';

@Resolver()
export class ConnectionResolver {
  constructor(
    private readonly connections: ConnectionService,
    private readonly references: ReferenceData,
  ) {}

  @Query(() => Connection, { nullable: true })
  async connection(@Ctx() context: Context): Promise<Connection | null> {
    const actor = requireRole(context, 'viewer');
    const found = await context.database.inWorkspace(actor.workspaceId, (tx) => this.connections.active(tx));
    return found && connectionView(found);
  }

  @Query(() => [ReferenceItem])
  async referenceItems(@Arg('kind', () => String) kind: string, @Ctx() context: Context): Promise<ReferenceItem[]> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.references.list(tx, kindOf(kind)));
  }

  @Query(() => [ReferenceList])
  async referenceLists(@Ctx() context: Context): Promise<ReferenceList[]> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.references.lists(tx));
  }

  @Query(() => [SandboxAccount], {
    description: 'Empty unless a sandbox answers at this address, which the operator has named.',
  })
  sandboxAccounts(@Arg('siteUrl', () => String) siteUrl: string, @Ctx() context: Context): Promise<SandboxAccount[]> {
    requireRole(context, 'admin');
    return this.connections.sandboxAccounts(siteUrl);
  }

  @Mutation(() => ConnectionPayload, {
    description: 'Normalizes the URL, verifies the keys against ConnectWise, then stores them sealed.',
  })
  async connect(
    @Arg('input', () => ConnectInput) input: ConnectInput,
    @Ctx() context: Context,
  ): Promise<ConnectionPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() => this.connections.connect(actor, input));
    return { connection: value ? connectionView(value) : null, problems };
  }

  @Query(() => DisconnectPreview)
  async disconnectPreview(
    @Arg('removeLinks', () => Boolean) removeLinks: boolean,
    @Ctx() context: Context,
  ): Promise<DisconnectPreview> {
    const { workspaceId } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.connections.disconnectPreview(tx, removeLinks)),
    );
    return { sentences: value ?? [], problems };
  }

  @Mutation(() => ConnectionPayload, {
    description:
      'Stops the sync and removes the keys. Links, settings and history are kept for a connection to the same company, or removed.',
  })
  async disconnect(
    @Arg('removeLinks', () => Boolean) removeLinks: boolean,
    @Ctx() context: Context,
  ): Promise<ConnectionPayload> {
    const actor = requireRole(context, 'admin');
    await this.connections.beforeDisconnect(actor);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.connections.disconnect(tx, actor, removeLinks)),
    );
    return { connection: value ? connectionView(value) : null, problems };
  }

  @Mutation(() => ConnectionPayload)
  async verifyConnection(@Ctx() context: Context): Promise<ConnectionPayload> {
    return checked(await this.connections.verify(requireRole(context, 'support')));
  }

  @Mutation(() => ConnectionPayload)
  async pauseConnection(
    @Arg('reason', () => String) reason: string,
    @Ctx() context: Context,
  ): Promise<ConnectionPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.connections.pause(tx, actor, reason)),
    );
    return { connection: value ? connectionView(value) : null, problems };
  }

  @Mutation(() => ConnectionPayload)
  async resumeConnection(@Ctx() context: Context): Promise<ConnectionPayload> {
    return checked(await this.connections.resume(requireRole(context, 'admin')));
  }
}

const checked = ({ connection, problems }: CheckedConnection): ConnectionPayload => ({
  connection: connectionView(connection),
  problems,
});

function kindOf(text: string): ReferenceKind {
  const kind = referenceKinds.find((k) => k === text);
  if (kind) return kind;
  throw new AppError(
    'invalid_input',
    `There is no list "${text.slice(0, 40)}". Known lists: ${referenceKinds.join(', ')}.`,
  );
}
