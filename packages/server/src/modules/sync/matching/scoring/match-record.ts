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

/** What the features of a kind of record are made by. */
export interface FeatureRules {
  /** Its name may end in a legal form: "Acme, Inc." is "Acme". */
  hasLegalForm?: boolean;
  /** Its e-mail address is its own, and so is the domain. */
  hasOwnMail?: boolean;
}

export function featuresOf({ hasLegalForm = false, hasOwnMail = false }: FeatureRules, record: MatchRecord): Features {
  const domain = domainOf(record.website ?? null);
  const own = hasOwnMail ? emailDomainOf(record.email ?? null) : null;
  return {
    id: record.id,
    name: nameParts(record.name, { hasLegalForm }),
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
