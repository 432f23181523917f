import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireEnrolling, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { administer } from '../people/administer.ts';
import { PersonPayload } from '../people/people.type.ts';
import { type Myself, myself } from '../people/profile.service.ts';
import { cookieOf } from '../session-answer.ts';
import type { SecondFactorService } from './second-factor.service.ts';
import {
  BeginSecondFactorPayload,
  RecoveryCodesPayload,
  SecondFactor,
  SecondFactorPayload,
  SignInSettings,
  SignInSettingsInput,
  SignInSettingsPayload,
} from './second-factor.type.ts';

@Resolver()
export class SecondFactorResolver {
  constructor(private readonly service: SecondFactorService) {}

  @Query(() => SecondFactor)
  async mySecondFactor(@Ctx() context: Context): Promise<SecondFactor> {
    const { actor, userId } = enrolling(context);
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.service.status(tx, userId));
  }

  @Mutation(() => BeginSecondFactorPayload, {
    description:
      'Needs the password of whoever has one; to replace a factor that is in use, one of its codes does as well.',
  })
  async beginSecondFactor(
    @Arg('password', () => String, { nullable: true }) password: string | null,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Ctx() context: Context,
  ): Promise<BeginSecondFactorPayload> {
    const me = enrolling(context);
    const { value, problems } = await problemsOf(() =>
      this.service.begin(me, { password, code }, context.remoteAddress),
    );
    return { ...value, problems };
  }

  @Mutation(() => RecoveryCodesPayload, {
    description:
      'Switches the factor on with a first code, ends the other sessions of the viewer, and sets a new cookie for this one: not over a socket.',
  })
  async confirmSecondFactor(
    @Arg('code', () => String) code: string,
    @Ctx() context: Context,
  ): Promise<RecoveryCodesPayload> {
    const me = enrolling(context);
    const cookie = cookieOf(context);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.confirm(tx, me, code)),
    );
    if (!value) return { problems };
    const { renewed, ...shown } = value;
    cookie.set(renewed.token, renewed.expiresAt);
    return { ...shown, problems };
  }

  @Mutation(() => RecoveryCodesPayload, { description: 'Needs the password or a code. The former ones end.' })
  async renewRecoveryCodes(
    @Arg('password', () => String, { nullable: true }) password: string | null,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Ctx() context: Context,
  ): Promise<RecoveryCodesPayload> {
    const me = meOf(context);
    const { value, problems } = await problemsOf(() =>
      this.service.renewRecoveryCodes(me, { password, code }, context.remoteAddress),
    );
    return { ...(value ? { recoveryCodes: value } : {}), problems };
  }

  @Mutation(() => SecondFactorPayload, { description: 'Needs the password or a code.' })
  async switchOffSecondFactor(
    @Arg('password', () => String, { nullable: true }) password: string | null,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Ctx() context: Context,
  ): Promise<SecondFactorPayload> {
    const me = meOf(context);
    const { value, problems } = await problemsOf(() =>
      this.service.switchOff(me, { password, code }, context.remoteAddress),
    );
    return { ...(value ? { secondFactor: value } : {}), problems };
  }

  @Mutation(() => PersonPayload, {
    description:
      'For somebody who lost it: signs them out; the next sign-in asks for the password alone. They are told by mail.',
  })
  async resetSecondFactor(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<PersonPayload> {
    const { value, problems } = await administer(context, (tx, actor) => this.service.reset(tx, id, actor));
    return { ...(value ? { person: value } : {}), problems };
  }

  @Query(() => SignInSettings)
  async signInSettings(@Ctx() context: Context): Promise<SignInSettings> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, (tx) => this.service.settings(tx));
  }

  @Mutation(() => SignInSettingsPayload, { description: 'Holds at once, also for those who are signed in.' })
  async saveSignInSettings(
    @Arg('input', () => SignInSettingsInput) input: SignInSettingsInput,
    @Ctx() context: Context,
  ): Promise<SignInSettingsPayload> {
    const { value, problems } = await administer(context, (tx, actor) => this.service.saveSettings(tx, input, actor));
    return { ...(value ? { settings: value } : {}), problems };
  }
}

const meOf = (context: Context): Myself => myself(requireRole(context, 'viewer'), context.sessionToken);

/** Also who has still to set one up. */
const enrolling = (context: Context): Myself => myself(requireEnrolling(context, 'viewer'), context.sessionToken);
