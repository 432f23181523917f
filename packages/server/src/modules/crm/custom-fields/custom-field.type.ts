import type { CustomFieldType } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { JsonScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** A field that this workspace added to a record; `options` only for type "list". */
@ObjectType('CustomField')
export class CustomField {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  entity: string;

  @Field(() => String)
  name: string;

  /** text, number, date, checkbox or list */
  @Field(() => String)
  type: CustomFieldType;

  @Field(() => [String])
  options: string[];

  @Field(() => Int)
  version: number;

  @Field(() => Boolean, { description: 'Offered no more; the values that are there stay.' })
  isRetired: boolean;

  @Field(() => Boolean, { description: 'Kept by the sync with ConnectWise; nobody can edit it.' })
  isManaged: boolean;
}

@ObjectType('CustomFieldValue')
export class CustomFieldValue {
  @Field(() => String)
  name: string;

  @Field(() => JsonScalar, { nullable: true })
  value: unknown;
}
