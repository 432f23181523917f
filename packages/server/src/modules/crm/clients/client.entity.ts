import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Id, newId } from '../../../platform/ids.ts';

/** A client as it is written. */
@Entity({ tableName: 'client' })
export class ClientEntity {
  @PrimaryKey({ type: 'uuid' })
  id: Id = newId();

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'text', nullable: true })
  identifier: string | null;

  @Property({ type: 'text', nullable: true })
  addressLine1: string | null;

  @Property({ type: 'text', nullable: true })
  addressLine2: string | null;

  @Property({ type: 'text', nullable: true })
  city: string | null;

  @Property({ type: 'text', nullable: true })
  region: string | null;

  @Property({ type: 'text', nullable: true })
  postalCode: string | null;

  @Property({ type: 'text', nullable: true })
  country: string | null;

  @Property({ type: 'text', nullable: true })
  phone: string | null;

  @Property({ type: 'text', nullable: true })
  website: string | null;

  @Property({ type: 'text', nullable: true })
  type: string | null;

  @Property({ type: 'text', nullable: true })
  status: string | null;

  @Property({ type: 'uuid', nullable: true })
  taxRegionId: Id | null;

  @Property({ type: 'json', fieldName: 'custom_fields' })
  customValues: Record<string, unknown>;

  @Property({ type: 'integer', version: true })
  version: number;

  @Property({ type: 'Date', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date;
}
