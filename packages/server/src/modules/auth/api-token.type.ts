import type { Role } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { RoleEnum } from '../../platform/graphql/enums.ts';
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

  @Field(() => String)
  prefix: string;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastUsedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt: Date | null;
}

@InputType()
export class CreateApiTokenInput {
  @Field(() => String)
  name: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => DateTimeScalar, { nullable: true })
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
