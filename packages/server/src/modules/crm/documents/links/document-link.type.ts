import { Field, Int, ObjectType } from 'type-graphql';
import { ProblemType } from '../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';

@ObjectType('DocumentLink', {
  description: 'The newest link by which a document opens without a session. Where it leads stands in the note alone.',
})
export class DocumentLinkType {
  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null where it does not expire.' })
  expiresAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt: Date | null;

  @Field(() => Int, { description: 'How often it was opened; each time stands in the audit log.' })
  opened: number;

  @Field(() => DateTimeScalar, { nullable: true })
  openedAt: Date | null;
}

@ObjectType('RevokeLinksPayload', { description: 'How many links were in force, and open nothing any more.' })
export class RevokeLinksPayload {
  @Field(() => Int)
  revoked: number;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
