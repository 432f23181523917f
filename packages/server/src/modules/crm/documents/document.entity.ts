import type { DocumentKind, DocumentState } from '@causeway/shared/vocabulary';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Id, newId } from '../../../platform/ids.ts';

/** A quote or an uploaded file as it is written; the lines of a quote are written by SQL. */
@Entity({ tableName: 'document' })
export class DocumentEntity {
  @PrimaryKey({ type: 'uuid' })
  id: Id = newId();

  @Property({ type: 'uuid' })
  opportunityId: Id;

  @Property({ type: 'text' })
  kind: DocumentKind;

  @Property({ type: 'text' })
  title: string;

  /** Of quotes only, from 1001 on in each workspace. */
  @Property({ type: 'integer', nullable: true })
  number: number | null;

  @Property({ type: 'text' })
  state: DocumentState;

  @Property({ type: 'uuid', nullable: true })
  taxRegionId: Id | null;

  /** Of the whole quote: in percent, or as an amount off what is paid once. */
  @Property({ type: 'decimal' })
  discountPercent: string;

  @Property({ type: 'decimal' })
  discountAmount: string;

  /** Of quotes: one more each time that a sent one was changed. */
  @Property({ type: 'integer' })
  revision: number;

  @Property({ type: 'date', nullable: true })
  validUntil: string | null;

  @Property({ type: 'text', nullable: true })
  terms: string | null;

  @Property({ type: 'text' })
  fileName: string;

  @Property({ type: 'text' })
  contentType: string;

  /** Of files only; a quote is rendered when it is asked for. */
  @Property({ type: 'text', nullable: true })
  storageKey: string | null;

  @Property({ type: 'integer', nullable: true })
  sizeBytes: number | null;

  @Property({ type: 'integer', version: true })
  version: number;

  @Property({ type: 'Date', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date;
}
