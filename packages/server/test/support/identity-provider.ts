import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody as the provider tells of them. */
export interface ProviderAccount {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
}

export interface TestIdentityProvider {
  issuer: string;
  /** As an operator names it: host and port. */
  host: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in there from now on; `null` presses "Cancel". */
  be(account: ProviderAccount | null): void;
  /** From now on its ID tokens are not what it signed; `null`: they are. */
  forge(how: Forgery | null): void;
  stop(): Promise<void>;
}

/** Signed by somebody else under the name of its key, with `alg: none`, or changed after it was signed. */
export type Forgery = 'another key' | 'no signature' | 'another text';

/** A real OpenID Connect provider on a free port of loopback, whose sign-in page signs in by itself. */
export async function startIdentityProvider(redirectUri: string): Promise<TestIdentityProvider> {
  const accounts = new Map<string, ProviderAccount>();
  let current: ProviderAccount | null = null;
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${host}`;
  const [clientId, clientSecret] = ['causeway', 'a secret of the provider, 32 letters'];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    cookies: { keys: ['for tests'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ ...accounts.get(id), sub: id }),
    }),
  });
  let forgery: Forgery | null = null;
  provider.use(async (context, next) => {
    await next();
    const body: { id_token?: string } = Object(context.body);
    if (forgery && body.id_token) context.body = { ...body, id_token: forged(body.id_token, forgery) };
  });
  const protocol = provider.callback();
  handle = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return protocol(request, response);
    const { params } = await provider.interactionDetails(request, response);
    if (!current) return provider.interactionFinished(request, response, { error: 'access_denied' });
    const grant = new provider.Grant({ accountId: current.sub, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { login: { accountId: current.sub }, consent });
  };
  return {
    issuer,
    host,
    clientId,
    clientSecret,
    be: (account) => {
      current = account;
      if (account) accounts.set(account.sub, account);
    },
    forge: (how) => {
      forgery = how;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function forged(token: string, how: Forgery): string {
  const [head = '', claims = '', signature = ''] = token.split('.');
  if (how === 'no signature') return `${encoded({ alg: 'none' })}.${claims}.`;
  const changed = encoded({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), email_verified: true });
  if (how === 'another text') return `${head}.${changed}.${signature}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${head}.${claims}.${sign('sha256', Buffer.from(`${head}.${claims}`), privateKey).toString('base64url')}`;
}

/** A browser that follows where it is sent, with a jar of cookies for each host. `here` stands for the public address of the product. */
export class Wanderer {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(
    private readonly publicUrl: string,
    private readonly here: string,
  ) {}

  /** Goes on until a page that is no redirect, or one of the product's own pages; every address on the way is in `way`. */
  async go(address: string): Promise<{ at: URL; way: string[] }> {
    const way: string[] = [];
    let at = new URL(address, this.here);
    for (let hop = 0; hop < 12; hop++) {
      way.push(at.href);
      if (at.origin === new URL(this.here).origin && !at.pathname.startsWith('/api/')) return { at, way };
      const response = await this.get(at);
      const location = response.headers.get('location');
      if (!location)
        throw new Error(`${at.href} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      const next = new URL(location, at);
      at =
        next.origin === new URL(this.publicUrl).origin ? new URL(next.href.slice(next.origin.length), this.here) : next;
    }
    throw new Error(`There was no end: ${way.join(' → ')}`);
  }

  /** One request, its redirect not followed. */
  async get(at: URL): Promise<Response> {
    const jar = this.jarOf(at);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** The cookies for the product. */
  get headers(): Record<string, string> {
    const jar = this.jarOf(new URL(this.here));
    return { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  private jarOf({ host }: URL): Map<string, string> {
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}
