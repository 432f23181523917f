import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';

@ObjectType({ description: 'How programs and pages of other addresses get in.' })
export class AccessSettings {
  @Field(() => Int, { description: 'The longest life of a token that is made from now on, in days.' })
  tokenMaxDays: number;

  @Field(() => [String], {
    description: 'Addresses whose pages may ask from a browser, with a token: "https://dashboard.example.com".',
  })
  allowedOrigins: string[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class AccessSettingsInput {
  @Field(() => Int, { nullable: true })
  tokenMaxDays?: number | null;

  @Field(() => [String], { nullable: true })
  allowedOrigins?: string[] | null;
}

@ObjectType()
export class AccessSettingsPayload {
  @Field(() => AccessSettings, { nullable: true })
  settings?: AccessSettings;

  @Field(() => [ProblemType])
  problems: Problem[];
}
