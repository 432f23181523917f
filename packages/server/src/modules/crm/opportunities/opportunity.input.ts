import { opportunityFields } from '@causeway/shared/forms/opportunity';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import { sentValuesOf, TakesFields } from '../plain-fields.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { Opportunity } from './opportunity.type.ts';
import { opportunityOrders } from './opportunity-request.ts';

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

export const OpportunityOrderEnum = register(
  'OpportunityOrder',
  opportunityOrders,
  'STAGE: in the order of the pipeline. CLOSE_DATE: the next one first. VALUE: by the one-time amount. Those that have nothing in the column come last.',
);

@ObjectType()
export class StageSum {
  @Field(() => ID)
  stageId: Id;

  @Field(() => Int)
  count: number;

  @Field(() => DecimalScalar, { description: 'What is paid once.' })
  oneTime: string;

  @Field(() => DecimalScalar, { description: 'What is paid each month.' })
  monthly: string;
}

@ObjectType('OpportunityPayload')
export class OpportunityPayload {
  @Field(() => Opportunity, { nullable: true })
  opportunity?: Opportunity | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
