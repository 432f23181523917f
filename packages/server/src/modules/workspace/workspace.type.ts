import { Field, ID, ObjectType } from 'type-graphql';
import type { Id } from '../../platform/ids.ts';

/** The tenant: every other row belongs to one. */
@ObjectType()
export class Workspace {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'As "America/New_York".' })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217: "USD".' })
  currency: string;
}
