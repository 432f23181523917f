import type { Role } from '@causeway/shared/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { RoleEnum } from '../../platform/graphql/enums.ts';
import { ProblemType } from '../../platform/graphql/problem.type.ts';
import { User } from '../workspace/user.type.ts';
import { Workspace } from '../workspace/workspace.type.ts';

/** Who is signed in, and what they may do. */
@ObjectType()
export class Viewer {
  @Field(() => User, { nullable: true })
  user: User | null;

  @Field(() => Workspace)
  workspace: Workspace;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => Boolean)
  canEdit: boolean;

  @Field(() => Boolean)
  canRetry: boolean;

  @Field(() => Boolean)
  canAdminister: boolean;

  @Field(() => Boolean)
  viaToken: boolean;
}

@ObjectType()
export class SignInPayload {
  @Field(() => Viewer, { nullable: true })
  viewer?: Viewer;

  @Field(() => [ProblemType])
  problems: Problem[];
}
