import type { BillingKind, ProductKind } from '@causeway/shared/vocabulary';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Id, newId } from '../../../platform/ids.ts';

/** A product or bundle as it is written; what a bundle holds is written by SQL. */
@Entity({ tableName: 'product' })
export class ProductEntity {
  @PrimaryKey({ type: 'uuid' })
  id: Id = newId();

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'text', nullable: true })
  sku: string | null;

  @Property({ type: 'text', nullable: true })
  description: string | null;

  @Property({ type: 'text' })
  kind: ProductKind;

  @Property({ type: 'text', nullable: true })
  productClass: string | null;

  @Property({ type: 'text', nullable: true })
  type: string | null;

  @Property({ type: 'text', nullable: true })
  category: string | null;

  @Property({ type: 'text', nullable: true })
  subcategory: string | null;

  @Property({ type: 'text', nullable: true })
  unit: string | null;

  @Property({ type: 'decimal' })
  price: string;

  @Property({ type: 'decimal' })
  cost: string;

  @Property({ type: 'boolean' })
  isTaxable: boolean;

  @Property({ type: 'boolean' })
  isActive: boolean;

  @Property({ type: 'text' })
  billing: BillingKind;

  @Property({ type: 'text', nullable: true })
  billingCycle: string | null;

  @Property({ type: 'text', nullable: true })
  billingCycleId: string | null;

  @Property({ type: 'integer', nullable: true })
  billingCycles: number | null;

  @Property({ type: 'decimal' })
  recurringPrice: string;

  @Property({ type: 'decimal' })
  recurringCost: string;

  @Property({ type: 'json', fieldName: 'custom_fields' })
  customValues: Record<string, unknown>;

  @Property({ type: 'integer', version: true })
  version: number;

  @Property({ type: 'Date', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date;
}
