import type { CustomFieldType } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Id } from '../../../platform/ids.ts';
import type { CustomFieldOwner } from '../mapping/custom-field-definitions.rules.ts';

@ObjectType('CustomFieldDefault', {
  description:
    'What is chosen for a custom field of ConnectWise: the field of the CRM that it is kept in step with, and its default.',
})
export class CustomFieldDefaultType {
  @Field(() => String)
  remoteId: string;

  @Field(() => String, { nullable: true, description: 'What it gets where a record there has no value in it.' })
  value: string | null;

  @Field(() => ID, { nullable: true, description: 'The custom field of the CRM.' })
  customFieldId: Id | null;
}

@InputType('CustomFieldDefaultInput', {
  description: 'Custom fields that are not named keep theirs, as does what is left out of one.',
})
export class CustomFieldDefaultInput {
  @Field(() => String)
  remoteId: string;

  @Field(() => String, { nullable: true, description: 'Null: no default.' })
  value?: string | null;

  @Field(() => ID, { nullable: true, description: 'The custom field of the CRM. Null: not kept in step.' })
  customFieldId?: Id | null;
}

@ObjectType('MappableCustomField', {
  description: 'A custom field of the CRM, and whether it fits one of ConnectWise.',
})
export class MappableCustomField {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'text, number, date, checkbox or list.' })
  type: CustomFieldType;

  @Field(() => String, { nullable: true, description: 'Why it cannot be kept in step with it; null when it can.' })
  misfit: string | null;
}

@ObjectType('RemoteCustomField', {
  description: 'A custom field as ConnectWise defines it, what it is kept in step with, and what it gets by default.',
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

  @Field(() => String, {
    nullable: true,
    description: 'The type that a field of the CRM must have to be kept in step: text, number, date, checkbox or list.',
  })
  crmType: CustomFieldType | null;

  @Field(() => [String], { description: 'Empty where any value of the type may be entered.' })
  options: string[];

  @Field(() => Boolean)
  isRequired: boolean;

  @Field(() => String, { nullable: true, description: 'Its default, as the settings hold it.' })
  value: string | null;

  @Field(() => ID, { nullable: true, description: 'The custom field of the CRM that it is kept in step with.' })
  customFieldId: Id | null;

  @Field(() => [MappableCustomField], { description: "The CRM's custom fields of its record." })
  choices: MappableCustomField[];

  @Field(() => [String], {
    description:
      'Options of the list that it is kept in step with and that ConnectWise does not know: they are not sent.',
  })
  unknownOptions: string[];
}
