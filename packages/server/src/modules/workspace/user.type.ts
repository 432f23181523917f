import type { Role } from '@causeway/shared/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../platform/graphql/enums.ts';
import type { Id } from '../../platform/ids.ts';

/** A person who may sign in to the workspace. */
@ObjectType()
export class User {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  email: string;

  @Field(() => String)
  name: string;

  @Field(() => RoleEnum)
  role: Role;
}
