import type { EntityType, RunState } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../../platform/errors.ts';
import { EntityTypeEnum, RunStateEnum, register } from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { ReconcileEntityRow, ReconcileRow } from './reconcile.queries.ts';
import { unexplained } from './reconcile-counts.ts';
import type { FindingKind } from './reconcile-page.queries.ts';

export const findingKinds = ['gone', 'deleted', 'differing', 'not_here', 'failing', 'not_in_crm'] as const;
export const FindingKindEnum = register(
  'ReconcileFindingKind',
  findingKinds,
  'GONE: ConnectWise does not have it; DELETED: it shows it as deleted or merged; NOT_HERE: it is not in the CRM yet; NOT_IN_CRM: its CRM record is gone.',
);
const removalOutcomes = ['broken', 'held', 'kept'] as const;
export const RemovalOutcomeEnum = register(
  'RemovalOutcome',
  removalOutcomes,
  'What became of the links of records that are gone: BROKEN, HELD until somebody decides, KEPT because somebody decided so.',
);
const reconcileKinds = ['nightly', 'asked'] as const;
export const ReconcileKindEnum = register('ReconcileKind', reconcileKinds);

@ObjectType()
export class ReconcileCount {
  @Field(() => String)
  name: string;

  @Field(() => Int)
  count: number;
}

@ObjectType({
  description:
    'One kind of record. Each that ConnectWise has is counted once, as linked, paused, broken, excluded, skipped, pending or failing; `unexplained` is what remains, and is zero.',
})
export class ReconcileEntity {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int, { description: 'Records in ConnectWise.' })
  there: number;

  @Field(() => Int, {
    description:
      'Records in the CRM, when the comparison of this kind ended: each counts as linked, paused or broken, or has no link.',
  })
  here: number;

  @Field(() => Int, { description: 'Records of the CRM without a link.' })
  onlyHere: number;

  @Field(() => Int, { description: 'Records of the CRM whose link holds.' })
  linkedHere: number;

  @Field(() => Int, { description: 'Records of the CRM whose link is paused or never synced.' })
  pausedHere: number;

  @Field(() => Int, {
    description: 'Records of the CRM whose link is broken, also where ConnectWise has nothing of it any more.',
  })
  brokenHere: number;

  @Field(() => Int, { description: 'Records of ConnectWise that are linked.' })
  linked: number;

  @Field(() => Int, { description: 'Records of ConnectWise whose link is paused or never synced.' })
  paused: number;

  @Field(() => Int, {
    description: 'Records that ConnectWise still lists, or shows as deleted, and whose link is broken.',
  })
  broken: number;

  @Field(() => Int)
  excluded: number;

  @Field(() => Int)
  skipped: number;

  @Field(() => Int, { description: 'Linked records whose fields differ.' })
  differing: number;

  @Field(() => Int, { description: 'Not in the CRM yet.' })
  pending: number;

  @Field(() => Int)
  failing: number;

  @Field(() => Int, { description: 'Links whose record ConnectWise has no more, or shows as deleted, found now.' })
  gone: number;

  @Field(() => Int, {
    description: 'Of these: links that stay, because somebody decided so when many were gone at once.',
  })
  kept: number;

  @Field(() => RemovalOutcomeEnum, { nullable: true })
  removals: string | null;

  @Field(() => Int, { description: 'Brought in step by this comparison.' })
  healed: number;

  @Field(() => Int)
  unexplained: number;

  @Field(() => [ReconcileCount], { description: 'Why records are excluded or skipped.' })
  reasons: ReconcileCount[];

  @Field(() => [ReconcileCount], { description: 'The fields that differ, with how many records.' })
  fields: ReconcileCount[];

  @Field(() => DateTimeScalar, { nullable: true })
  startedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;
}

@ObjectType({ description: 'A comparison of all records of both sides.' })
export class Reconcile {
  @Field(() => ID)
  id: Id;

  @Field(() => ReconcileKindEnum)
  kind: string;

  @Field(() => RunStateEnum)
  state: RunState;

  @Field(() => Boolean, { description: 'Whether it brings differences in step, or only shows them.' })
  heals: boolean;

  @Field(() => String, { nullable: true })
  requestedBy: string | null;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What holds it up, or why it failed.' })
  error: string | null;

  @Field(() => [ReconcileEntity])
  entities: ReconcileEntity[];
}

@ObjectType()
export class ReconcilePage {
  @Field(() => [Reconcile])
  items: Reconcile[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class ReconcileField {
  @Field(() => String)
  field: string;

  @Field(() => String, { nullable: true })
  here: string | null;

  @Field(() => String, { nullable: true })
  there: string | null;
}

@ObjectType()
export class ReconcileFinding {
  @Field(() => ID)
  id: string;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => FindingKindEnum)
  kind: FindingKind;

  @Field(() => String)
  remoteId: string;

  @Field(() => ID, { nullable: true })
  localId: Id | null;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => String)
  detail: string;

  @Field(() => [ReconcileField])
  fields: ReconcileField[];

  @Field(() => Boolean)
  isHealed: boolean;
}

@ObjectType()
export class ReconcileFindingPage {
  @Field(() => [ReconcileFinding])
  items: ReconcileFinding[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class ReconcilePayload {
  @Field(() => Reconcile, { nullable: true })
  reconcile: Reconcile | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

export const reconcileView = (row: ReconcileRow): Reconcile => ({ ...row, entities: row.entities.map(entityView) });

const entityView = (row: ReconcileEntityRow): ReconcileEntity => ({
  ...row,
  // Until its pages are read, nothing can be said about what they leave open.
  unexplained: unexplained(row),
  reasons: byCount(row.reasons),
  fields: byCount(row.fields),
});

const byCount = (counts: Record<string, number>): ReconcileCount[] =>
  Object.entries(counts)
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
