import { createTransport } from 'nodemailer';
import { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import { Transport } from '../../connectwise/client/transport.ts';
import { allWorkspaces } from '../../modules/workspace/new-workspace.queries.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Env } from '../../platform/env.ts';
import type { Finding } from './finding.ts';
import { type OutboundAddress, outboundAddresses } from './outbound.queries.ts';

export type OutboundEnv = Pick<
  Env,
  'connectwiseAllowedHosts' | 'signInAllowedHosts' | 'webhookAllowedHosts' | 'smtpUrl'
>;

const TIMEOUT_MS = 10_000;
const words = {
  connectwise: (name: string) => `ConnectWise of company "${name}"`,
  provider: (name: string) => `sign-in provider "${name}"`,
  webhook: (name: string) => `webhook "${name}"`,
};

/**
 * Whether the hosts that the product needs can be reached from here, one finding each. Any answer of a host will do, since neither keys nor messages
 * are sent: only a provider has to show what signing in begins with.
 */
export async function checkOutbound(env: OutboundEnv, open: () => Promise<Database>): Promise<Finding[]> {
  const transports = {
    connectwise: new OutboundGuard(env.connectwiseAllowedHosts),
    provider: new OutboundGuard(env.signInAllowedHosts, { anyPublicHost: true, namedIn: 'SIGN_IN_ALLOWED_HOSTS' }),
    webhook: new OutboundGuard(env.webhookAllowedHosts, { anyPublicHost: true }),
  };
  const mail = checkMail(env.smtpUrl);
  const addresses = await addressesOf(open);
  const found = await Promise.all(addresses.map((one) => reach(transports[one.kind], one)));
  return [...found, await mail];
}

/** None where the database cannot be asked, which is told by itself. */
async function addressesOf(open: () => Promise<Database>): Promise<OutboundAddress[]> {
  try {
    const database = await open();
    const all: OutboundAddress[] = [];
    for (const { id } of await database.acrossWorkspaces(allWorkspaces))
      all.push(...(await database.inWorkspace(id, outboundAddresses, { readOnly: true })));
    return all;
  } catch {
    return [];
  }
}

async function reach(guard: OutboundGuard, { kind, name, url: address }: OutboundAddress): Promise<Finding> {
  const what = words[kind](name);
  const url = new URL(address);
  const isProvider = kind === 'provider';
  if (isProvider) url.pathname = `${url.pathname.replace(/\/$/, '')}/.well-known/openid-configuration`;
  else [url.pathname, url.search] = ['/', ''];
  const transport = new Transport({
    guard,
    timeoutMs: TIMEOUT_MS,
    totalTimeoutMs: TIMEOUT_MS,
    readsAtMostBytes: 1_000,
  });
  try {
    const { status } = await transport.send({ method: 'GET', url, headers: {} });
    if (isProvider && status !== 200)
      return {
        what,
        isFine: false,
        sentence: `${url.host} is reached, but ${url.href} answers ${status} in place of its configuration. Look at the issuer on the page Sign-in`,
      };
    return { what, isFine: true, sentence: `${url.host} is reached` };
  } catch (error) {
    return { what, isFine: false, sentence: notReached(error) };
  } finally {
    await transport.close();
  }
}

async function checkMail(smtpUrl: string | null): Promise<Finding> {
  const what = 'mail server';
  if (smtpUrl === null)
    return { what, isFine: true, sentence: 'none is set in SMTP_URL; mails are kept on the page Outbox' };
  const { host } = new URL(smtpUrl);
  const limits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url: smtpUrl, ...limits });
  try {
    await transport.verify();
    return { what, isFine: true, sentence: `${host} is reached and takes the sign-in of SMTP_URL` };
  } catch (error) {
    return { what, isFine: false, sentence: `${host} does not take mails: ${messageOf(error)}. Look at SMTP_URL` };
  } finally {
    transport.close();
  }
}

const notReached = (error: unknown): string =>
  `cannot be reached from here: ${messageOf(error)}. Look at its name, the firewall, and which hosts the environment allows`;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
