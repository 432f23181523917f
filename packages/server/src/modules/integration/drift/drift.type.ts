import type { SetupStep } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SetupStepEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';

@ObjectType({
  description:
    'Something of ConnectWise that the settings use and that changed there: an option that was deactivated or removed, a tax code that says another rate, a custom field that is required by now.',
})
export class DriftTask {
  @Field(() => ID)
  key: string;

  @Field(() => String, {
    description:
      'option_inactive, option_gone, tax_rate_changed, custom_field_required, custom_field_apart, custom_field_options or custom_field_default.',
  })
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

  @Field(() => [String], { description: 'Dotted paths into the settings; empty for what was imported.' })
  fields: string[];

  @Field(() => [String])
  usedBy: string[];

  @Field(() => String)
  message: string;

  @Field(() => String, { description: 'What to do, in a sentence.' })
  advice: string;

  @Field(() => Boolean, { description: 'Whether records that need it wait until it is mended.' })
  holdsBack: boolean;

  @Field(() => Boolean, { description: 'Whether it may be left as it is: acceptDriftTask.' })
  canAccept: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Open opportunities that it concerns; null where that is not known.',
  })
  affectedOpportunities: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  detectedAt: Date | null;
}

@ObjectType()
export class AcceptDriftPayload {
  @Field(() => [DriftTask], { description: 'Those that are left.' })
  tasks: DriftTask[];

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
