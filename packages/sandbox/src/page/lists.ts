import { recordNamed } from '../model/registry.ts';
import { isoSeconds, type Stored } from '../model/stored.ts';
import { type Html, html } from './html.ts';
import type { PageRequest } from './page-request.ts';
import { table } from './table.ts';

const PAGE = 50;
const LAST = 200;

/** Companies or opportunities, newest change first, with a search by name. */
export async function recordList({ member, query }: PageRequest, record: 'companies' | 'opportunities'): Promise<Html> {
  const { tenant } = member;
  const definition = recordNamed(record);
  const page = Math.max(1, Math.min(1_000_000, Math.floor(Number(query.get('page'))) || 1));
  const search = (query.get('q') ?? '').slice(0, 100).toWellFormed();
  const words = search.replace(/["']/g, '').trim();
  const isLarge = tenant.store.table(record).size > 50_000;
  const ids = await tenant.finder.ids(definition, {
    ...(words === '' ? {} : { conditions: `name contains "${words}"` }),
    ...(isLarge ? {} : { orderBy: 'lastUpdated desc' }),
  });
  const rows = ids.slice((page - 1) * PAGE, page * PAGE).flatMap((id) => tenant.store.table(record).get(id) ?? []);
  const title = record === 'companies' ? 'Companies' : 'Opportunities';
  const link = (to: number) =>
    `/${record}?company=${encodeURIComponent(tenant.company)}&q=${encodeURIComponent(search)}&page=${to}`;
  return html`<h1>${title}</h1><p class="soft">${ids.length.toLocaleString('en')} found${isLarge ? '' : ', newest change first'}</p>
<form method="get" action="/${record}"><input type="hidden" name="company" value="${tenant.company}"><input type="search" name="q" value="${search}" aria-label="Search by name" placeholder="Search by name"><button>Search</button></form>
${record === 'companies' ? companyTable(rows, member) : opportunityTable(rows, member)}
<p class="pager">${page > 1 ? html`<a href="${link(page - 1)}">Previous</a>` : ''}${page * PAGE < ids.length ? html`<a href="${link(page + 1)}">Next</a>` : ''}</p>`;
}

function companyTable(rows: readonly Stored[], member: PageRequest['member']): Html {
  return table(
    [{ label: 'Company' }, { label: 'Identifier' }, { label: 'City' }, { label: 'Status' }, { label: 'Changed' }],
    rows.map((row) => [
      linkTo(member, 'companies', row.id),
      row.identifier,
      row.city,
      row.deletedFlag ? 'Deleted' : labelOf(member, 'companyStatuses', row.status),
      changed(row),
    ]),
    'No company is called that.',
  );
}

export function opportunityTable(rows: readonly Stored[], member: PageRequest['member']): Html {
  return table(
    [{ label: 'Opportunity' }, { label: 'Company' }, { label: 'Stage' }, { label: 'Status' }, { label: 'Changed' }],
    rows.map((row) => [
      linkTo(member, 'opportunities', row.id),
      labelOf(member, 'companies', row.company),
      labelOf(member, 'stages', row.stage),
      labelOf(member, 'opportunityStatuses', row.status),
      changed(row),
    ]),
    'None.',
  );
}

export function callbackList({ member }: PageRequest): Html {
  const entries = [...member.tenant.store.table('callbacks').all()];
  const deliveries = [...member.dispatcher.deliveries()].reverse().slice(0, LAST);
  return html`<h1>Callbacks</h1><p class="soft">Subscriptions, and the last deliveries</p>${table(
    [{ label: 'ID' }, { label: 'Type' }, { label: 'Level' }, { label: 'URL' }, { label: 'State' }],
    entries.map((row) => [row.id, row.type, row.level, row.url, row.inactiveFlag ? 'Switched off' : 'Active']),
    'Nobody has subscribed yet: POST /system/callbacks.',
  )}
<h2>Deliveries</h2>${table(
    [{ label: 'Time (UTC)' }, { label: 'Message' }, { label: 'Outcome' }, { label: 'Status' }, { label: 'Tries' }],
    deliveries.map((entry) => [
      moment(entry.at),
      `${entry.type} ${entry.id} ${entry.action}`,
      entry.outcome,
      entry.status === 0 ? 'no answer' : entry.status,
      entry.attempts,
    ]),
    'Nothing has been sent yet.',
  )}`;
}

export function journalList({ core }: PageRequest): Html {
  const entries = [...core.state.journal.list()].slice(-LAST).reverse();
  return html`<h1>Journal</h1><p class="soft">The last requests of all login companies, newest first; credentials are left out</p>${table(
    [
      { label: 'Time (UTC)' },
      { label: 'Company' },
      { label: 'Request' },
      { label: 'Status' },
      { label: 'ms', number: true },
    ],
    entries.map((entry) => [
      moment(entry.at),
      entry.company ?? 'unknown',
      html`${entry.method} ${entry.path}${entry.query ? `?${entry.query.slice(0, 200)}` : ''}${entry.body ? html`<details><summary>Body</summary><pre>${entry.body.slice(0, 4_000)}</pre></details>` : ''}`,
      entry.status === 0 ? 'no answer' : entry.status,
      entry.ms,
    ]),
    'No request yet. The README shows the first ones.',
  )}`;
}

export function labelOf(member: PageRequest['member'], record: string, id: unknown): string {
  if (typeof id !== 'number') return '';
  const row = member.tenant.store.table(record).get(id);
  const label = row && recordNamed(record).label(row);
  return String(label?.name ?? label?.identifier ?? id);
}

/** The record's name as a link to its page. */
export function linkTo(member: PageRequest['member'], record: string, id: unknown): Html | string {
  if (typeof id !== 'number') return '';
  const row = member.tenant.store.table(record).get(id);
  const name = record === 'opportunities' ? row?.name : labelOf(member, record, id);
  const company = encodeURIComponent(member.tenant.company);
  return html`<a href="/${record}/${id}?company=${company}">${name || `(no name, ${id})`}</a>`;
}

const moment = (iso: string) => iso.slice(0, 19).replace('T', ' ');

export const changed = (row: Stored) => `${moment(isoSeconds(row.$updated)).slice(0, 16)} UTC by ${row.$updatedBy}`;
