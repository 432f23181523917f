import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { JsonScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomField } from './custom-field.type.ts';

@InputType('CustomFieldValueInput')
export class CustomFieldValueInput {
  @Field(() => String)
  name: string;

  @Field(() => JsonScalar, { nullable: true })
  value?: unknown;
}

@InputType('CustomFieldInput')
export class CustomFieldInput {
  @Field(() => String, { description: 'client, contact, opportunity or product' })
  entity: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'text, number, date, checkbox or list' })
  type: string;

  @Field(() => [String], { nullable: true, description: 'Of a list.' })
  options?: string[] | null;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

@ObjectType('CustomFieldPayload')
export class CustomFieldPayload {
  @Field(() => CustomField, { nullable: true })
  customField?: CustomField | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}

@ObjectType('RemoveCustomFieldPayload')
export class RemoveCustomFieldPayload {
  @Field(() => ID, { nullable: true })
  removedId: Id | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Retired instead of removed, because records have values in it.',
  })
  isRetired: boolean | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
