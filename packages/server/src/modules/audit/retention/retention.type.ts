import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { type RetentionKind, retentionKinds } from './retention.rules.ts';

export const RetentionKindEnum = Object.fromEntries(retentionKinds.map((kind) => [kind.toUpperCase(), kind]));
registerEnumType(RetentionKindEnum, { name: 'RetentionKind', description: 'What is kept for a time.' });

@ObjectType({ description: 'Rows of one kind that were removed because they were too old.' })
export class RemovedRows {
  @Field(() => RetentionKindEnum)
  kind: RetentionKind;

  @Field(() => Float, { description: 'Since the beginning.' })
  removed: number;

  @Field(() => DateTimeScalar, { description: 'When the last of them went.' })
  removedAt: Date;
}

@ObjectType({ description: 'How long rows are kept, in days; null: for good. Figures over time are kept for good.' })
export class RetentionSettingsType {
  @Field(() => Int, { nullable: true, description: 'The audit log, and the histories made of it.' })
  auditDays: number | null;

  @Field(() => Int, { nullable: true })
  securityDays: number | null;

  @Field(() => Int, { nullable: true, description: 'Messages to webhooks that are over, with their attempts.' })
  deliveriesDays: number | null;

  @Field(() => Int, { nullable: true, description: 'Alerts that are over.' })
  alertsDays: number | null;

  @Field(() => Int, { nullable: true, description: 'Mails that were sent, kept or given up.' })
  mailsDays: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Runs that are over, as `options.keepRunsDays` of the sync settings says; null without a connection. A first sync is kept for good.',
  })
  runsDays: number | null;

  @Field(() => Boolean, { description: 'Whether rows go into a file before they are removed; see `retentionExports`.' })
  exportsFirst: boolean;

  @Field(() => [RemovedRows])
  removed: RemovedRows[];
}

@InputType({ description: 'What is left out stays as it is; null keeps rows for good.' })
export class RetentionInput {
  @Field(() => Int, { nullable: true })
  auditDays?: number | null;

  @Field(() => Int, { nullable: true })
  securityDays?: number | null;

  @Field(() => Int, { nullable: true })
  deliveriesDays?: number | null;

  @Field(() => Int, { nullable: true })
  alertsDays?: number | null;

  @Field(() => Int, { nullable: true })
  mailsDays?: number | null;

  @Field(() => Boolean, { nullable: true })
  exportsFirst?: boolean | null;
}

@ObjectType()
export class RetentionPayload {
  @Field(() => RetentionSettingsType, { nullable: true })
  retention?: RetentionSettingsType;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({
  description:
    'A file of rows that were removed, as packed lines of JSON, the oldest first: GET /api/retention/exports/{id}, for administrators.',
})
export class RetentionExport {
  @Field(() => ID)
  id: Id;

  @Field(() => RetentionKindEnum)
  kind: RetentionKind;

  @Field(() => String)
  fileName: string;

  @Field(() => DateTimeScalar, { description: 'When the first of its rows was written.' })
  fromAt: Date;

  @Field(() => DateTimeScalar, { description: 'Its rows are older than this.' })
  toAt: Date;

  @Field(() => Int)
  rowCount: number;

  @Field(() => Float)
  sizeBytes: number;

  @Field(() => String)
  sha256: string;

  @Field(() => DateTimeScalar)
  createdAt: Date;
}

@ObjectType()
export class DeleteRetentionExportPayload {
  @Field(() => [ProblemType])
  problems: Problem[];
}
