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

  @Field(() => Boolean, {
    description:
      'Until their second factor is set up, everything but setting it up is refused ("second_factor_required").',
  })
  mustSetUpSecondFactor: boolean;
}

@ObjectType()
export class SignInPayload {
  @Field(() => Viewer, { nullable: true })
  viewer?: Viewer;

  @Field(() => String, {
    nullable: true,
    description:
      'In place of a viewer: hand it to `confirmSignIn` within ten minutes, with a code of the second factor.',
  })
  secondStep?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}
