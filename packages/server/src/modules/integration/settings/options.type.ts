import type { Owner } from '@causeway/shared/forms/configuration/options';
import { Field, InputType, ObjectType } from 'type-graphql';
import { OwnerEnum } from '../../../platform/graphql/enums.ts';

@ObjectType('RecordOwners', { description: 'Whose value stands when both sides changed the same field.' })
export class RecordOwners {
  @Field(() => OwnerEnum)
  company: Owner;

  @Field(() => OwnerEnum)
  contact: Owner;

  @Field(() => OwnerEnum)
  product: Owner;

  @Field(() => OwnerEnum)
  opportunity: Owner;
}

@ObjectType('SyncOptions')
export class SyncOptionsType {
  @Field(() => Boolean, {
    description: 'Where only won opportunities are sent: sends the loss of a linked one too, its status alone.',
  })
  pushLost: boolean;

  @Field(() => RecordOwners)
  owners: RecordOwners;
}

@InputType('RecordOwnersInput')
export class RecordOwnersInput {
  @Field(() => OwnerEnum, { nullable: true })
  company?: Owner | null;

  @Field(() => OwnerEnum, { nullable: true })
  contact?: Owner | null;

  @Field(() => OwnerEnum, { nullable: true })
  product?: Owner | null;

  @Field(() => OwnerEnum, { nullable: true })
  opportunity?: Owner | null;
}

@InputType('SyncOptionsInput')
export class SyncOptionsInput {
  @Field(() => Boolean, { nullable: true })
  pushLost?: boolean | null;

  @Field(() => RecordOwnersInput, { nullable: true })
  owners?: RecordOwnersInput | null;
}
