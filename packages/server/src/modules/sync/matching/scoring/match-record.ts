import { domainOf, emailDomainOf, emailKey } from './domains.rules.ts';
import { type NameParts, nameParts } from './names.rules.ts';
import { type PhoneKey, phoneKey, type Region } from './phones.rules.ts';
import { type Place, type PlaceKeys, placeKeys } from './places.rules.ts';

/** What is compared of a record, the same for both sides; null where it says nothing. */
export interface MatchRecord {
  /** ConnectWise's ID, or the CRM's. */
  id: string;
  name: string | null;
  /** Company ID, SKU. */
  identifier?: string | null;
  website?: string | null;
  phone?: string | null;
  /** Of the phone number, where it stands apart from it. */
  phoneExtension?: string | null;
  /** By whose rules the phone number is written; of a contact its company's. */
  country?: string | null;
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
  /** Of a bundle in ConnectWise: the items that it does not come in without, by ID; only where filters exclude any. */
  needs?: readonly string[];
}

/** A record made ready for comparing with many others. */
export interface Features {
  id: string;
  name: NameParts | null;
  identifier: string | null;
  domain: string | null;
  phone: PhoneKey | null;
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
  /** Its extension is its own: people of one company share the number. Of a company the line counts. */
  hasOwnExtension?: boolean;
}

/** `home` is the country of phone numbers whose record says none: the workspace's. */
export function featuresOf(
  { hasLegalForm = false, hasOwnMail = false, hasOwnExtension = false }: FeatureRules,
  record: MatchRecord,
  home: Region | null = null,
): Features {
  const domain = domainOf(record.website ?? null);
  const phone = phoneKey(
    { phone: record.phone ?? null, extension: record.phoneExtension ?? null, country: record.country ?? null },
    home,
  );
  const own = hasOwnMail ? emailDomainOf(record.email ?? null) : null;
  return {
    id: record.id,
    name: nameParts(record.name, { hasLegalForm }),
    identifier: keyOf(record.identifier),
    domain,
    phone: phone && (hasOwnExtension ? phone : { ...phone, extension: null }),
    email: emailKey(record.email ?? null),
    emailDomains: own ? [own] : (record.emailDomains ?? []),
    place: record.place ? placeKeys(record.place) : null,
    partNumber: keyOf(record.partNumber),
    withinId: record.withinId ?? null,
    isBundle: record.isBundle ?? false,
    record,
  };
}

/** Of identifiers and part numbers: case and spaces do not count. */
const keyOf = (text: string | null | undefined): string | null => text?.toLowerCase().replace(/\s+/g, '') || null;
