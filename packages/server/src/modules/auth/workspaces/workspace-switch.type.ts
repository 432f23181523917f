import type { Role } from '@causeway/shared/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../../platform/graphql/enums.ts';
import type { Id } from '../../../platform/ids.ts';

@ObjectType({
  description: 'A workspace in which the viewer has the e-mail and the password that they signed in with.',
})
export class MyWorkspace {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => Boolean)
  isCurrent: boolean;
}
