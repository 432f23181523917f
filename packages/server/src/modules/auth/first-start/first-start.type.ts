import { Field, InputType } from 'type-graphql';

@InputType()
export class SetUpInput {
  @Field(() => String, { description: 'The one-time code from the log of the api.' })
  code: string;

  @Field(() => String)
  workspaceName: string;

  @Field(() => String, { description: 'As "America/New_York".' })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217: "USD".' })
  currency: string;

  @Field(() => String, { description: 'The name of the first administrator.' })
  name: string;

  @Field(() => String)
  email: string;

  @Field(() => String)
  password: string;
}
