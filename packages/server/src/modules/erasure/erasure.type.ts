import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { ProblemType } from '../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';
import type { ErasureQuotes } from './erased-quotes.queries.ts';
import type { ErasureLink, ErasureSubject } from './erasure.queries.ts';

export const ErasureSubjectEnum = { CONTACT: 'contact', PERSON: 'person' } as const;
registerEnumType(ErasureSubjectEnum, {
  name: 'ErasureSubject',
  description: 'A contact, or a person of the workspace who was removed.',
});
export const ErasureLinkEnum = { KEEP: 'keep', REMOVE: 'remove' } as const;
registerEnumType(ErasureLinkEnum, {
  name: 'ErasureLink',
  description: 'Whether the link of a contact stays with the number of ConnectWise alone, never to sync, or goes.',
});
export const ErasureQuotesEnum = { KEEP_ACCEPTED: 'keep_accepted', ERASE_ALL: 'erase_all' } as const;
registerEnumType(ErasureQuotesEnum, {
  name: 'ErasureQuotes',
  description:
    'Whether quotes that were accepted, or won by, stay as they were signed, or go like those that came to nothing.',
});
export const ErasureStateEnum = { RUNNING: 'running', DONE: 'done' } as const;
registerEnumType(ErasureStateEnum, { name: 'ErasureState' });

@ObjectType({ description: 'What erasing somebody would come to. ConnectWise is not changed.' })
export class ErasurePreview {
  @Field(() => String)
  name: string;

  @Field(() => Boolean, { description: 'Whether the contact is linked to one of ConnectWise.' })
  isLinked: boolean;

  @Field(() => Int, { description: 'Rows of the audit log that stay, without the data.' })
  auditRows: number;

  @Field(() => Int, { description: 'The same of the security log.' })
  securityRows: number;

  @Field(() => Int, { description: 'Issues, links, matches, runs, messages and mails that name them.' })
  otherRows: number;

  @Field(() => Int, { description: 'Files of their opportunities, which stay as they are.' })
  documents: number;

  @Field(() => Int, { description: 'Opportunities whose name, notes or own fields name them, which stay as they are.' })
  notes: number;

  @Field(() => Int, {
    description:
      'Clients, other contacts, products, quotes and files whose own words name them, which stay as they are.',
  })
  records: number;

  @Field(() => Int, { description: 'Settings, their earlier revisions included, that name them and stay.' })
  settings: number;

  @Field(() => Int, {
    description: 'Sent revisions of quotes that name them and that nobody accepted: printed again without them.',
  })
  sentQuotes: number;

  @Field(() => Int, {
    description: 'The same of quotes that were accepted or won by: they stay, unless they are to be erased as well.',
  })
  acceptedQuotes: number;

  @Field(() => Int, { description: 'Files of exported rows, which stay as they are.' })
  exports: number;

  @Field(() => [String], { description: 'Names and numbers that others have too: rows that hold nothing else stay.' })
  shared: string[];
}

@ObjectType()
export class ErasurePreviewPayload {
  @Field(() => ErasurePreview, { nullable: true })
  preview?: ErasurePreview;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@InputType()
export class ErasePersonInput {
  @Field(() => ErasureSubjectEnum)
  subject: ErasureSubject;

  @Field(() => ID)
  id: Id;

  @Field(() => ErasureLinkEnum, { defaultValue: 'keep' })
  link: ErasureLink;

  @Field(() => ErasureQuotesEnum, { defaultValue: 'keep_accepted' })
  quotes: ErasureQuotes;
}

@ObjectType({ description: 'One erasure, without the data.' })
export class Erasure {
  @Field(() => ID)
  id: Id;

  @Field(() => ErasureSubjectEnum)
  subject: ErasureSubject;

  @Field(() => ErasureStateEnum)
  state: 'running' | 'done';

  @Field(() => Float, { description: 'Rows that were changed so far.' })
  rows: number;

  @Field(() => String)
  requestedBy: string;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;
}

@ObjectType()
export class ErasePersonPayload {
  @Field(() => Erasure, { nullable: true })
  erasure?: Erasure;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'Somebody who was removed, whose name still stands in records and logs.' })
export class RemovedPerson {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String)
  email: string;

  @Field(() => DateTimeScalar)
  removedAt: Date;
}
