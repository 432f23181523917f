import { Arg, Ctx, Float, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import type { ApiTokenService } from './api-token.service.ts';
import {
  ApiToken,
  ApiTokenPayload,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RotateApiTokenPayload,
} from './api-token.type.ts';

@Resolver()
export class ApiTokenResolver {
  constructor(private readonly tokens: ApiTokenService) {}

  @Query(() => [ApiToken])
  async apiTokens(@Ctx() context: Context): Promise<ApiToken[]> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, (tx) => this.tokens.list(tx));
  }

  @Mutation(() => CreateApiTokenPayload)
  async createApiToken(
    @Arg('input', () => CreateApiTokenInput) input: CreateApiTokenInput,
    @Ctx() context: Context,
  ): Promise<CreateApiTokenPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.tokens.create(tx, input, actor)),
    );
    return { ...value, problems };
  }

  @Mutation(() => RotateApiTokenPayload, {
    description:
      'Makes a token of the same name, scopes and life in place of this one. Both work for `overlapHours` (24; 0 to 168).',
  })
  async rotateApiToken(
    @Arg('id', () => ID) id: string,
    @Arg('overlapHours', () => Float, { defaultValue: 24 }) overlapHours: number,
    @Ctx() context: Context,
  ): Promise<RotateApiTokenPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.tokens.rotate(tx, id, overlapHours, actor)),
    );
    return { ...value, problems };
  }

  @Mutation(() => ApiTokenPayload)
  async revokeApiToken(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ApiTokenPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.tokens.revoke(tx, id, actor)),
    );
    return { token: value, problems };
  }
}
