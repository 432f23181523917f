import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tenant } from '../tenant/tenant.ts';
import type { ApiHandler } from './api-handler.ts';

const CODEBASES = new Set(['v4_6_release', 'v2025_1']);

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
    if (!CODEBASES.has(codebase)) return unknownCodebase(parts, response);
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
        Codebase: 'v4_6_release/',
        VersionCode: 'v2025.1',
        VersionNumber: 'v4.6.103817',
        CompanyID: tenant.company,
        IsCloud: tenant.readings.isCloud === 'string' ? 'True' : true,
      }
    : null;
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
