import type { PulledEntity } from '../../links/link.ts';
import { companySync } from './company/company.sync.ts';
import { contactSync } from './contact/contact.sync.ts';
import type { EntitySync } from './entity-sync.ts';
import { opportunitySync } from './opportunity/opportunity.sync.ts';
import { productSync } from './product/product.sync.ts';

/** Every record that comes in, parents first: the order of a first sync. */
export const registry: readonly EntitySync[] = [companySync, contactSync, productSync, opportunitySync];

/** The description of one record. */
export function syncOf(entity: PulledEntity): EntitySync {
  const found = registry.find((sync) => sync.entity === entity);
  if (!found) throw new Error(`"${entity}" is not in the registry.`);
  return found;
}

export const isPulled = (entity: string): entity is PulledEntity => registry.some((sync) => sync.entity === entity);
