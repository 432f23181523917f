import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';

@ObjectType({
  description: 'Records of one side by how they stand. Each is counted once, so that the parts add up to `total`.',
})
export class RecordTally {
  @Field(() => Int)
  total: number;

  @Field(() => Int)
  linked: number;

  @Field(() => Int, {
    description:
      'Among the linked: edited in the CRM, and that is not sent: neither by the mode nor by the direction of the field, or ConnectWise has no place for it.',
  })
  heldEdits: number;

  @Field(() => Int, {
    description:
      'Among the linked, without those of `heldEdits`: ConnectWise has what the settings do not take in, or did not, or a stage stands for another one since its map was changed.',
  })
  differByChoice: number;

  @Field(() => Int, { description: 'A push of it waits or runs.' })
  pending: number;

  @Field(() => Int, { description: 'It has an open issue.' })
  failing: number;

  @Field(() => Int, { description: 'Linked to a record that is gone from ConnectWise.' })
  broken: number;

  @Field(() => Int)
  paused: number;

  @Field(() => Int, { description: 'Set never to sync.' })
  never: number;

  @Field(() => Int, { description: 'Excluded by a filter, or because what it belongs to is.' })
  excluded: number;

  @Field(() => Int, { description: 'By the mode, or because what it belongs to has an issue.' })
  skipped: number;

  @Field(() => [String], {
    description: 'Why records of ConnectWise are skipped: codes of the log entries that tell of them.',
  })
  skippedCodes: string[];

  @Field(() => Int, { description: 'A person has dismissed its issue.' })
  dismissed: number;

  @Field(() => Int, { description: 'In the CRM alone, and nothing sends it.' })
  notSent: number;
}

@ObjectType()
export class RecordTallies {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => RecordTally, { description: 'All records of the CRM.' })
  here: RecordTally;

  @Field(() => RecordTally, { description: 'All records of ConnectWise that were seen so far.' })
  there: RecordTally;
}
