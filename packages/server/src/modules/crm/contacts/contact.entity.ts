import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Id, newId } from '../../../platform/ids.ts';

/** A contact as it is written. */
@Entity({ tableName: 'contact' })
export class ContactEntity {
  @PrimaryKey({ type: 'uuid' })
  id: Id = newId();

  @Property({ type: 'uuid' })
  clientId: Id;

  @Property({ type: 'text' })
  firstName: string;

  @Property({ type: 'text', nullable: true })
  lastName: string | null;

  @Property({ type: 'text', nullable: true })
  email: string | null;

  @Property({ type: 'text', nullable: true })
  phone: string | null;

  /** Of the phone number. */
  @Property({ type: 'text', nullable: true })
  phoneExtension: string | null;

  @Property({ type: 'text', nullable: true })
  mobile: string | null;

  @Property({ type: 'text', nullable: true })
  title: string | null;

  @Property({ type: 'boolean' })
  isPrimary: boolean;

  @Property({ type: 'boolean' })
  isActive: boolean;

  @Property({ type: 'json', fieldName: 'custom_fields' })
  customValues: Record<string, unknown>;

  @Property({ type: 'integer', version: true })
  version: number;

  @Property({ type: 'Date', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date;
}
