import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { Client } from './client.type.ts';

@InputType('ClientInput')
export class ClientInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  identifier?: string | null;

  @Field(() => String, { nullable: true })
  addressLine1?: string | null;

  @Field(() => String, { nullable: true })
  addressLine2?: string | null;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => String, { nullable: true })
  postalCode?: string | null;

  @Field(() => String, { nullable: true })
  country?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  website?: string | null;

  @Field(() => String, { nullable: true })
  type?: string | null;

  @Field(() => String, { nullable: true })
  status?: string | null;

  @Field(() => ID, { nullable: true })
  taxRegionId?: Id | null;

  @Field(() => [CustomFieldValueInput], { nullable: true, description: 'Those that are not sent stay.' })
  customFields?: CustomFieldValueInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was edited; refused when somebody saved meanwhile.',
  })
  version?: number | null;
}

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
