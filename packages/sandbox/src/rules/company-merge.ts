import { badRequest, invalidObject, notFound, type Problem } from '../http/api-error.ts';
import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { moveLines } from './opportunity.rules.ts';

const CHOICES = `name identifier status type primaryAddress primaryContact phone fax website market territory revenue
  revenueYear numberOfEmployees sicCode dateAcquired timeZone sourceList userDefinedField1 userDefinedField2
  userDefinedField3 userDefinedField4 userDefinedField5 userDefinedField6 userDefinedField7 userDefinedField8
  userDefinedField9 userDefinedField10 billingAddress billingContact taxCode accountNumber billingTerms`.split(/\s+/);
const MOVES = 'notes sites activities opportunities services projects contacts documents'.split(' ');
/** Fields that a choice stands for, where it is not the field of its own name. */
const FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  type: ['types'],
  primaryAddress: ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'country'],
  primaryContact: ['defaultContact'],
  phone: ['phoneNumber'],
  fax: ['faxNumber'],
  revenue: ['annualRevenue'],
  timeZone: ['timeZoneSetup'],
  sourceList: ['leadSource'],
  billingAddress: ['billingSite'],
};

/**
 * Merges `from` into another company. The losing row becomes deleted, but its `lastUpdated` does not move and its status
 * stays: the trap that polling by `lastUpdated` falls into (§3.1).
 */
export function mergeCompanies(from: Stored, context: WriteContext): void {
  const body = context.body;
  checkBody(body);
  const to = context.find('companies', Number(body.toCompanyId));
  if (!to || to.deletedFlag === true) throw notFound('company', String(body.toCompanyId));
  if (to.id === from.id) throw badRequest('ConnectWiseApi', 'A company cannot be merged into itself.');
  takeOver(from, to, context);
  if (body.contacts !== 'Discard') moveContacts(from, to, context);
  if (body.opportunities !== 'Discard') {
    for (const row of context.related('opportunities', 'company', from.id)) {
      moveLines(context.change('opportunities', row, { company: to.id, site: to.site }), context);
    }
  }
  if (body.sites === 'Merge') moveSites(from, to, context);
  if (body.notes === 'Merge') {
    for (const row of context.related('companyNotes', 'company', from.id))
      context.change('companyNotes', row, { company: to.id });
  }
  if (body.documents === 'Merge') {
    for (const row of context.related('documents', 'recordKey', `company:${from.id}` as unknown as number)) {
      context.change('documents', row, { recordKey: `company:${to.id}`, recordId: to.id });
    }
  }
  const lost = context.find('companies', from.id) ?? from;
  context.change(
    'companies',
    lost,
    {
      deletedFlag: true,
      dateDeleted: context.nowSeconds,
      deletedBy: context.member.identifier,
      defaultContact: undefined,
    },
    { silent: !context.readings.mergeMovesLastUpdated },
  );
}

function checkBody(body: Readonly<Record<string, unknown>>): void {
  const problems: Problem[] = [];
  const problem = (code: Problem['code'], message: string, field: string) =>
    problems.push({ code, message, resource: 'companyMerge', field });
  if (!Number.isInteger(Number(body.toCompanyId)) || body.toCompanyId === undefined || body.toCompanyId === null) {
    problem('MissingRequiredField', 'The toCompanyId field is required.', 'toCompanyId');
  }
  for (const [key, value] of Object.entries(body)) {
    if (key === 'toCompanyId' || value === null) continue;
    const allowed = CHOICES.includes(key)
      ? ['From', 'To', 'None']
      : MOVES.includes(key)
        ? ['Discard', 'Merge', 'None']
        : undefined;
    if (!allowed)
      throw badRequest(
        'ConnectWiseApi',
        `Could not find member '${key.slice(0, 100)}' on object of type 'CompanyMerge'. Path '${key.slice(0, 100)}'.`,
      );
    if (!allowed.includes(String(value))) {
      problem('InvalidField', `Enum value supplied was invalid. Allowed: ${allowed.join(', ')}.`, key);
    }
  }
  if (problems.length > 0) throw invalidObject('companyMerge', problems);
}

function takeOver(from: Stored, to: Stored, context: WriteContext): void {
  const taken: Record<string, unknown> = {};
  for (const choice of CHOICES) {
    if (context.body[choice] !== 'From' || choice === 'identifier') continue;
    for (const field of FIELDS_OF[choice] ?? [choice]) {
      if (from[field] !== undefined) taken[field] = from[field];
    }
  }
  if (Object.keys(taken).length > 0) context.change('companies', to, taken);
}

/** Sites of the lost company join the other's, none of them primary; the lost one keeps its own primary site. */
function moveSites(from: Stored, to: Stored, context: WriteContext): void {
  for (const row of context.related('sites', 'company', from.id)) {
    if (row.id === from.site) continue;
    const flags = { defaultShippingFlag: false, defaultBillingFlag: false, defaultMailingFlag: false };
    context.change('sites', row, { ...flags, primaryAddressFlag: false, company: to.id });
  }
}

function moveContacts(from: Stored, to: Stored, context: WriteContext): void {
  for (const row of context.related('contacts', 'company', from.id)) {
    context.change('contacts', row, { company: to.id, site: to.site, defaultFlag: false });
  }
}
