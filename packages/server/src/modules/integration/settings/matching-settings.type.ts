import { Field, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('MatchingSettings')
export class MatchingSettings {
  @Field(() => Int, {
    description: 'From this score on a pair of records is linked without asking, if nobody else could be meant.',
  })
  threshold: number;
}

@InputType('MatchingSettingsInput')
export class MatchingSettingsInput {
  @Field(() => Int, { nullable: true })
  threshold?: number | null;
}
