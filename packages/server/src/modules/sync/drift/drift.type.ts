import type { SetupStep } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SetupStepEnum } from '../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';

@ObjectType({ description: 'An option that the settings use and that ConnectWise has deactivated or removed.' })
export class DriftTask {
  @Field(() => ID)
  key: string;

  @Field(() => String, { description: 'option_inactive or option_gone.' })
  code: string;

  @Field(() => String, { description: 'The part of the settings: defaults, stageMap.' })
  section: string;

  @Field(() => SetupStepEnum, { description: 'The step of the set-up in which another one is chosen.' })
  step: SetupStep;

  @Field(() => String)
  kind: string;

  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  label: string;

  @Field(() => [String], { description: 'Dotted paths into the settings.' })
  fields: string[];

  @Field(() => [String])
  usedBy: string[];

  @Field(() => String)
  message: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Open opportunities that would get it; null where that is not known.',
  })
  affectedOpportunities: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  detectedAt: Date | null;
}
