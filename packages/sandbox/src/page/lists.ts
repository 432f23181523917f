import { recordNamed } from '../model/registry.ts';
import { isoSeconds, type Stored } from '../model/stored.ts';
import { type Html, html } from './html.ts';
import type { PageRequest } from './pages.ts';

const PAGE = 50;

/** Companies or opportunities, newest change first, with a search by name. */
export async function recordList({ member, query }: PageRequest, record: 'companies' | 'opportunities'): Promise<Html> {
  const { tenant } = member;
  const definition = recordNamed(record);
  const page = Math.max(1, Math.min(1_000_000, Number(query.get('page')) || 1));
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
<section>${record === 'companies' ? companyTable(rows, member) : opportunityTable(rows, member)}</section>
<p class="pager">${page > 1 ? html`<a href="${link(page - 1)}">Previous</a>` : ''}${page * PAGE < ids.length ? html`<a href="${link(page + 1)}">Next</a>` : ''}</p>`;
}

function companyTable(rows: readonly Stored[], member: PageRequest['member']): Html {
  const { company } = member.tenant;
  return html`<table><thead><tr><th>Company</th><th>Identifier</th><th>City</th><th>Status</th><th>Changed</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><td><a href="/companies/${row.id}?company=${encodeURIComponent(company)}">${row.name ?? `(no name, ${row.id})`}</a></td><td>${row.identifier}</td><td>${row.city}</td><td>${row.deletedFlag ? 'Deleted' : labelOf(member, 'companyStatuses', row.status)}</td><td>${changed(row)}</td></tr>`,
  )}</tbody></table>`;
}

export function opportunityTable(rows: readonly Stored[], member: PageRequest['member']): Html {
  const { company } = member.tenant;
  return html`<table><thead><tr><th>Opportunity</th><th>Company</th><th>Stage</th><th>Status</th><th>Changed</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><td><a href="/opportunities/${row.id}?company=${encodeURIComponent(company)}">${row.name}</a></td><td>${labelOf(member, 'companies', row.company)}</td><td>${labelOf(member, 'stages', row.stage)}</td><td>${labelOf(member, 'opportunityStatuses', row.status)}</td><td>${changed(row)}</td></tr>`,
  )}</tbody></table>`;
}

export function callbackList({ member }: PageRequest): Html {
  const entries = [...member.tenant.store.table('callbacks').all()];
  const deliveries = [...member.dispatcher.deliveries()].reverse().slice(0, 200);
  return html`<h1>Callbacks</h1><p class="soft">Subscriptions, and the last deliveries</p><section><table><thead><tr><th>ID</th><th>Type</th><th>Level</th><th>URL</th><th>State</th></tr></thead><tbody>${
    entries.length === 0 ? html`<tr><td colspan="5" class="soft">Nobody has subscribed yet.</td></tr>` : ''
  }${entries.map((row) => html`<tr><td>${row.id}</td><td>${row.type}</td><td>${row.level}</td><td>${row.url}</td><td>${row.inactiveFlag ? 'Switched off' : 'Active'}</td></tr>`)}</tbody></table></section>
<h2>Deliveries</h2><section><table><thead><tr><th>Time</th><th>Message</th><th>Outcome</th><th>Status</th><th>Tries</th></tr></thead><tbody>${
    deliveries.length === 0 ? html`<tr><td colspan="5" class="soft">Nothing has been sent yet.</td></tr>` : ''
  }${deliveries.map((entry) => html`<tr><td>${entry.at.slice(0, 19)}Z</td><td>${entry.type} ${entry.id} ${entry.action}</td><td>${entry.outcome}</td><td>${entry.status}</td><td>${entry.attempts}</td></tr>`)}</tbody></table></section>`;
}

export function journalList({ core }: PageRequest): Html {
  const entries = [...core.state.journal.list()].slice(-200).reverse();
  return html`<h1>Journal</h1><p class="soft">The last requests, newest first; credentials are left out</p><section><table><thead><tr><th>Time</th><th>Company</th><th>Request</th><th>Status</th><th>ms</th></tr></thead><tbody>${
    entries.length === 0 ? html`<tr><td colspan="5" class="soft">No request yet.</td></tr>` : ''
  }${entries.map((entry) => html`<tr><td>${entry.at.slice(11, 19)}Z</td><td>${entry.company}</td><td>${entry.method} ${entry.path}${entry.query ? `?${entry.query.slice(0, 200)}` : ''}</td><td>${entry.status}</td><td class="n">${entry.ms}</td></tr>`)}</tbody></table></section>`;
}

export function labelOf(member: PageRequest['member'], record: string, id: unknown): string {
  if (typeof id !== 'number') return '';
  const row = member.tenant.store.table(record).get(id);
  return row
    ? String(recordNamed(record).label(row).name ?? recordNamed(record).label(row).identifier ?? id)
    : String(id);
}

export const changed = (row: Stored) =>
  `${isoSeconds(row.$updated).slice(0, 16).replace('T', ' ')} by ${row.$updatedBy}`;
