import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from '../http/auth.ts';
import type { Target } from '../http/front.ts';
import type { Stored } from '../model/stored.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** Signing key of an entry: fixed for its life, different for each entry and login company. */
export function signingKeyOf(tenant: Tenant, entry: Stored): string {
  return createHmac('sha256', tenant.keys.privateKey).update(`callback ${entry.connectWiseID}`).digest('base64');
}

/** `GET …/system/callbackkey/index.rails?companyName=…&id=…` → `{"signing_key":"…"}`. */
export function serveSigningKey(
  tenants: ReadonlyMap<string, Tenant>,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
): boolean {
  if (!/^\/v\w+\/system\/callbackkey\/index\.rails$/i.test(target.path)) return false;
  const query = new URLSearchParams(target.query);
  const tenant = tenants.get((query.get('companyName') ?? '').toLowerCase());
  const wanted = query.get('id');
  if (tenant?.readings.callbackKeyNeedsAuth && !isKnown(tenants, request)) {
    response.writeHead(401, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(
      JSON.stringify({ code: 'Unauthorized', message: 'The key is given to callers with credentials only.' }),
    );
    return true;
  }
  const rows = tenant ? [...tenant.store.table('callbacks').all()] : [];
  const entry = rows.find((row) => row.connectWiseID === wanted);
  response.writeHead(tenant && entry ? 200 : 404, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(
    JSON.stringify(tenant && entry ? { signing_key: signingKeyOf(tenant, entry) } : { message: 'Key not found' }),
  );
  return true;
}

function isKnown(tenants: ReadonlyMap<string, Tenant>, request: IncomingMessage): boolean {
  try {
    authenticate(request, tenants);
    return true;
  } catch {
    return false;
  }
}
