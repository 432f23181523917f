import type { Role } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { RoleEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** Somebody of the workspace as administrators see them. */
@ObjectType()
export class Person {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  email: string;

  @Field(() => String)
  name: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => Boolean, { description: 'False: may not sign in.' })
  isActive: boolean;

  @Field(() => Boolean, { description: 'Sign-ins with the password ask for a code as well.' })
  hasSecondFactor: boolean;

  @Field(() => DateTimeScalar, { nullable: true })
  lastSignInAt: Date | null;
}

@ObjectType()
export class Invitation {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  email: string;

  @Field(() => RoleEnum)
  role: Role;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  expiresAt: Date;
}

@ObjectType({ description: 'What a link leads to, for whoever holds it.' })
export class OpenInvitation {
  @Field(() => String)
  workspaceName: string;

  @Field(() => String)
  email: string;

  @Field(() => RoleEnum)
  role: Role;
}

@InputType()
export class InviteInput {
  @Field(() => String)
  email: string;

  @Field(() => RoleEnum)
  role: Role;
}

@ObjectType({ description: '`link` is shown once, here.' })
export class InvitePayload {
  @Field(() => Invitation, { nullable: true })
  invitation?: Invitation;

  @Field(() => String, { nullable: true })
  link?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the link was mailed; without a mail server it is only here, and in the outbox.',
  })
  isMailed?: boolean;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@InputType()
export class AcceptInvitationInput {
  @Field(() => String)
  token: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  password: string;
}

@ObjectType()
export class PersonPayload {
  @Field(() => Person, { nullable: true })
  person?: Person;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class RemovedPayload {
  @Field(() => ID, { nullable: true })
  removedId?: Id;

  @Field(() => [ProblemType])
  problems: Problem[];
}

/** One of the viewer's own sessions. */
@ObjectType()
export class OwnSession {
  @Field(() => ID)
  id: Id;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  expiresAt: Date;

  @Field(() => String, { nullable: true })
  address: string | null;

  @Field(() => String, { nullable: true })
  userAgent: string | null;

  @Field(() => Boolean, { description: 'The session that asks.' })
  isCurrent: boolean;
}

@ObjectType()
export class ChangePasswordPayload {
  @Field(() => Int, { nullable: true, description: 'How many other sessions ended; null when nothing changed.' })
  endedSessions?: number;

  @Field(() => [ProblemType])
  problems: Problem[];
}
