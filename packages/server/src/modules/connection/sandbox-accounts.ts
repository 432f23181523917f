import { z } from 'zod';
import type { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import type { Transport } from '../../connectwise/client/transport.ts';
import type { SandboxAccount } from './connection.type.ts';
import { siteFromUrl } from './site-url.rules.ts';

const PATIENCE_MS = 2_000;
const accounts = z.array(
  z
    .object({ company: z.string(), publicKey: z.string(), privateKey: z.string() })
    .transform(({ company, ...keys }): SandboxAccount => ({ loginCompany: company, ...keys })),
);

/**
 * Who can sign in to a ConnectWise sandbox, with the keys, as its control API tells. Asked only of a host that the operator has named, which a cloud
 * of ConnectWise never is; nothing of whatever else answers there.
 */
export async function sandboxAccounts(
  siteUrl: string,
  { guard, transport }: { guard: OutboundGuard; transport: Transport },
): Promise<SandboxAccount[]> {
  const found = siteFromUrl(siteUrl, guard);
  if (!('site' in found)) return [];
  const url = new URL(`${found.site.webBaseUrl}/control/companies`);
  if (!guard.isNamed(url)) return [];
  try {
    const { status, text } = await transport.send({ method: 'GET', url, headers: {}, timeoutMs: PATIENCE_MS });
    return status === 200 ? (accounts.safeParse(JSON.parse(text)).data ?? []) : [];
  } catch {
    return [];
  }
}
