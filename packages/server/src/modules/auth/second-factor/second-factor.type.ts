import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';

@ObjectType({ description: "How the viewer's own second factor stands." })
export class SecondFactor {
  @Field(() => Boolean)
  isOn: boolean;

  @Field(() => DateTimeScalar, { nullable: true })
  since: Date | null;

  @Field(() => Int, { description: 'Recovery codes that were not used yet.' })
  recoveryCodesLeft: number;

  @Field(() => Boolean, { description: 'The workspace demands one, so it cannot be switched off.' })
  isDemanded: boolean;
}

/** A secret on its way into an app. */
export interface NewSecondFactor {
  secret: string;
  uri: string;
  qrCode: string;
}

@ObjectType({ description: 'A key for an app. It counts once a code of it came back, within an hour.' })
export class BeginSecondFactorPayload implements Partial<NewSecondFactor> {
  @Field(() => String, { nullable: true, description: 'The key to type where no picture can be scanned, in base32.' })
  secret?: string;

  @Field(() => String, { nullable: true, description: '"otpauth://totp/…", as in the picture.' })
  uri?: string;

  @Field(() => String, { nullable: true, description: 'The picture to scan: a PNG as a data address.' })
  qrCode?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'Recovery codes are shown once, here. Each works once, instead of a code.' })
export class RecoveryCodesPayload {
  @Field(() => [String], { nullable: true })
  recoveryCodes?: string[];

  @Field(() => Int, { nullable: true, description: 'How many other sessions ended.' })
  endedSessions?: number;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class SecondFactorPayload {
  @Field(() => SecondFactor, { nullable: true })
  secondFactor?: SecondFactor;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'What is asked of everybody who signs in.' })
export class SignInSettings {
  @Field(() => Boolean, {
    description: 'Whoever has no second factor sets one up before anything else, and may do nothing until then.',
  })
  requiresSecondFactor: boolean;
}

@InputType()
export class SignInSettingsInput {
  @Field(() => Boolean)
  requiresSecondFactor: boolean;
}

@ObjectType()
export class SignInSettingsPayload {
  @Field(() => SignInSettings, { nullable: true })
  settings?: SignInSettings;

  @Field(() => [ProblemType])
  problems: Problem[];
}
