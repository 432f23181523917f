import type {
  DifferenceTreatment,
  InactiveCompanyTreatment,
  Owner,
} from '@causeway/shared/forms/configuration/options';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DifferenceTreatmentEnum, InactiveCompaniesEnum, OwnerEnum } from '../../../platform/graphql/enums.ts';

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

@ObjectType('ReconcileOptions', { description: 'The comparison of all records of both sides, once a night.' })
export class ReconcileOptions {
  @Field(() => DifferenceTreatmentEnum, {
    description: 'HEAL brings differing records in step, as far as the mode lets them pass; SHOW only tells of them.',
  })
  differences: DifferenceTreatment;

  @Field(() => Int, { description: 'The hour of the night, 0 to 23, by the clock of the workspace.' })
  hour: number;
}

@ObjectType('DocumentLinkOptions', {
  description: 'Whether notes in ConnectWise carry a signed link that opens the document without a session.',
})
export class DocumentLinkOptions {
  @Field(() => Boolean)
  isOn: boolean;

  @Field(() => Int, { nullable: true, description: 'Of new links; null: they do not expire.' })
  expireAfterDays: number | null;
}

@ObjectType('SyncOptions')
export class SyncOptionsType {
  @Field(() => Boolean, {
    description: 'Where only won opportunities are sent: sends the loss of a linked one too, its status alone.',
  })
  pushLost: boolean;

  @Field(() => InactiveCompaniesEnum, {
    description:
      'Companies whose status says that they are not in use, as companyStandings lists them: EXCLUDE keeps out those that are not linked yet, unless a rule on the status says otherwise.',
  })
  inactiveCompanies: InactiveCompanyTreatment;

  @Field(() => DocumentLinkOptions)
  documentLinks: DocumentLinkOptions;

  @Field(() => RecordOwners)
  owners: RecordOwners;

  @Field(() => Int, { description: 'How many days runs that are over stay in the list; a first sync stays for good.' })
  keepRunsDays: number;

  @Field(() => ReconcileOptions)
  reconcile: ReconcileOptions;
}

@InputType('ReconcileOptionsInput')
export class ReconcileOptionsInput {
  @Field(() => DifferenceTreatmentEnum, { nullable: true })
  differences?: DifferenceTreatment | null;

  @Field(() => Int, { nullable: true })
  hour?: number | null;
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

@InputType('DocumentLinkOptionsInput')
export class DocumentLinkOptionsInput {
  @Field(() => Boolean, { nullable: true })
  isOn?: boolean | null;

  @Field(() => Int, { nullable: true, description: '1 to 3650; null: they do not expire. Left out: as before.' })
  expireAfterDays?: number | null;
}

@InputType('SyncOptionsInput')
export class SyncOptionsInput {
  @Field(() => Boolean, { nullable: true })
  pushLost?: boolean | null;

  @Field(() => InactiveCompaniesEnum, { nullable: true })
  inactiveCompanies?: InactiveCompanyTreatment | null;

  @Field(() => DocumentLinkOptionsInput, { nullable: true })
  documentLinks?: DocumentLinkOptionsInput | null;

  @Field(() => RecordOwnersInput, { nullable: true })
  owners?: RecordOwnersInput | null;

  @Field(() => Int, { nullable: true })
  keepRunsDays?: number | null;

  @Field(() => ReconcileOptionsInput, { nullable: true })
  reconcile?: ReconcileOptionsInput | null;
}
