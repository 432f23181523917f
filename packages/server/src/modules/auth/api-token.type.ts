import type { Role, TokenScope } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { RoleEnum, TokenScopeEnum } from '../../platform/graphql/enums.ts';
import { ProblemType } from '../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';

/** A key for programs. The secret itself is not kept, only its hash. */
@ObjectType()
export class ApiToken {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => [TokenScopeEnum])
  scopes: TokenScope[];

  @Field(() => String)
  prefix: string;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastUsedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'The network address that it was last used from.' })
  lastUsedAddress: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt: Date | null;

  @Field(() => ID, { nullable: true, description: 'The token that takes its place; both work until this one expires.' })
  replacedById: Id | null;
}

@InputType()
export class CreateApiTokenInput {
  @Field(() => String)
  name: string;

  @Field(() => RoleEnum, {
    nullable: true,
    deprecationReason: 'Say `scopes`. VIEWER stands for AUDIT, CRM and SETTINGS, SUPPORT for RETRY as well.',
  })
  role?: Role | null;

  @Field(() => [TokenScopeEnum], { nullable: true })
  scopes?: TokenScope[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'In 90 days unless said; at the latest after the longest life that the access settings allow.',
  })
  expiresAt?: Date | null;
}

@ObjectType({ description: '`secret` is shown once, here.' })
export class CreateApiTokenPayload {
  @Field(() => ApiToken, { nullable: true })
  token?: ApiToken;

  @Field(() => String, { nullable: true })
  secret?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class ApiTokenPayload {
  @Field(() => ApiToken, { nullable: true })
  token?: ApiToken;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: '`secret` is shown once, here. `replaced` is the old token with its end.' })
export class RotateApiTokenPayload {
  @Field(() => ApiToken, { nullable: true })
  token?: ApiToken;

  @Field(() => String, { nullable: true })
  secret?: string;

  @Field(() => ApiToken, { nullable: true })
  replaced?: ApiToken;

  @Field(() => [ProblemType])
  problems: Problem[];
}
