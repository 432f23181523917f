import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SessionAnswer } from '../session-answer.ts';
import { SignInPayload } from '../viewer.type.ts';
import { administer } from './administer.ts';
import type { InvitationService } from './invitation.service.ts';
import {
  AcceptInvitationInput,
  Invitation,
  InviteInput,
  InvitePayload,
  OpenInvitation,
  RemovedPayload,
} from './people.type.ts';

@Resolver()
export class InvitationResolver {
  constructor(
    private readonly service: InvitationService,
    private readonly answer: SessionAnswer,
  ) {}

  @Query(() => [Invitation], { description: 'Those not yet accepted.' })
  async invitations(@Ctx() context: Context): Promise<Invitation[]> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, (tx) => this.service.list(tx));
  }

  @Query(() => OpenInvitation, { nullable: true, description: 'Null when the link is used, withdrawn or too old.' })
  openInvitation(@Arg('token', () => String) token: string): Promise<OpenInvitation | null> {
    return this.service.find(token);
  }

  @Mutation(() => InvitePayload, { description: 'Valid for a week; replaces an earlier link to the same e-mail.' })
  async invitePerson(
    @Arg('input', () => InviteInput) input: InviteInput,
    @Ctx() context: Context,
  ): Promise<InvitePayload> {
    const { value, problems } = await administer(context, (tx, actor) => this.service.invite(tx, input, actor));
    return { ...value, problems };
  }

  @Mutation(() => RemovedPayload)
  async withdrawInvitation(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<RemovedPayload> {
    const { value, problems } = await administer(context, (tx, actor) => this.service.withdraw(tx, id, actor));
    return { removedId: value, problems };
  }

  @Mutation(() => SignInPayload, { description: 'Makes the person and signs them in. Works once for each link.' })
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return this.answer.signedIn(context, (caller) => this.service.accept(input, caller));
  }
}
