import { Field, InputType, ObjectType } from 'type-graphql';

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
