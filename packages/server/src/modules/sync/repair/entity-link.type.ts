import type { EntityType, LinkDifferenceWord, LinkOrigin, LinkState, SyncStanding } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  EntityTypeEnum,
  LinkDifferenceEnum,
  LinkStateEnum,
  SyncStandingEnum,
} from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import type { LinkFilter } from './entity-links.queries.ts';

@ObjectType('LinkHold', { description: 'Who paused a link, or said that it is never synced, when and why.' })
export class LinkHoldType {
  @Field(() => String)
  by: string;

  @Field(() => String)
  reason: string;

  @Field(() => DateTimeScalar)
  at: Date;
}

@ObjectType('EntityLink', { description: 'A stored pair: a record of the CRM and its counterpart in ConnectWise.' })
export class EntityLinkType {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => LinkStateEnum)
  state: LinkState;

  @Field(() => SyncStandingEnum, {
    description: 'The first that is true of it: it has an open issue, a push of it waits, or its state.',
  })
  standing: SyncStanding;

  @Field(() => String, { deprecationReason: 'Use `linkOrigin`, which is an enum.' })
  origin: LinkOrigin;

  @Field(() => ID)
  localId: Id;

  @Field(() => String, { nullable: true, description: 'Null when the record is not in the CRM any more.' })
  localName: string | null;

  @Field(() => String)
  remoteId: string;

  @Field(() => String, { nullable: true, description: 'As ConnectWise was last seen to call it.' })
  remoteName: string | null;

  @Field(() => DateTimeScalar)
  lastSyncedAt: Date;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the record was found to be gone from ConnectWise.',
  })
  brokenAt: Date | null;

  @Field(() => LinkHoldType, { nullable: true })
  hold: LinkHoldType | null;

  @Field(() => [String], {
    description: 'Fields in which the record of the CRM differs from what both sides last agreed on.',
  })
  differing: string[];

  @Field(() => [String], {
    description:
      'Fields with an edit of the CRM that the mode or the direction of the field does not let pass, or that was made under a mode that did not.',
  })
  heldEdits: string[];

  @Field(() => [String], {
    description:
      'Fields in which ConnectWise shows another value, and both stay: the settings do not take it in, or a changed map has set them apart.',
  })
  byChoice: string[];

  @Field(() => Boolean, { description: 'ConnectWise has changes that were not taken in yet.' })
  hasNewsThere: boolean;

  @Field(() => Boolean, {
    description:
      'ConnectWise does not have its record any more, and the link stays: of a wave of removals somebody decided to keep the links, or is asked about them.',
  })
  isGoneThere: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why something that ConnectWise has did not come in: the mode, a filter, who paused it. Null where all did.',
  })
  notTakenIn: string | null;
}

@ObjectType()
export class EntityLinkPage {
  @Field(() => [EntityLinkType])
  items: EntityLinkType[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: LinkFilter;
}

@ObjectType({ description: 'How many links of a kind of record stand in a state.' })
export class EntityLinkCount {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => LinkStateEnum)
  state: LinkState;

  @Field(() => Int)
  count: number;
}

@ObjectType({ description: 'How a record of the CRM stands to ConnectWise.' })
export class RecordStanding {
  @Field(() => EntityLinkType, { nullable: true })
  link: EntityLinkType | null;

  @Field(() => SyncStandingEnum, {
    description:
      'The word under which it stands in lists and tallies: it has an open issue, a push of it waits, or its link; NOT_SENT without one.',
  })
  standing: SyncStanding;

  @Field(() => LinkHoldType, { nullable: true, description: 'Of a record without a link: who set it never to sync.' })
  neverSynced: LinkHoldType | null;

  @Field(() => Boolean, { description: 'A push of it waits or runs.' })
  isPending: boolean;

  @Field(() => Boolean, { description: 'Nothing passes: the connection is paused, or does not work.' })
  isStopped: boolean;
}

@InputType()
export class EntityLinkFilter {
  @Field(() => EntityTypeEnum, { nullable: true })
  entity?: EntityType | null;

  @Field(() => [LinkStateEnum], { nullable: true })
  states?: LinkState[] | null;

  @Field(() => String, { nullable: true, description: 'Inside either name, or the ID of either side.' })
  text?: string | null;

  @Field(() => ID, { nullable: true })
  localId?: Id | null;

  @Field(() => String, { nullable: true })
  remoteId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  syncedAfter?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  syncedBefore?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the two records were linked.' })
  createdAfter?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  createdBefore?: Date | null;

  @Field(() => LinkDifferenceEnum, { nullable: true })
  difference?: LinkDifferenceWord | null;

  @Field(() => SyncStandingEnum, { nullable: true, description: 'Each link stands under one word alone.' })
  standing?: SyncStanding | null;
}

@ObjectType({ description: 'A record of the CRM that a link can be made to.' })
export class FoundLocalRecord {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  detail: string | null;

  @Field(() => String, { nullable: true, description: 'The record of ConnectWise that it is linked to.' })
  remoteId: string | null;

  @Field(() => LinkStateEnum, { nullable: true })
  linkState: LinkState | null;
}

@ObjectType({ description: 'The record of the CRM that a record of ConnectWise is linked to.' })
export class RemoteHolder {
  @Field(() => ID)
  localId: Id;

  @Field(() => String, { nullable: true })
  name: string | null;
}

@ObjectType({ description: 'A record of ConnectWise, as it stands there now.' })
export class FoundRemoteRecord {
  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  detail: string | null;

  @Field(() => Boolean, { description: 'ConnectWise itself says that it is deleted, as it does after a merge.' })
  isDeleted: boolean;

  @Field(() => RemoteHolder, { nullable: true })
  linkedTo: RemoteHolder | null;
}

@ObjectType({
  description:
    'The company or contact that another one was merged into, told by where its contacts and opportunities are now; a contact on which nothing hung, by its name.',
})
export class MergeSurvivor {
  @Field(() => EntityTypeEnum, { description: 'COMPANY or CONTACT.' })
  entity: EntityType;

  @Field(() => ID)
  linkId: Id;

  @Field(() => ID)
  localId: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'The company or contact that is gone.' })
  remoteId: string;

  @Field(() => String, { nullable: true })
  survivorId: string | null;

  @Field(() => String, { nullable: true })
  survivorName: string | null;

  @Field(() => String)
  because: string;

  @Field(() => RemoteHolder, {
    nullable: true,
    description: 'The client or contact that is linked to the survivor already.',
  })
  linkedTo: RemoteHolder | null;
}
