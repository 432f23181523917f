import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** A person at a client. */
@ObjectType('Contact')
export class Contact {
  @Field(() => ID)
  id: Id;

  clientId: Id;

  @Field(() => String)
  firstName: string;

  @Field(() => String, { nullable: true })
  lastName: string | null;

  @Field(() => String, { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => String, { nullable: true, description: 'Of the phone number.' })
  phoneExtension: string | null;

  @Field(() => String, { nullable: true })
  mobile: string | null;

  @Field(() => String, { nullable: true })
  title: string | null;

  @Field(() => Boolean)
  isPrimary: boolean;

  @Field(() => Boolean)
  isActive: boolean;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
