import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { Opportunity } from './opportunity.type.ts';

@InputType({ description: 'One of the opportunities that are edited together.' })
export class ChosenOpportunityInput {
  @Field(() => ID)
  id: Id;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was looked at; without it a save meanwhile is not noticed.',
  })
  version?: number | null;
}

@ObjectType({ description: 'An opportunity that was left as it is, and why.' })
export class RefusedOpportunity {
  @Field(() => ID)
  id: Id;

  @Field(() => String, { nullable: true, description: 'Null where it does not exist any more.' })
  name: string | null;

  @Field(() => String)
  code: string;

  @Field(() => String)
  message: string;
}

@ObjectType()
export class OpportunitiesPayload {
  @Field(() => [Opportunity], { description: 'Those that have the value now, or had it already.' })
  opportunities: Opportunity[];

  @Field(() => [RefusedOpportunity], { description: 'Those that were left as they are; the others went through.' })
  refused: RefusedOpportunity[];

  @Field(() => [ProblemType], { description: 'Why none was edited.' })
  problems: ProblemType[];
}
