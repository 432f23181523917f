import { conflict } from '../http/api-error.ts';
import type { RecordRules } from '../model/rules.ts';
import type { Draft, Stored } from '../model/stored.ts';
import { isNamed } from '../write/reference.ts';
import type { WriteContext } from '../write/write-context.ts';

const ADDRESS = ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'country'] as const;
/** Fields that a company shows from its primary site (§3.1). */
const FROM_SITE = ['addressLine1', 'addressLine2', 'city', 'zip', 'country', 'phoneNumber', 'faxNumber'] as const;

export const companyRules: RecordRules = {
  createOnly: {
    types: 'types can only be used when creating a new company.',
    typeIds: 'typeIds can only be used when creating a new company.',
  },

  defaults(draft, context) {
    draft.status ??= context.defaultRow('companyStatuses')?.id;
    draft.territory ??= context.memberRow()?.defaultLocation;
    const typeIds = draft.typeIds as readonly number[] | undefined;
    draft.types ??= typeIds ?? [context.defaultRow('companyTypes')?.id].filter((id) => id !== undefined);
    draft.typeIds = undefined;
    context.stampGuid(draft, 'mobileGuid');
    const site = context.body.site as { readonly name?: unknown; readonly id?: unknown } | null | undefined;
    if (!site?.name && !site?.id) {
      context.problem('MissingRequiredField', 'Company Site name is required.', 'site');
    }
    if (context.readings.companyNeedsAddress && ADDRESS.every((field) => draft[field] === undefined)) {
      context.problem('MissingRequiredField', 'At least one address field is required.', 'addressLine1');
    }
  },

  beforeSave(draft, context, before) {
    const types = (draft.types ?? []) as readonly number[];
    draft.isVendorFlag = types.some((id) => context.find('companyTypes', id)?.vendorFlag === true);
    if (before) {
      checkDefaultContact(draft, context, before);
      checkSite(draft, context, before);
    } else if (isNamed(draft.site)) {
      // The site is created with the company; until then its name waits outside the draft.
      draft.$siteName = draft.site.$name;
      draft.site = undefined;
    }
  },

  afterCreate(row, context) {
    const { $siteName, ...company } = row as Stored & { readonly $siteName?: string };
    const site = context.add('sites', {
      ...siteFields(row, context),
      name: $siteName ?? 'Main',
      company: row.id,
      primaryAddressFlag: true,
      defaultShippingFlag: true,
      defaultBillingFlag: true,
      defaultMailingFlag: true,
    });
    context.store.put('companies', { ...company, site: site.id } as Stored);
    for (const type of (row.types ?? []) as readonly number[]) {
      context.add('companyTypeAssociations', { type, company: row.id });
    }
  },

  afterUpdate(row, context, before) {
    const moved = [...FROM_SITE, 'state'].some((field) => row[field] !== before[field]);
    const site = context.find('sites', row.site);
    if (moved && site) context.change('sites', site, siteFields(row, context), { silent: true });
    if (row.defaultContact !== before.defaultContact) moveDefaultFlag(row, context, before);
  },

  remove(row, context) {
    if (row.deletedFlag === true) return true;
    const closed = (status: unknown) => context.find('opportunityStatuses', status)?.closedFlag === true;
    if (context.related('opportunities', 'company', row.id).some((opportunity) => !closed(opportunity.status))) {
      throw conflict(`Company ${row.id} has open opportunities and cannot be deleted.`);
    }
    if (context.related('contacts', 'company', row.id).length > 0) {
      throw conflict(`Company ${row.id} has contacts and cannot be deleted.`);
    }
    if (context.readings.companyDelete === 'hard') return removeChildren(row, context);
    context.change('companies', row, {
      deletedFlag: true,
      dateDeleted: context.nowSeconds,
      deletedBy: context.member.identifier,
    });
    return true;
  },
};

/** Takes a company away with all that has no life without it; the row itself goes the usual way. */
function removeChildren(row: Stored, context: WriteContext): boolean {
  for (const record of ['sites', 'companyTypeAssociations', 'companyNotes']) {
    for (const child of context.related(record, 'company', row.id)) context.remove(record, child.id);
  }
  return false;
}

function siteFields(row: Stored, context: WriteContext): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of FROM_SITE) fields[field] = row[field];
  const wanted = String(row.state ?? '').toLowerCase();
  for (const state of wanted === '' ? [] : context.store.table('states').all()) {
    if (String(state.identifier).toLowerCase() === wanted) fields.stateReference = state.id;
  }
  return fields;
}

function checkSite(draft: Draft, context: WriteContext, before: Stored): void {
  if (isNamed(draft.site)) {
    const wanted = draft.site.$name.toLowerCase();
    const site = context
      .related('sites', 'company', before.id)
      .find((row) => String(row.name).toLowerCase() === wanted);
    draft.site = site?.id ?? draft.site;
  }
  draft.site ??= before.site;
}

function checkDefaultContact(draft: Draft, context: WriteContext, before: Stored): void {
  if (draft.defaultContact === before.defaultContact) return;
  const contact = context.find('contacts', draft.defaultContact);
  if (contact && contact.company !== before.id) {
    context.problem('NotFound', `Contact ${contact.id} not found for Company ${before.id}`, 'defaultContact/id');
  }
}

function moveDefaultFlag(row: Stored, context: WriteContext, before: Stored): void {
  const old = context.find('contacts', before.defaultContact);
  if (old) context.change('contacts', old, { defaultFlag: false }, { silent: true });
  const current = context.find('contacts', row.defaultContact);
  if (current) context.change('contacts', current, { defaultFlag: true }, { silent: true });
}
