import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { EntityTypeEnum, register } from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import type { Id } from '../../../../platform/ids.ts';
import { type UnmatchedFilter, unmatchedLists } from './unmatched.queries.ts';

export const UnmatchedListEnum = register(
  'UnmatchedList',
  unmatchedLists,
  'ONLY_LOCAL, ONLY_REMOTE: records of the CRM or of ConnectWise without a link or a pair that waits. HELD_REMOTE: those of ConnectWise that the sync did not take in, for an open issue or because they are skipped. EXCLUDED_LOCAL, EXCLUDED_REMOTE: those of them that a filter excludes.',
);

@ObjectType({ description: 'A record of one side that has no counterpart on the other.' })
export class UnmatchedRecord {
  @Field(() => ID)
  id: string;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID, { nullable: true, description: 'Of a record of the CRM.' })
  localId: Id | null;

  @Field(() => String, { nullable: true, description: 'Of a record of ConnectWise.' })
  remoteId: string | null;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true, description: 'Company ID, SKU or e-mail address.' })
  detail: string | null;

  @Field(() => String, { nullable: true, description: 'Of a contact: the client or company.' })
  parentName: string | null;

  @Field(() => String, { nullable: true, description: 'ID of the rule that excludes it: `company.in.type`.' })
  rule: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is excluded, or was not taken in.' })
  reason: string | null;

  @Field(() => ID, { nullable: true, description: 'The open issue that keeps it from coming in.' })
  issueId: Id | null;
}

@ObjectType()
export class UnmatchedRecordPage {
  @Field(() => [UnmatchedRecord])
  items: UnmatchedRecord[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  /** For counting when `totalCount` is asked for. */
  filter: (UnmatchedFilter & { connectionId: Id }) | null;
}
