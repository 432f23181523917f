import type { RightId } from '@causeway/shared/connectwise-rights';
import type { RightLevel, RightState } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { RightLevelEnum, RightStateEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';

@ObjectType({ description: 'A right of the API member’s security role, and how it stands.' })
export class PermissionLine {
  @Field(() => String)
  id: RightId;

  @Field(() => String)
  module: string;

  @Field(() => String)
  action: string;

  @Field(() => RightLevelEnum)
  level: RightLevel;

  @Field(() => String, { nullable: true, description: 'The set-up table, for rights over Table Setup.' })
  table: string | null;

  @Field(() => String, { description: 'What it lets the API member do: "create companies".' })
  what: string;

  @Field(() => Boolean, { description: 'Whether the chosen settings want it.' })
  isNeeded: boolean;

  @Field(() => RightStateEnum)
  state: RightState;

  @Field(() => String, { nullable: true, description: 'Why it is denied or was not tried.' })
  reason: string | null;

  @Field(() => String, { description: 'The screen of ConnectWise where it is given.' })
  fix: string;
}

@ObjectType()
export class PermissionReport {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the rights were last tried; null: never.' })
  checkedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who asked for it; null when it ran by itself.' })
  checkedBy: string | null;

  @Field(() => Int, { description: 'How many needed rights ConnectWise refused.' })
  denied: number;

  @Field(() => [PermissionLine])
  lines: PermissionLine[];
}

@ObjectType()
export class PermissionReportPayload {
  @Field(() => PermissionReport, { nullable: true })
  report?: PermissionReport | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
