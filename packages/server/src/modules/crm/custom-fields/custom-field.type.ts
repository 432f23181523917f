import { Field, ID, ObjectType } from 'type-graphql';
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
  type: 'text' | 'number' | 'date' | 'checkbox' | 'list';

  @Field(() => [String])
  options: string[];
}

@ObjectType('CustomFieldValue')
export class CustomFieldValue {
  @Field(() => String)
  name: string;

  @Field(() => JsonScalar, { nullable: true })
  value: unknown;
}
