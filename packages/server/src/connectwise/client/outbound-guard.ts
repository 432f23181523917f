import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { cloudHostsOf } from './cloud-hosts.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import { isLoopbackHost, isPrivateAddress } from './private-address.ts';

/**
 * Decides which hosts this product may talk to: ConnectWise's own over https, and those that the operator has named, also over http at the
 * port that was named: such a server stands in the operator's own network.
 * The address is checked where the socket is opened, so what DNS answered is what was checked: rebinding finds no gap.
 */
export class OutboundGuard {
  private readonly allowed: ReadonlySet<string>;
  private readonly isOpen: boolean;
  private readonly namedIn: string;

  /**
   * `allowedHosts`: `host` or `host:port` each, as the operator names them (on-premise servers, the sandbox). `anyPublicHost`: also whatever
   * lies in the public internet, over https; for webhooks and providers that an administrator enters. `namedIn`: the variable in which the operator
   * names hosts.
   */
  constructor(
    allowedHosts: readonly string[] = [],
    { anyPublicHost = false, namedIn }: { anyPublicHost?: boolean; namedIn?: string } = {},
  ) {
    this.namedIn = namedIn ?? (anyPublicHost ? 'WEBHOOK_ALLOWED_HOSTS' : 'CONNECTWISE_ALLOWED_HOSTS');
    this.allowed = new Set(allowedHosts.map((host) => hostWithPort(host, this.namedIn)));
    this.isOpen = anyPublicHost;
  }

  /** Whether the operator has named this very host and port. */
  isNamed(url: URL): boolean {
    return this.allowed.has(`${url.hostname}:${portOf(url)}`);
  }

  /** Throws ConnectWiseError `host_not_allowed` unless a request to this address may leave. */
  check(url: URL): void {
    const reason = this.reasonAgainst(url);
    if (reason !== null) throw notAllowed(reason);
  }

  /** Why not, in a sentence for a person; null when it is fine. */
  reasonAgainst(url: URL): string | null {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return `"${url.protocol}" is not a web address.`;
    if (url.username !== '' || url.password !== '') return 'The address must not carry a user name or password.';
    const named = this.isNamed(url);
    // Keys go with every request, so the cloud and the port of https are never spoken to in the clear.
    const mayBePlain = named && portOf(url) !== '443' && cloudHostsOf(url.hostname) === null;
    if (url.protocol === 'http:' && !mayBePlain && this.isOpen)
      return `Use https, except for a host and port that the operator has named in ${this.namedIn}.`;
    if (url.protocol === 'http:' && !mayBePlain)
      return 'ConnectWise is only reached over https, except for a host and port that the operator has named in CONNECTWISE_ALLOWED_HOSTS.';
    if (named) return null;
    if (this.isOpen) return isPrivateHost(url.hostname) ? this.isPrivate(url.host) : null;
    if (cloudHostsOf(url.hostname) && portOf(url) === '443') return null;
    return `"${url.host}" is not a ConnectWise cloud address. For an on-premise server, the operator must name it in CONNECTWISE_ALLOWED_HOSTS.`;
  }

  private isPrivate(host: string): string {
    return `"${host}" is a private network address. ${this.instead}`;
  }

  private leadsInside(hostname: string): NodeJS.ErrnoException {
    const cause = notAllowed(`"${hostname}" leads to a private network address. ${this.instead}`);
    return Object.assign(new Error(cause.message, { cause }), { code: 'HOST_NOT_ALLOWED' });
  }

  private get instead(): string {
    return `Enter a public one, or have the operator name its host in ${this.namedIn}.`;
  }

  /** For the socket of a checked address: refuses names that resolve to private addresses, unless the operator has named the host. */
  lookupFor(url: URL): LookupFunction {
    const named = this.isNamed(url);
    return (hostname, options, callback) => {
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, []);
        const bad = named ? undefined : addresses.find((a) => isPrivateAddress(a.address));
        if (bad) return callback(this.leadsInside(hostname), []);
        if (options.all) return callback(null, addresses);
        const first = addresses[0];
        return first ? callback(null, first.address, first.family) : callback(notFound(hostname), []);
      });
    };
  }
}

/** An address in place of a name never goes through the look-up; names of this machine are told at once, and not first by the look-up. */
const isPrivateHost = (hostname: string): boolean => {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(bare) === 0 ? isLoopbackHost(bare) || bare.endsWith('.localhost') : isPrivateAddress(bare);
};

function notAllowed(reason: string): ConnectWiseError {
  return new ConnectWiseError({ kind: 'unexpected', code: 'host_not_allowed', message: reason });
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address.`), { code: 'ENOTFOUND' });
}

const portOf = (url: URL): string => url.port || (url.protocol === 'http:' ? '80' : '443');

/** `Cw.Example.com` → `cw.example.com:443`; `127.0.0.1:4010` as it is. Throws for an entry that is not a host. */
function hostWithPort(entry: string, namedIn: string): string {
  const text = entry.trim();
  try {
    const url = new URL(`https://${text}`);
    if (url.pathname === '/' && url.username === '' && url.search === '' && url.hash === '' && !text.includes('/'))
      return `${url.hostname}:${portOf(url)}`;
  } catch {
    // said below
  }
  throw new Error(`${namedIn}: "${text}" is not a host or host:port.`);
}
