import type { EntityType, LinkOrigin, LinkState } from '@causeway/shared/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { EntityTypeEnum } from '../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';

@ObjectType({ description: 'Where a record stands on the other side.' })
export class RemoteLink {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => String)
  remoteId: string;

  @Field(() => String, { deprecationReason: 'Use `linkState`, which is an enum.' })
  state: LinkState;

  @Field(() => String, { deprecationReason: 'Use `linkOrigin`, which is an enum.' })
  origin: LinkOrigin;

  @Field(() => DateTimeScalar, { nullable: true })
  lastSyncedAt: Date | null;

  @Field(() => Boolean, { description: 'The link is kept, though the record is not in ConnectWise any more.' })
  isGoneThere: boolean;
}
