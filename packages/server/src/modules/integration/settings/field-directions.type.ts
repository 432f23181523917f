import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import type { Owner } from '@causeway/shared/forms/configuration/options';
import { Field, InputType, ObjectType } from 'type-graphql';
import { FieldDirectionEnum, OwnerEnum } from '../../../platform/graphql/enums.ts';

@ObjectType('FieldDirectionRow', { description: 'Which way a field goes; fields without a row go both ways.' })
export class FieldDirectionType {
  @Field(() => String, { description: 'Record and field: `company.phone`.' })
  field: string;

  @Field(() => FieldDirectionEnum)
  direction: FieldDirection;

  @Field(() => OwnerEnum, { nullable: true, description: 'In a conflict; null for the owner of the record.' })
  owner: Owner | null;

  @Field(() => Boolean, { description: 'In a conflict a person is asked; meanwhile each side keeps its value.' })
  asks: boolean;
}

@InputType('FieldDirectionInput', { description: 'Fields that are not named keep theirs.' })
export class FieldDirectionInput {
  @Field(() => String)
  field: string;

  @Field(() => FieldDirectionEnum)
  direction: FieldDirection;

  @Field(() => OwnerEnum, { nullable: true })
  owner?: Owner | null;

  @Field(() => Boolean, { nullable: true })
  asks?: boolean | null;
}
