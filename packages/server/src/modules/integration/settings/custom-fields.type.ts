import { Field, InputType, ObjectType } from 'type-graphql';
import type { CustomFieldOwner } from '../mapping/custom-field-definitions.rules.ts';

@ObjectType('CustomFieldDefault', {
  description: 'What a custom field of ConnectWise gets where a record there has no value in it.',
})
export class CustomFieldDefaultType {
  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  value: string;
}

@InputType('CustomFieldDefaultInput', { description: 'Custom fields that are not named keep theirs.' })
export class CustomFieldDefaultInput {
  @Field(() => String)
  remoteId: string;

  @Field(() => String, { nullable: true, description: 'Null: nothing is sent.' })
  value?: string | null;
}

@ObjectType('RemoteCustomField', {
  description: 'A custom field as ConnectWise defines it, and what it gets by default.',
})
export class RemoteCustomField {
  @Field(() => String)
  remoteId: string;

  @Field(() => String, { description: 'company, contact, opportunity or product.' })
  record: CustomFieldOwner;

  @Field(() => String)
  caption: string;

  @Field(() => String, { description: 'Text, TextArea, Number, Currency, Percent, Date, Checkbox and the like.' })
  type: string;

  @Field(() => [String], { description: 'Empty where any value of the type may be entered.' })
  options: string[];

  @Field(() => Boolean)
  isRequired: boolean;

  @Field(() => String, { nullable: true, description: 'Its default, as the settings hold it.' })
  value: string | null;
}
