import { opportunityFields } from '@causeway/shared/forms/opportunity';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import { sentValuesOf, TakesFields } from '../plain-fields.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { Opportunity } from './opportunity.type.ts';

@InputType('OpportunityInput')
@TakesFields(opportunityFields)
export class OpportunityInput extends sentValuesOf(opportunityFields) {
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
