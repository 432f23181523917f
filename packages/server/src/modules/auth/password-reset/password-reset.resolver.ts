import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { PasswordResetService } from './password-reset.service.ts';
import {
  OpenPasswordReset,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
} from './password-reset.type.ts';

@Resolver()
export class PasswordResetResolver {
  constructor(private readonly service: PasswordResetService) {}

  @Mutation(() => RequestPasswordResetPayload, {
    description:
      'For somebody who forgot it: mails a link that is valid for an hour and works once, one for each workspace that knows the e-mail.',
  })
  async requestPasswordReset(
    @Arg('email', () => String) email: string,
    @Ctx() context: Context,
  ): Promise<RequestPasswordResetPayload> {
    const { value, problems } = await problemsOf(() => this.service.ask(email, context.remoteAddress));
    return { ...value, problems };
  }

  @Query(() => OpenPasswordReset, { nullable: true, description: 'Null when the link is used, replaced or too old.' })
  openPasswordReset(@Arg('token', () => String) token: string): Promise<OpenPasswordReset | null> {
    return this.service.find(token);
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Ends all sessions of the person and signs nobody in. Works once for each link.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput) input: ResetPasswordInput,
    @Ctx() context: Context,
  ): Promise<ResetPasswordPayload> {
    const { value, problems } = await problemsOf(() => this.service.set(input, context.remoteAddress));
    return { ...value, problems };
  }
}
