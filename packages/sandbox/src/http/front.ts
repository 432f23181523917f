import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tenant } from '../tenant/tenant.ts';
import type { ApiHandler } from './api-handler.ts';

/** Follows upgrades by itself; a dated codebase is served beside it until the next upgrade (§1.1). */
const ROUTER = 'v4_6_release';
/** Web hosts of the cloud: the API is on the same name with `api-` before it. */
const WEB_HOST = /^(na|eu|au|aus|za)\.myconnectwise\.net$|^staging\.connectwisedev\.com$/i;

export interface FrontParts {
  readonly api: ApiHandler;
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** Control, pages and callback keys; answers whether it took the request. */
  readonly others: readonly ((
    request: IncomingMessage,
    response: ServerResponse,
    url: Target,
  ) => boolean | Promise<boolean>)[];
}

export interface Target {
  readonly path: string;
  readonly query: string;
}

/** Sends each request to the part that answers it. */
export async function front(parts: FrontParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = request.url ?? '/';
  const mark = raw.indexOf('?');
  const target: Target = {
    path: (mark < 0 ? raw : raw.slice(0, mark)).replace(/\/{2,}/g, '/'),
    query: mark < 0 ? '' : raw.slice(mark + 1),
  };
  const api = /^\/(v[\w]+)\/apis\/3\.0(\/.*)?$/i.exec(target.path);
  if (api) {
    const codebase = (api[1] ?? '').toLowerCase();
    const [tenant] = parts.tenants.values();
    if (codebase !== ROUTER && codebase !== tenant?.readings.codebase.toLowerCase())
      return unknownCodebase(parts, response);
    if (WEB_HOST.test((request.headers.host ?? '').replace(/:\d+$/, ''))) return wrongHost(response);
    return parts.api.handle(request, response, codebase, api[2] ?? '/', target.query);
  }
  const info = /^\/login\/companyinfo\/([^/]+)\/?$/i.exec(target.path);
  if (info && request.method === 'GET') return companyInfo(parts, response, info[1] ?? '');
  for (const take of parts.others) if (await take(request, response, target)) return;
  request.resume();
  plain(response, 404, 'Nothing is here. The API is below /v4_6_release/apis/3.0/.');
}

/** `GET /login/companyinfo/{id}`: no credentials; `null` for an unknown company (§1.1). */
function companyInfo(parts: FrontParts, response: ServerResponse, text: string): void {
  const tenant = parts.tenants.get(decoded(text).toLowerCase());
  const body = tenant
    ? {
        CompanyName: tenant.company,
        Codebase: `${tenant.readings.announcedCodebase === 'dated' ? tenant.readings.codebase : ROUTER}/`,
        VersionCode: tenant.readings.codebase.replace('_', '.'),
        VersionNumber: 'v4.6.103817',
        CompanyID: tenant.company,
        IsCloud: tenant.readings.isCloud === 'string' ? 'True' : true,
      }
    : null;
  const [first] = parts.tenants.values();
  if (!tenant && first?.readings.unknownCompanyInfo === '404') {
    plain(response, 404, 'Not Found');
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** A codebase of the past answers 404, or the cloud router's plain text, by switch (§1.1). */
function unknownCodebase(parts: FrontParts, response: ServerResponse): void {
  const [tenant] = parts.tenants.values();
  if (tenant?.readings.unknownCodebase === 'plain-text-400')
    plain(response, 400, 'Cannot route. Codebase/company is invalid');
  else plain(response, 404, 'Not Found');
}

/** The API asked for on a web host (§1.1). */
function wrongHost(response: ServerResponse): void {
  response.writeHead(403, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ code: 'Security', message: 'SSL is required.', errors: null }));
}

export function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
