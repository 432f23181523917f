import type { EntityType } from '@causeway/shared/vocabulary';
import type { PulledEntity } from '../links/link.ts';
import type { PushAttempt } from './push/attempt/push-attempt.ts';
import type { PushOutcome } from './push/attempt/push-outcome.ts';
import { pushCompany } from './push/steps/company.step.ts';
import { pushContact } from './push/steps/contact.step.ts';
import { type OpportunityTools, pushOpportunity } from './push/steps/opportunity-push.ts';
import { pushProduct } from './push/steps/product.step.ts';
import { companySync } from './records/company/company.sync.ts';
import { contactSync } from './records/contact/contact.sync.ts';
import type { EntitySync } from './records/entity-sync.ts';
import { opportunitySync } from './records/opportunity/opportunity.sync.ts';
import { productSync } from './records/product/product.sync.ts';
import { Records } from './records/records.ts';

/** A record in both directions: its description, and how it goes out: created with what it needs, or brought up to date. Safe to repeat. */
export interface SyncedRecord extends EntitySync {
  push(attempt: PushAttempt, tools: OpportunityTools): Promise<PushOutcome>;
}

/** Every synced record is one line here, parents first: the order of a first sync. */
export const registry: readonly SyncedRecord[] = [
  { ...companySync, push: always(pushCompany) },
  { ...contactSync, push: always(pushContact) },
  { ...productSync, push: always(pushProduct) },
  { ...opportunitySync, push: pushOpportunity },
];

/** For what the registry stands on. */
export const records = new Records(registry);

/** The description of one record. */
export function syncOf(entity: PulledEntity): SyncedRecord {
  const found = registry.find((sync) => sync.entity === entity);
  if (!found) throw new Error(`"${entity}" is not in the registry.`);
  return found;
}

/** A step that never leaves a record here. */
export function always(step: (attempt: PushAttempt) => Promise<unknown>): SyncedRecord['push'] {
  return async (attempt) => {
    await step(attempt);
    return { kind: 'pushed' };
  };
}

/** The path of a record in the web app; null for what has no page of its own. */
export function localPath(entity: EntityType | null, localId: string | null): string | null {
  if (entity === null || localId === null || !isPulled(entity)) return null;
  return `/${syncOf(entity).addresses.here}/${localId}`;
}

/** The screen of ConnectWise's web client that shows a record; null for those of which none is known. */
export const remoteScreenOf = (entity: EntityType): string | null =>
  isPulled(entity) ? syncOf(entity).addresses.there : null;

export const isPulled = (entity: string): entity is PulledEntity => records.has(entity);
