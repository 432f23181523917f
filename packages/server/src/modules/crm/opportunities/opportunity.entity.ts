import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Id, newId } from '../../../platform/ids.ts';

/** An opportunity as it is written. */
@Entity({ tableName: 'opportunity' })
export class OpportunityEntity {
  @PrimaryKey({ type: 'uuid' })
  id: Id = newId();

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'uuid' })
  clientId: Id;

  @Property({ type: 'uuid', nullable: true })
  contactId: Id | null;

  @Property({ type: 'uuid' })
  stageId: Id;

  /** 'YYYY-MM-DD' */
  @Property({ type: 'date', nullable: true })
  expectedCloseDate: string | null;

  @Property({ type: 'uuid', nullable: true })
  ownerId: Id | null;

  @Property({ type: 'text', nullable: true })
  notes: string | null;

  @Property({ type: 'json', fieldName: 'custom_fields' })
  customValues: Record<string, unknown>;

  @Property({ type: 'Date', nullable: true })
  wonAt: Date | null;

  @Property({ type: 'Date', nullable: true })
  lostAt: Date | null;

  @Property({ type: 'integer', version: true })
  version: number;

  @Property({ type: 'Date', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date;
}
