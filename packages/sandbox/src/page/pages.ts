import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import type { Target } from '../http/front.ts';
import { type Html, html } from './html.ts';
import { layout, SECURITY_POLICY } from './layout.ts';
import { callbackList, journalList, recordList } from './lists.ts';
import type { PageRequest } from './page-request.ts';
import { companyPage, contactPage, opportunityPage } from './records.ts';

interface Page {
  readonly title: string;
  readonly section: string;
  readonly body: Html;
  readonly status?: 404;
}

const DEEP: Readonly<Record<string, string>> = {
  companyfv: 'companies',
  contactfv: 'contacts',
  opportunityfv: 'opportunities',
};

/** Read-only pages to look at what arrived, and the deep links of the web client (§5). */
export async function servePages(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const query = new URLSearchParams(target.query);
  if (/^\/v\w+\/(services\/system_io\/router\/openrecord\.rails|ConnectWise\.(html|aspx))$/i.test(target.path)) {
    return deepLink(response, query);
  }
  const member = core.members.get((query.get('company') ?? '').toLowerCase()) ?? core.member();
  const page = await pageAt(target.path, { core, member, query });
  if (!page) return false;
  const text = layout({
    ...page,
    company: member.tenant.company,
    companies: [...core.members.values()].map(({ tenant }) => tenant.company),
  });
  response.writeHead(page.status ?? 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  response.end(text);
  return true;
}

async function pageAt(path: string, request: PageRequest): Promise<Page | undefined> {
  const [section = '', idText, ...more] = path.split('/').filter(Boolean);
  if (more.length > 0) return undefined;
  if (idText !== undefined) return /^\d{1,9}$/.test(idText) ? recordAt(section, Number(idText), request) : undefined;
  switch (section) {
    case '':
    case 'companies':
      return { title: 'Companies', section: 'companies', body: await recordList(request, 'companies') };
    case 'opportunities':
      return { title: 'Opportunities', section, body: await recordList(request, 'opportunities') };
    case 'callbacks':
      return { title: 'Callbacks', section, body: callbackList(request) };
    case 'journal':
      return { title: 'Journal', section, body: journalList(request) };
    default:
      return undefined;
  }
}

function recordAt(record: string, id: number, request: PageRequest): Page | undefined {
  const pages: Readonly<Record<string, typeof companyPage>> = {
    companies: companyPage,
    contacts: contactPage,
    opportunities: opportunityPage,
  };
  const show = Object.hasOwn(pages, record) ? pages[record] : undefined;
  if (!show) return undefined;
  const section = record === 'contacts' ? 'companies' : record;
  const row = request.member.tenant.store.table(record).get(id);
  if (!row) {
    const body = html`<h1>Not found</h1><p>Login company ${request.member.tenant.company} has no record ${id} among its ${record}. It may have been deleted.</p>`;
    return { title: 'Not found', section, body, status: 404 };
  }
  return { title: `${record} ${id}`, section, body: show(request, row) };
}

function deepLink(response: ServerResponse, query: URLSearchParams): boolean {
  const record = DEEP[(query.get('recordType') ?? query.get('routeTo') ?? '').toLowerCase()];
  const id = query.get('recid') ?? '';
  const company = query.get('companyName');
  const at = record && /^\d{1,9}$/.test(id) ? `/${record}/${id}` : '/';
  response.writeHead(302, { Location: `${at}${company === null ? '' : `?company=${encodeURIComponent(company)}`}` });
  response.end();
  return true;
}
