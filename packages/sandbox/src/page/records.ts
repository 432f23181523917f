import type { Stored } from '../model/stored.ts';
import { type Html, html } from './html.ts';
import { changed, labelOf, opportunityTable } from './lists.ts';
import type { PageRequest } from './pages.ts';

type Pair = readonly [string, unknown];

export function companyPage({ member }: PageRequest, row: Stored): Html {
  const address = [row.addressLine1, row.addressLine2, row.city, row.state, row.zip].filter(Boolean).join(', ');
  const contacts = related(member, 'contacts', 'company', row.id);
  return html`<h1>${row.name}</h1><p class="soft">Company ${row.id}${row.deletedFlag ? ', deleted' : ''}</p>${facts([
    ['Identifier', row.identifier],
    ['Status', labelOf(member, 'companyStatuses', row.status)],
    ['Address', address],
    ['Phone', row.phoneNumber],
    ['Website', row.website],
    ['Tax code', labelOf(member, 'taxCodes', row.taxCode)],
    ['Changed', changed(row)],
  ])}<h2>Contacts</h2><section><table><tbody>${empty(contacts)}${contacts.map((contact) => html`<tr><td><a href="/contacts/${contact.id}?company=${encodeURIComponent(member.tenant.company)}">${labelOf(member, 'contacts', contact.id)}</a></td><td>${contact.title}</td><td>${contact.defaultFlag ? 'Primary' : ''}</td></tr>`)}</tbody></table></section>
<h2>Opportunities</h2><section>${opportunityTable(related(member, 'opportunities', 'company', row.id), member)}</section>${notes(member, 'companyNotes', 'company', row.id)}${documents(member, 'company', row.id)}`;
}

export function contactPage({ member }: PageRequest, row: Stored): Html {
  const items = (row.communicationItems ?? []) as readonly { readonly type?: number; readonly value?: string }[];
  return html`<h1>${labelOf(member, 'contacts', row.id)}</h1><p class="soft">Contact ${row.id}</p>${facts([
    ['Company', labelOf(member, 'companies', row.company)],
    ['Title', row.title],
    ...items.map((item): Pair => [labelOf(member, 'communicationTypes', item.type), item.value]),
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
    ['Company', labelOf(member, 'companies', row.company)],
    ['Contact', labelOf(member, 'contacts', row.contact)],
    ['Stage', labelOf(member, 'stages', row.stage)],
    ['Status', labelOf(member, 'opportunityStatuses', row.status)],
    ['Sales rep', labelOf(member, 'members', row.primarySalesRep)],
    ['Forecast revenue', money(total)],
    ['Sales tax', money(row.totalSalesTax)],
    ['Changed', changed(row)],
  ])}<h2>Products</h2><section><table><thead><tr><th>Item</th><th>Description</th><th class="n">Quantity</th><th class="n">Price</th><th class="n">Extended</th></tr></thead><tbody>${empty(lines)}${lines.map(
    (line) =>
      html`<tr><td>${labelOf(member, 'catalog', line.catalogItem)}</td><td>${line.description}</td><td class="n">${line.quantity}</td><td class="n">${money(line.price)}</td><td class="n">${money(line.extPrice)}</td></tr>`,
  )}</tbody></table></section>${notes(member, 'opportunityNotes', 'opportunityId', row.id)}${documents(member, 'opportunity', row.id)}`;
}

type Member = PageRequest['member'];

function related(member: Member, record: string, field: string, id: unknown): Stored[] {
  const table = member.tenant.store.table(record);
  return table
    .related(field, id)
    .slice(0, 500)
    .flatMap((rowId) => table.get(rowId) ?? []);
}

const empty = (rows: readonly unknown[]) => (rows.length === 0 ? html`<tr><td class="soft">None.</td></tr>` : '');
const money = (value: unknown) =>
  value === undefined ? '' : Number(value).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

function facts(pairs: readonly Pair[]): Html {
  const present = pairs.filter(([, value]) => value !== undefined && value !== '');
  return html`<div class="box"><dl>${present.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
}

function notes(member: Member, record: string, field: string, id: number): Html {
  const rows = related(member, record, field, id);
  return html`<h2>Notes</h2><section><table><tbody>${empty(rows)}${rows.map((row) => html`<tr><td>${row.text}</td><td class="soft">${changed(row)}</td></tr>`)}</tbody></table></section>`;
}

function documents(member: Member, type: string, id: number): Html {
  const rows = related(member, 'documents', 'recordKey', `${type}:${id}`);
  return html`<h2>Documents</h2><section><table><tbody>${empty(rows)}${rows.map((row) => html`<tr><td>${row.title}</td><td>${row.fileName}</td><td class="n">${row.size} bytes</td></tr>`)}</tbody></table></section>`;
}
