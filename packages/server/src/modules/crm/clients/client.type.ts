import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** A client as GraphQL shows it; fields without `@Field` are for resolvers of nested records. */
@ObjectType('Client')
export class Client {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  identifier: string | null;

  @Field(() => String, { nullable: true })
  addressLine1!: string | null;

  @Field(() => String, { nullable: true })
  addressLine2!: string | null;

  @Field(() => String, { nullable: true })
  city: string | null;

  @Field(() => String, { nullable: true })
  region: string | null;

  @Field(() => String, { nullable: true })
  postalCode: string | null;

  @Field(() => String, { nullable: true })
  country: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => String, { nullable: true })
  website: string | null;

  @Field(() => String, { nullable: true })
  type: string | null;

  @Field(() => String, { nullable: true })
  status: string | null;

  taxRegionId: Id | null;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
