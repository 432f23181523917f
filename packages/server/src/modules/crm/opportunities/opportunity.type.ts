import { opportunityFields } from '@causeway/shared/forms/opportunity';
import type { LinkOrigin, LinkState } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Client } from '../clients/client.type.ts';
import type { PipelineStage } from '../pipeline/pipeline-stage.type.ts';
import { ShowsFields, valuesOf } from '../plain-fields.ts';

/** Where a record stands on the other side, read along with its row as JSON. */
export interface LinkAlong {
  remoteId: string;
  state: LinkState;
  origin: LinkOrigin;
  lastSyncedAt: string | null;
  isGoneThere: boolean;
}

/** What reads it: an expression of SQL over the ID of a row. Handed in, for the CRM knows no links. */
export type ReadLinkAlong = (id: string) => string;

/** A sale in the pipeline. */
@ObjectType('Opportunity')
@ShowsFields(opportunityFields)
export class Opportunity extends valuesOf(opportunityFields) {
  @Field(() => ID)
  id: Id;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => DateTimeScalar, { nullable: true })
  wonAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lostAt: Date | null;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;

  /** Read along with a list whose rows are asked for it. */
  client?: Client | null;

  stage?: PipelineStage | null;

  link?: LinkAlong | null;
}
