import type { FilteredEntity, FilterFieldName, FilterOperator } from '@causeway/shared/forms/configuration/filters';
import type { Direction } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DirectionEnum, EntityTypeEnum, FilterFieldEnum, FilterOperatorEnum } from '../../../platform/graphql/enums.ts';

@ObjectType('FilterRule', {
  description:
    'A record must pass all rules of its kind and direction. `values` are IDs of ConnectWise (of CRM stages for stages of direction OUT), classes of products, "true" and "false", or one day.',
})
export class FilterRuleType {
  @Field(() => ID)
  id: string;

  @Field(() => EntityTypeEnum)
  entity: FilteredEntity;

  @Field(() => DirectionEnum)
  direction: Direction;

  @Field(() => FilterFieldEnum)
  field: FilterFieldName;

  @Field(() => FilterOperatorEnum)
  operator: FilterOperator;

  @Field(() => [String])
  values: string[];
}

@InputType('FilterRuleInput')
export class FilterRuleInput {
  @Field(() => EntityTypeEnum)
  entity: FilteredEntity;

  @Field(() => DirectionEnum)
  direction: Direction;

  @Field(() => FilterFieldEnum)
  field: FilterFieldName;

  @Field(() => FilterOperatorEnum)
  operator: FilterOperator;

  @Field(() => [String])
  values: string[];
}
