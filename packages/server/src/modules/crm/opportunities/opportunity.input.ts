import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { Opportunity } from './opportunity.type.ts';

@InputType('OpportunityInput')
export class OpportunityInput {
  @Field(() => String)
  name: string;

  @Field(() => ID)
  clientId: Id;

  @Field(() => ID, { nullable: true })
  contactId?: Id | null;

  @Field(() => ID)
  stageId: Id;

  @Field(() => DateScalar, { nullable: true })
  expectedCloseDate?: string | null;

  @Field(() => ID, { nullable: true })
  ownerId?: Id | null;

  @Field(() => String, { nullable: true })
  notes?: string | null;

  @Field(() => [CustomFieldValueInput], { nullable: true })
  customFields?: CustomFieldValueInput[] | null;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

@ObjectType('OpportunityPage')
export class OpportunityPage {
  @Field(() => [Opportunity])
  items: Opportunity[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: SqlFilter;
}

@ObjectType('OpportunityPayload')
export class OpportunityPayload {
  @Field(() => Opportunity, { nullable: true })
  opportunity?: Opportunity | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
