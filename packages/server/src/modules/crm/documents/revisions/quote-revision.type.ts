import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../../../platform/graphql/scalars.ts';

@ObjectType({ description: 'A quote as it was sent. It stays as it was, whatever becomes of the quote.' })
export class QuoteRevision {
  @Field(() => Int)
  revision: number;

  @Field(() => String)
  title: string;

  @Field(() => DecimalScalar, { description: 'Of what is paid once, with tax.' })
  total: string;

  @Field(() => String, { nullable: true, description: 'ISO 4217; null for what was sent before it was kept.' })
  currency: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was first sent, or accepted without having been sent; null for what was sent before revisions were kept.',
  })
  sentAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Null where nobody is known.' })
  sentBy: string | null;

  @Field(() => String, { description: 'Where to download the PDF that was sent.' })
  url: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the client accepted it over the link.' })
  acceptedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'The name that the client gave.' })
  acceptedBy: string | null;

  @Field(() => String, { nullable: true, description: "The client's network address and browser." })
  acceptedFrom: string | null;
}

@ObjectType({ description: 'The link by which the client reads and accepts a sent quote, without a session.' })
export class QuoteLinkType {
  @Field(() => String, { nullable: true, description: 'Where it leads; only to those who may change quotes.' })
  url: string | null;

  @Field(() => Int, { description: 'The revision that it shows. Once there is a newer one, it is refused.' })
  revision: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => String, { nullable: true })
  createdBy: string | null;

  @Field(() => DateTimeScalar)
  expiresAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt: Date | null;

  @Field(() => Int, { description: 'How often it was opened; each time stands in the audit log.' })
  opened: number;

  @Field(() => DateTimeScalar, { nullable: true })
  openedAt: Date | null;
}
