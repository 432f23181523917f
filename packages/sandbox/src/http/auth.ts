import type { IncomingMessage } from 'node:http';
import type { Tenant } from '../tenant/tenant.ts';
import type { ActingMember } from '../write/write-context.ts';
import { ApiError } from './api-error.ts';

/** Who calls: `Basic base64("{company}+{publicKey}:{privateKey}")` and a `clientId` header (§1.2). */
export function authenticate(
  request: IncomingMessage,
  tenants: ReadonlyMap<string, Tenant>,
): { tenant: Tenant; member: ActingMember } {
  const encoded = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const plus = text.indexOf('+');
  const colon = text.indexOf(':', plus);
  if (plus < 1 || colon < 0) throw unauthorized();
  const tenant = tenants.get(text.slice(0, plus).toLowerCase());
  const member = tenant?.memberFor(text.slice(plus + 1, colon), text.slice(colon + 1));
  if (!tenant || !member) throw unauthorized();
  const clientId = request.headers.clientid;
  const isMissing = typeof clientId !== 'string' || clientId.trim() === '';
  if (isMissing && tenant.readings.clientIdRequired) {
    throw new ApiError(403, { code: 'Security', message: 'A clientId header is required.', errors: null });
  }
  return { tenant, member };
}

function unauthorized(): ApiError {
  return new ApiError(401, { code: 'Unauthorized', message: 'The company, public key or private key is wrong.' });
}
