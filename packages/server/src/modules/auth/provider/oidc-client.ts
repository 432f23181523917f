import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { AppError } from '../../../platform/errors.ts';
import type { OutboundHttp } from './outbound-http.ts';

/** What is needed to speak with a provider. */
export interface ProviderAccess {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
}

/** What binds the answer of a provider to the question: kept in the browser that asked, sealed. */
export interface Handshake {
  state: string;
  nonce: string;
  verifier: string;
}

const KEPT_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 10;

/** Speaks OpenID Connect: authorization code with PKCE, state and nonce, the ID token's signature checked. */
export class OidcClient {
  private readonly known = new Map<string, { until: number; configuration: Promise<Configuration> }>();

  constructor(
    private readonly outbound: OutboundHttp,
    private readonly redirectUri: string,
  ) {}

  /** Throws an error with a sentence unless there is a provider at the address that can do what is needed. */
  async check(access: ProviderAccess): Promise<void> {
    this.known.delete(keyOf(access));
    await this.configurationOf(access);
  }

  /** Where the browser goes, and what has to be kept until it comes back. */
  async begin(access: ProviderAccess): Promise<{ url: string; handshake: Handshake }> {
    const configuration = await this.configurationOf(access);
    const handshake = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: access.scopes.join(' '),
      code_challenge: await calculatePKCECodeChallenge(handshake.verifier),
      code_challenge_method: 'S256',
      state: handshake.state,
      nonce: handshake.nonce,
    });
    return { url: url.href, handshake };
  }

  /** The claims of whoever came back with this answer: those of userinfo, and over them those of the ID token. */
  async finish(
    access: ProviderAccess,
    answer: URLSearchParams,
    handshake: Handshake,
  ): Promise<Record<string, unknown>> {
    const configuration = await this.configurationOf(access);
    const address = new URL(this.redirectUri);
    address.search = answer.toString();
    const tokens = await authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: handshake.verifier,
      expectedState: handshake.state,
      expectedNonce: handshake.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token.');
    const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = hasUserInfo ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    return { ...more, ...claims };
  }

  private configurationOf(access: ProviderAccess): Promise<Configuration> {
    const key = keyOf(access);
    const kept = this.known.get(key);
    if (kept && kept.until > Date.now()) return kept.configuration;
    const configuration = this.discover(access);
    this.known.set(key, { until: Date.now() + KEPT_MS, configuration });
    // What failed is asked again the next time.
    configuration.catch(() => this.known.delete(key));
    return configuration;
  }

  private async discover({ issuer, clientId, clientSecret }: ProviderAccess): Promise<Configuration> {
    const address = new URL(issuer);
    const reason = this.outbound.reasonAgainst(address);
    if (reason) throw new AppError('unavailable', reason);
    return discovery(address, clientId, undefined, authenticateWith(clientSecret), {
      timeout: TIMEOUT_SECONDS,
      // Plain http is for the hosts that the operator named; the guard has let this one pass.
      execute: [enableNonRepudiationChecks, ...(address.protocol === 'http:' ? [allowInsecureRequests] : [])],
      [customFetch]: (url, { method, headers, body, signal }) =>
        this.outbound.fetch(url, {
          method,
          headers,
          body: body === undefined || body === null ? undefined : String(body),
          ...(signal ? { signal } : {}),
        }),
    });
  }
}

/** What went wrong with a provider, as a sentence for an administrator. */
export function sentenceOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof AppError) return cause.message;
  return 'What answers at this address is not an OpenID Connect provider of this name. Check the address: the provider calls it the issuer.';
}

/** Whether the provider could not be spoken with at all, as against an answer that does not hold. */
export function isUnreachable(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof AppError) return true;
  return false;
}

/** In the header unless the provider takes the body alone; the header is what all have to take that say nothing. */
function authenticateWith(secret: string): ClientAuth {
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = ways.includes('client_secret_basic') ? inHeader : inBody;
    return way(server, client, body, headers);
  };
}

const keyOf = ({ issuer, clientId, clientSecret }: ProviderAccess): string =>
  JSON.stringify([issuer, clientId, clientSecret]);
