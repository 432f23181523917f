import { Field, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';

@ObjectType({ description: 'The same whatever is known of the e-mail.' })
export class RequestPasswordResetPayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether this installation sends mails; without a mail server administrators find them in the outbox.',
  })
  isMailed?: boolean;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'What a link leads to, for whoever holds it.' })
export class OpenPasswordReset {
  @Field(() => String)
  workspaceName: string;

  @Field(() => String)
  email: string;
}

@InputType()
export class ResetPasswordInput {
  @Field(() => String)
  token: string;

  @Field(() => String)
  password: string;
}

@ObjectType()
export class ResetPasswordPayload {
  @Field(() => String, { nullable: true, description: 'Whose password it is; null when nothing changed.' })
  email?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}
