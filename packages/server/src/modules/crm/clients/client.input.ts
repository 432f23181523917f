import { clientFields } from '@causeway/shared/forms/client';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import { sentValuesOf, TakesFields } from '../plain-fields.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { clientOrders } from './client.queries.ts';
import { Client } from './client.type.ts';

@InputType('ClientInput')
@TakesFields(clientFields)
export class ClientInput extends sentValuesOf(clientFields) {
  @Field(() => [CustomFieldValueInput], { nullable: true, description: 'Those that are not sent stay.' })
  customFields?: CustomFieldValueInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was edited; refused when somebody saved meanwhile.',
  })
  version?: number | null;
}

export const ClientOrderEnum = register('ClientOrder', clientOrders);

@ObjectType('ClientPage')
export class ClientPage {
  @Field(() => [Client])
  items: Client[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: SqlFilter;
}

@ObjectType('ClientPayload')
export class ClientPayload {
  @Field(() => Client, { nullable: true })
  client?: Client | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
