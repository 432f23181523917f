import { cloudHostsOf } from './cloud-hosts.ts';
import { type CompanyInfo, companyAt } from './company-info.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import type { Transport } from './transport.ts';

/** The model of the API that the wire records describe; a superseded one stays for twelve months (Developer Guide). */
export const PINNED_VERSION = '2025.16';

/** What is used when a server knows no version that it names: no version at all, which means its latest. */
export const LATEST_VERSION = 'latest';

const MEDIA_TYPE = 'application/vnd.connectwise.com+json';
const LOOK_AGAIN_AFTER_MS = 60_000;
const LOOK_TIMEOUT_MS = 10_000;

/** The address and version that a request was sent with. */
export interface EndpointState {
  baseUrl: string;
  /** E.g. `2025.16`, or `latest`. */
  version: string;
}

export interface EndpointOptions {
  transport: Transport;
  /** Without a slash at the end: `https://api-na.myconnectwise.net/v4_6_release/apis/3.0`. */
  apiBaseUrl: string;
  loginCompany: string;
  /** The one to begin with; ours unless said. */
  version?: string;
  /** Told when the version changed, so that people can see which one is used. */
  onVersion?: (version: string) => Promise<void>;
}

/**
 * Where, and in which version, an account's API answers. All clients of a connection share one, so that what one of them found out the others
 * know: the codebase after an upgrade of the cloud (connectwise-api.md §1.1), and the version of a server that does not know ours (§1.2).
 */
export class ApiEndpoint {
  private state: EndpointState;
  private readonly refused = new Set<string>();
  private looking: Promise<CompanyInfo | null> | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: EndpointOptions) {
    this.state = { baseUrl: options.apiBaseUrl, version: options.version ?? PINNED_VERSION };
  }

  get current(): EndpointState {
    return this.state;
  }

  static acceptOf({ version }: EndpointState): string {
    return version === LATEST_VERSION ? MEDIA_TYPE : `${MEDIA_TYPE}; version=${version}`;
  }

  /** Whether a failed request is worth sending again at once, because the address or the version is another by now. */
  async adapt(used: EndpointState, error: unknown, serverVersion: string | null): Promise<boolean> {
    if (!(error instanceof ConnectWiseError)) return false;
    if (error.isMisdirected) return this.hasMoved(used);
    return error.isUnsupportedVersion && this.fallBack(used, serverVersion);
  }

  /** After the first 404 that is not about a record, the site is asked once where the company lives now. */
  private async hasMoved(used: EndpointState): Promise<boolean> {
    if (this.state.baseUrl !== used.baseUrl) return true;
    const info = await this.lookUp();
    if (this.state.baseUrl !== used.baseUrl) return true;
    const baseUrl = info?.codebase ? withCodebase(this.options.apiBaseUrl, info.codebase) : null;
    // The address that the site names is no better: back to the one that leads to any version.
    const next = baseUrl === used.baseUrl ? this.options.apiBaseUrl : baseUrl;
    if (next === null || next === used.baseUrl) return false;
    this.state = { ...this.state, baseUrl: next };
    return true;
  }

  private async fallBack(used: EndpointState, serverVersion: string | null): Promise<boolean> {
    if (this.state.version !== used.version) return true;
    this.refused.add(used.version);
    const next = await this.versionAfter(serverVersion);
    if (this.state.version !== used.version) return true;
    if (next === null) return false;
    this.state = { ...this.state, version: next };
    await this.options.onVersion?.(next);
    return true;
  }

  /** The version that the server names in its answer, else the company's, else none. */
  private async versionAfter(serverVersion: string | null): Promise<string | null> {
    const named = versionIn(serverVersion);
    if (named !== null && !this.refused.has(named)) return named;
    const ofCompany = versionIn((await this.lookUp())?.versionCode ?? null);
    if (ofCompany !== null && !this.refused.has(ofCompany)) return ofCompany;
    return this.refused.has(LATEST_VERSION) ? null : LATEST_VERSION;
  }

  /** Null when the site does not say, or was asked a moment ago: the request then fails as it failed. */
  private lookUp(): Promise<CompanyInfo | null> {
    if (this.looking) return this.looking;
    if (performance.now() - this.lookedAt < LOOK_AGAIN_AFTER_MS) return Promise.resolve(null);
    this.lookedAt = performance.now();
    this.looking = this.ask().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async ask(): Promise<CompanyInfo | null> {
    const { transport, apiBaseUrl, loginCompany } = this.options;
    try {
      const info = await companyAt(transport, webBaseUrlOf(apiBaseUrl), loginCompany, LOOK_TIMEOUT_MS);
      return typeof info === 'object' ? info : null;
    } catch (error) {
      if (error instanceof ConnectWiseError) return null;
      throw error;
    }
  }
}

/** Only the codebase changes, never the host: what a look-up without keys says must not lead the keys elsewhere. */
function withCodebase(apiBaseUrl: string, codebase: string): string | null {
  const name = /^\/?(v\w+)\/?$/i.exec(codebase)?.[1];
  return name === undefined ? null : `${new URL(apiBaseUrl).origin}/${name}/apis/3.0`;
}

function webBaseUrlOf(apiBaseUrl: string): string {
  const url = new URL(apiBaseUrl);
  const cloud = cloudHostsOf(url.hostname);
  return cloud ? `https://${cloud.webHost}` : url.origin;
}

const versionIn = (text: string | null): string | null => /(\d{4}\.\d{1,2})\b/.exec(text ?? '')?.[1] ?? null;
