import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { Paper } from './workspace-profile.queries.ts';

export const PaperEnum = { A4: 'a4', LETTER: 'letter' } as const;
registerEnumType(PaperEnum, { name: 'Paper', description: 'What quotes are printed on.' });

@ObjectType({ description: 'What the workspace says of itself, on quotes above all.' })
export class WorkspaceProfile {
  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'ISO 4217, of all amounts: "USD".' })
  currency: string;

  @Field(() => String, { description: 'In lines, as it stands on a letter.' })
  address: string;

  @Field(() => String)
  phone: string;

  @Field(() => String)
  website: string;

  @Field(() => String)
  taxNumber: string;

  @Field(() => String, { description: 'Printed below the sums of each quote that has no terms of its own.' })
  quoteTerms: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days from the day that a quote is sent; null: quotes say nothing of it.',
  })
  quoteValidDays: number | null;

  @Field(() => PaperEnum, { nullable: true, description: 'Null: by the currency.' })
  paper: Paper | null;

  @Field(() => PaperEnum, { description: 'What quotes are printed on.' })
  printsOn: Paper;

  @Field(() => String, {
    nullable: true,
    description:
      'Path of the logo; POST /api/workspace/logo takes one as multipart/form-data, PNG or JPEG up to 512 kB.',
  })
  logoPath: string | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class WorkspaceProfileInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => String, { nullable: true })
  currency?: string;

  @Field(() => String, { nullable: true })
  address?: string;

  @Field(() => String, { nullable: true })
  phone?: string;

  @Field(() => String, { nullable: true })
  website?: string;

  @Field(() => String, { nullable: true })
  taxNumber?: string;

  @Field(() => String, { nullable: true })
  quoteTerms?: string;

  @Field(() => Int, { nullable: true })
  quoteValidDays?: number | null;

  @Field(() => PaperEnum, { nullable: true })
  paper?: Paper | null;
}

@ObjectType()
export class WorkspaceProfilePayload {
  @Field(() => WorkspaceProfile, { nullable: true })
  profile?: WorkspaceProfile;

  @Field(() => [ProblemType])
  problems: Problem[];
}
