import { conflict, invalidObject } from '../http/api-error.ts';
import type { RecordRules } from '../model/rules.ts';
import type { Draft, Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { settleCommunication } from './communication.ts';
import { settleSite } from './site-reference.ts';

/** Fields of an opportunity that may point at a contact. */
const USED_BY = ['contact', 'shipToContact', 'billToContact', 'technicalContact'] as const;

export const contactRules: RecordRules = {
  createOnly: { typeIds: 'typeIds can only be used when creating a new contact.' },

  defaults(draft, context) {
    draft.types ??= draft.typeIds;
    draft.typeIds = undefined;
    draft.companyLocation ??= context.memberRow()?.defaultLocation;
    context.stampGuid(draft, 'mobileGuid');
  },

  beforeSave(draft, context, before) {
    if (before && draft.company !== before.company && draft.site === before.site) draft.site = undefined;
    settleSite(draft, context, { fallBackToPrimary: true });
    settleCommunication(draft, context, before);
    showDefaultPhone(draft, context);
    // The field exists and always comes back false; what it does is not known (§10).
    draft.ignoreDuplicates = undefined;
  },

  afterCreate: (row, context) => claimDefault(row, context),
  afterUpdate: (row, context) => claimDefault(row, context),

  remove(row, context) {
    const transferTo = context.query.get('transferContactId');
    if (transferTo !== null) transfer(row, Number(transferTo), context);
    else refuseWhenUsed(row, context);
    for (const note of context.related('contactNotes', 'contactId', row.id)) context.remove('contactNotes', note.id);
    for (const link of context.related('contactTypeAssociations', 'contact', row.id)) {
      context.remove('contactTypeAssociations', link.id);
    }
    return false;
  },
};

/** The default phone is shown on the contact; without one, the site's number stands in (recorded body). */
function showDefaultPhone(draft: Draft, context: WriteContext): void {
  type Item = {
    readonly communicationType?: string;
    readonly defaultFlag?: boolean;
    readonly value?: string;
    readonly extension?: string;
    readonly type?: number;
  };
  const items = (draft.communicationItems ?? []) as readonly Item[];
  const phone = items.find((item) => item.communicationType === 'Phone' && item.defaultFlag === true);
  const sitePhone = phone ? undefined : context.find('sites', draft.site)?.phoneNumber;
  draft.defaultPhoneType = phone ? context.find('communicationTypes', phone.type)?.description : sitePhone && 'Site';
  draft.defaultPhoneNbr = phone?.value ?? sitePhone;
  draft.defaultPhoneExtension = phone?.extension;
}

/** `defaultFlag` makes a contact the primary one of its company, and only one is. */
function claimDefault(row: Stored, context: WriteContext): void {
  const company = context.find('companies', row.company);
  if (!company || row.defaultFlag !== true || company.defaultContact === row.id) return;
  const old = context.find('contacts', company.defaultContact);
  if (old && old.company === company.id) context.change('contacts', old, { defaultFlag: false }, { silent: true });
  context.change('companies', company, { defaultContact: row.id });
}

function refuseWhenUsed(row: Stored, context: WriteContext): void {
  const company = context.find('companies', row.company);
  if (company?.defaultContact === row.id) {
    throw conflict(
      `Contact ${row.id} is the primary contact of Company ${company.id}. Give transferContactId or choose another one first.`,
    );
  }
  const used = context.related('opportunities', 'contact', row.id).length > 0;
  if (used || context.related('opportunityContacts', 'contact', row.id).length > 0) {
    throw conflict(
      `Contact ${row.id} is used by opportunities. Give transferContactId to move them to another contact.`,
    );
  }
}

function transfer(row: Stored, targetId: number, context: WriteContext): void {
  const target = context.find('contacts', targetId);
  if (!target || target.id === row.id) {
    const problem = {
      code: 'NotFound',
      message: `Contact ${targetId} not found`,
      resource: 'contact',
      field: 'transferContactId',
    } as const;
    throw invalidObject('contact', [problem]);
  }
  for (const opportunity of context.related('opportunities', 'contact', row.id)) {
    const fields = USED_BY.filter((field) => opportunity[field] === row.id).map((field) => [field, target.id]);
    context.change('opportunities', opportunity, Object.fromEntries(fields));
  }
  for (const link of context.related('opportunityContacts', 'contact', row.id)) {
    context.change('opportunityContacts', link, { contact: target.id });
  }
  const company = context.find('companies', row.company);
  if (company?.defaultContact === row.id) {
    context.change('companies', company, { defaultContact: target.id });
    context.change('contacts', target, { defaultFlag: true }, { silent: true });
  }
}
