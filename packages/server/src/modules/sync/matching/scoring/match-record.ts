import type { EntityType } from '@causeway/shared/vocabulary';
import { AppError } from '../../../../platform/errors.ts';
import {
  domainOf,
  emailDomainOf,
  emailKey,
  type Place,
  type PlaceKeys,
  phoneDigits,
  placeKeys,
} from './contact-points.rules.ts';
import { type NameParts, nameParts } from './names.rules.ts';

/** The kinds of records that are there on both sides before the first sync. */
export const matchedEntities = ['company', 'contact', 'product'] as const;
export type MatchedEntity = (typeof matchedEntities)[number];

export const isMatched = (entity: string): entity is MatchedEntity => matchedEntities.some((one) => one === entity);

/** Throws AppError "invalid_input" for a kind of record that is never matched. */
export function matchedOf(entity: EntityType): MatchedEntity {
  if (isMatched(entity)) return entity;
  throw new AppError('invalid_input', 'Only companies, contacts and products are matched.', { field: 'entity' });
}

/** What is compared of a record, the same for both sides; null where it says nothing. */
export interface MatchRecord {
  /** ConnectWise's ID, or the CRM's. */
  id: string;
  name: string | null;
  /** Company ID, SKU. */
  identifier?: string | null;
  website?: string | null;
  phone?: string | null;
  email?: string | null;
  /** Of a company: domains of its contacts' addresses. */
  emailDomains?: readonly string[];
  place?: Place | null;
  /** Manufacturer's part number, which the other side may use as its SKU. */
  partNumber?: string | null;
  /** Of a contact: its company or client. */
  withinId?: string | null;
  withinName?: string | null;
  isBundle?: boolean;
}

/** A record made ready for comparing with many others. */
export interface Features {
  id: string;
  name: NameParts | null;
  identifier: string | null;
  domain: string | null;
  phone: string | null;
  email: string | null;
  emailDomains: readonly string[];
  place: PlaceKeys | null;
  partNumber: string | null;
  withinId: string | null;
  isBundle: boolean;
  /** As it came, for showing. */
  record: MatchRecord;
}

export function featuresOf(entity: MatchedEntity, record: MatchRecord): Features {
  const domain = domainOf(record.website ?? null);
  const own = entity === 'contact' ? emailDomainOf(record.email ?? null) : null;
  return {
    id: record.id,
    name: nameParts(record.name, { hasLegalForm: entity === 'company' }),
    identifier: keyOf(record.identifier),
    domain,
    phone: phoneDigits(record.phone ?? null),
    email: emailKey(record.email ?? null),
    emailDomains: own ? [own] : (record.emailDomains ?? []),
    place: record.place ? placeKeys(record.place) : null,
    partNumber: keyOf(record.partNumber),
    withinId: record.withinId ?? null,
    isBundle: record.isBundle ?? false,
    record,
  };
}

const keyOf = (text: string | null | undefined): string | null => text?.trim().toLowerCase() || null;
