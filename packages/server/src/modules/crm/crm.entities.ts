import type { AnyEntity, EntityClass } from '@mikro-orm/postgresql';
import { ClientEntity } from './clients/client.entity.ts';
import { ContactEntity } from './contacts/contact.entity.ts';
import { DocumentEntity } from './documents/document.entity.ts';
import { OpportunityEntity } from './opportunities/opportunity.entity.ts';
import { ProductEntity } from './products/product.entity.ts';
import { TaxRegionEntity } from './tax-regions/tax-region.entity.ts';

/** The records of the CRM that are written one at a time through MikroORM. */
export const crmEntities: EntityClass<AnyEntity>[] = [
  ClientEntity,
  ContactEntity,
  DocumentEntity,
  OpportunityEntity,
  ProductEntity,
  TaxRegionEntity,
];
