import type { Stored } from '../model/stored.ts';
import { type Html, html } from './html.ts';
import { changed, labelOf, linkTo, opportunityTable } from './lists.ts';
import type { PageRequest } from './page-request.ts';
import { table } from './table.ts';

type Pair = readonly [string, unknown];
type Member = PageRequest['member'];

export function companyPage({ member }: PageRequest, row: Stored): Html {
  const address = [row.addressLine1, row.addressLine2, row.city, row.state, row.zip].filter(Boolean).join(', ');
  const contacts = related(member, 'contacts', 'company', row.id);
  const opportunities = related(member, 'opportunities', 'company', row.id);
  return html`<h1>${row.name}</h1><p class="soft">Company ${row.id}${row.deletedFlag ? ', deleted' : ''}</p>${facts([
    ['Identifier', row.identifier],
    ['Status', labelOf(member, 'companyStatuses', row.status)],
    ['Types', ((row.types ?? []) as number[]).map((type) => labelOf(member, 'companyTypes', type)).join(', ')],
    ['Address', address],
    ['Phone', row.phoneNumber],
    ['Website', row.website],
    ['Tax code', labelOf(member, 'taxCodes', row.taxCode)],
    ...customFields(member, 'company_overview', row),
    ['Changed', changed(row)],
  ])}<h2>Contacts</h2>${table(
    [{ label: 'Contact' }, { label: 'Title' }, { label: 'Role' }],
    contacts.map((contact) => [
      linkTo(member, 'contacts', contact.id),
      contact.title,
      contact.defaultFlag ? 'Primary' : '',
    ]),
    'None.',
  )}
<h2>Opportunities</h2>${opportunityTable(opportunities, member)}${notes(member, 'companyNotes', 'company', row.id)}${documents(member, 'company', row.id)}`;
}

export function contactPage({ member }: PageRequest, row: Stored): Html {
  const items = (row.communicationItems ?? []) as readonly { readonly type?: number; readonly value?: string }[];
  return html`<h1>${labelOf(member, 'contacts', row.id)}</h1><p class="soft">Contact ${row.id}</p>${facts([
    ['Company', linkTo(member, 'companies', row.company)],
    ['Title', row.title],
    ...items.map((item): Pair => [labelOf(member, 'communicationTypes', item.type), item.value]),
    ...customFields(member, 'contact_detail', row),
    ['Changed', changed(row)],
  ])}${notes(member, 'contactNotes', 'contactId', row.id)}${documents(member, 'contact', row.id)}`;
}

export function opportunityPage({ member }: PageRequest, row: Stored): Html {
  const lines = related(member, 'products', 'opportunity', row.id).sort(
    (a, b) => Number(a.sequenceNumber) - Number(b.sequenceNumber),
  );
  const forecast = related(member, 'forecastItems', 'opportunity', row.id).filter((item) => item.includeFlag !== false);
  const total = forecast.reduce((sum, item) => sum + Number(item.revenue ?? 0), 0);
  return html`<h1>${row.name}</h1><p class="soft">Opportunity ${row.id}</p>${facts([
    ['Company', linkTo(member, 'companies', row.company)],
    ['Contact', linkTo(member, 'contacts', row.contact)],
    ['Stage', labelOf(member, 'stages', row.stage)],
    ['Status', labelOf(member, 'opportunityStatuses', row.status)],
    ['Sales rep', labelOf(member, 'members', row.primarySalesRep)],
    ['Forecast revenue', money(total)],
    ['Sales tax', money(row.totalSalesTax)],
    ...customFields(member, 'opportunity_overview', row),
    ['Changed', changed(row)],
  ])}<h2>Products</h2>${table(
    [
      { label: 'Item' },
      { label: 'Description' },
      { label: 'Quantity', number: true },
      { label: 'Price', number: true },
      { label: 'Extended', number: true },
    ],
    lines.map((line) => [
      labelOf(member, 'catalog', line.catalogItem),
      line.description,
      line.quantity,
      money(line.price),
      money(line.extPrice),
    ]),
    'None.',
  )}${notes(member, 'opportunityNotes', 'opportunityId', row.id)}${documents(member, 'opportunity', row.id)}`;
}

function related(member: Member, record: string, field: string, id: unknown): Stored[] {
  const rows = member.tenant.store.table(record);
  return rows
    .related(field, id)
    .slice(0, 500)
    .flatMap((rowId) => rows.get(rowId) ?? []);
}

const money = (value: unknown) =>
  value === undefined ? '' : Number(value).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

function facts(pairs: readonly Pair[]): Html {
  const present = pairs.filter(([, value]) => value !== undefined && value !== '');
  return html`<div class="box"><dl>${present.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
}

/** Custom fields that hold something. */
function customFields(member: Member, pod: string, row: Stored): Pair[] {
  const values = (row.customFields ?? {}) as Readonly<Record<string, unknown>>;
  return [...member.tenant.store.table('userDefinedFields').all()]
    .filter((definition) => definition.podDescription === pod && values[definition.id] !== undefined)
    .map((definition) => [String(definition.caption), String(values[definition.id])]);
}

function notes(member: Member, record: string, field: string, id: number): Html {
  const rows = related(member, record, field, id);
  return html`<h2>Notes</h2>${table(
    [{ label: 'Note' }, { label: 'Written' }],
    rows.map((row) => [row.text, changed(row)]),
    'None.',
  )}`;
}

function documents(member: Member, type: string, id: number): Html {
  const rows = related(member, 'documents', 'recordKey', `${type}:${id}`);
  return html`<h2>Documents</h2>${table(
    [
      { label: 'Title' },
      { label: 'File or link' },
      { label: 'Bytes', number: true },
      { label: 'Version', number: true },
    ],
    rows.map((row) => [row.title, row.fileName, row.size, row.version]),
    'None.',
  )}`;
}
