import type { ReferenceKind } from '@causeway/shared/vocabulary';
import { categoryWire, productTypeWire, subcategoryWire, unitOfMeasureWire } from '../../connectwise/wire/catalog.ts';
import { companyStatusWire, companyTypeWire, countryWire } from '../../connectwise/wire/company.ts';
import { communicationTypeWire, contactTypeWire } from '../../connectwise/wire/contact.ts';
import { billingCycleWire } from '../../connectwise/wire/finance.ts';
import {
  opportunityTypeWire,
  probabilityWire,
  ratingWire,
  stageWire,
  statusWire,
} from '../../connectwise/wire/opportunity.ts';
import { departmentWire, locationWire, memberWire, userDefinedFieldWire } from '../../connectwise/wire/system.ts';
import { taxCodeWire } from '../../connectwise/wire/tax-code.ts';
import type { Wire } from '../../connectwise/wire/wire.ts';
import type { ReferenceFlags } from './connection.ports.ts';
import { isCancelled, notExpressed, productRate, startsLater } from './tax-rate.rules.ts';

/** One row of a pick list as it will be stored. */
export interface ReferenceRow {
  label: string;
  position?: number | null | undefined;
  isActive?: boolean;
  flags?: ReferenceFlags;
}

/** A set-up table of ConnectWise: where it is, and what a row of it means here. */
export interface ReferenceTable {
  wire: Wire<{ id: number }>;
  /** `now` decides what has ended. */
  read(record: unknown, now: Date): ReferenceRow;
}

/** Which ConnectWise table feeds which pick list. */
export const referenceTables: Record<ReferenceKind, ReferenceTable> = {
  stage: table(stageWire, (r) => ({
    label: named(r.name, r.id),
    position: r.sequenceNumber,
    flags: given({ sequenceNumber: r.sequenceNumber, probabilityId: textId(r.probability) }),
  })),
  status: table(statusWire, (r) => ({
    label: named(r.name, r.id),
    isActive: r.inactiveFlag !== true,
    flags: {
      wonFlag: r.wonFlag === true,
      lostFlag: r.lostFlag === true,
      closedFlag: r.closedFlag === true,
      defaultFlag: r.defaultFlag === true,
    },
  })),
  rating: table(ratingWire, (r) => ({ label: named(r.name, r.id), position: r.sortOrder })),
  opportunity_type: table(opportunityTypeWire, (r) => ({
    label: named(r.description, r.id),
    isActive: r.inactiveFlag !== true,
  })),
  probability: table(probabilityWire, (r) => ({
    label: named(r.probability == null ? null : `${r.probability} %`, r.id),
    position: r.probability,
    flags: given({ probability: r.probability }),
  })),
  location: table(locationWire, (r) => ({
    label: named(r.name, r.id),
    flags: given({ departmentIds: r.departmentIds?.length ? r.departmentIds.map(String) : null }),
  })),
  department: table(departmentWire, (r) => ({
    label: named(r.name ?? r.identifier, r.id),
    flags: given({ identifier: r.identifier }),
  })),
  member: table(memberWire, (r) => ({
    label: named(r.fullName ?? [r.firstName, r.lastName].filter(Boolean).join(' '), r.id),
    isActive: r.inactiveFlag !== true,
    flags: given({ identifier: r.identifier, email: r.defaultEmail, licenseClass: r.licenseClass }),
  })),
  company_type: table(companyTypeWire, (r) => ({
    label: named(r.name, r.id),
    flags: { defaultFlag: r.defaultFlag === true },
  })),
  company_status: table(companyStatusWire, (r) => ({
    label: named(r.name, r.id),
    isActive: r.inactiveFlag !== true,
    flags: { defaultFlag: r.defaultFlag === true, disallowSavingFlag: r.disallowSavingFlag === true },
  })),
  country: table(countryWire, (r) => ({
    label: named(r.name, r.id),
    flags: given({ identifier: r.countryCode ?? r.identifier }),
  })),
  contact_type: table(contactTypeWire, (r) => ({
    label: named(r.description, r.id),
    flags: { defaultFlag: r.defaultFlag === true },
  })),
  communication_type: table(communicationTypeWire, (r) => ({
    label: named(r.description, r.id),
    flags: {
      defaultFlag: r.defaultFlag === true,
      emailFlag: r.emailFlag === true,
      phoneFlag: r.phoneFlag === true,
      faxFlag: r.faxFlag === true,
    },
  })),
  category: table(categoryWire, (r) => ({
    label: named(r.name, r.id),
    isActive: r.inactiveFlag !== true,
    flags: { defaultFlag: r.defaultFlag === true },
  })),
  subcategory: table(subcategoryWire, (r) => ({
    label: named(r.name, r.id),
    isActive: r.inactiveFlag !== true,
    flags: given({ defaultFlag: r.defaultFlag === true, categoryId: textId(r.category) }),
  })),
  product_type: table(productTypeWire, (r) => ({
    label: named(r.name, r.id),
    isActive: r.inactiveFlag !== true,
    flags: given({ defaultFlag: r.defaultFlag === true, typeXref: r.typeXref }),
  })),
  unit: table(unitOfMeasureWire, (r) => ({
    label: named(r.name, r.id),
    isActive: r.inactiveFlag !== true,
    flags: { defaultFlag: r.defaultFlag === true },
  })),
  billing_cycle: table(billingCycleWire, (r) => ({
    label: named(r.name, r.id),
    flags: given({ identifier: r.identifier, defaultFlag: r.defaultFlag === true }),
  })),
  tax_code: table(taxCodeWire, (r, now) => ({
    label: named(r.description ?? r.identifier, r.id),
    isActive: !isCancelled(r, now),
    flags: given({
      identifier: r.identifier,
      defaultFlag: r.defaultFlag === true,
      ...productRate(r),
      notExpressed: notExpressed(r),
      startsOn: r.effectiveDate?.slice(0, 10),
      endsOn: r.cancelDate?.slice(0, 10),
      startsLater: startsLater(r, now),
    }),
  })),
  custom_field: table(userDefinedFieldWire, (r) => ({
    label: named(r.caption, r.id),
    position: r.sequenceNumber,
    flags: given({
      screenId: r.screenId,
      podId: r.podId == null ? null : String(r.podId),
      pod: r.podDescription,
      fieldType: r.fieldTypeIdentifier,
      entryType: r.entryTypeIdentifier,
      requiredFlag: r.requiredFlag === true,
      readOnlyFlag: r.readOnlyFlag === true,
      options: r.options?.filter((o) => o.inactiveFlag !== true).map((o) => o.optionValue ?? '') ?? null,
    }),
  })),
};

function table<T extends { id: number }>(wire: Wire<T>, read: (record: T, now: Date) => ReferenceRow): ReferenceTable {
  return { wire, read };
}

const named = (label: string | null | undefined, id: number): string => label?.trim() || `No name (ID ${id})`;

const textId = (reference: { id: number } | null | undefined): string | null =>
  reference == null ? null : String(reference.id);

/** Without the keys that ConnectWise left empty. */
function given(flags: { [K in keyof ReferenceFlags]?: ReferenceFlags[K] | null }): ReferenceFlags {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value != null));
}
