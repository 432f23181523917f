import type { Role } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { RoleRule } from './claims.rules.ts';

/** What an administrator enters. */
export interface ProviderEntry {
  label: string;
  issuer: string;
  clientId: string;
  /** Null keeps the one that is stored. */
  clientSecret: string | null;
  scopes: readonly string[];
  domains: readonly string[];
  roleClaim: string | null;
  roles: readonly RoleRule[];
  defaultRole: Role | null;
  createsPeople: boolean;
  trustsSecondFactor: boolean;
}

export interface ProviderContext {
  /** Of the provider whose secret is stored; null without one. */
  storedIssuer: string | null;
  /** Why no request may go to an address; null when one may. */
  reasonAgainst(url: URL): string | null;
}

const MAX_LISTED = 50;
/** What is asked for always: who it is, and their address. */
const OWN_SCOPES = ['openid', 'email', 'profile'];

/** The entry as it would be stored, with what is wrong about it, each at its field. */
export function checkProvider(
  entered: ProviderEntry,
  context: ProviderContext,
): { entry: ProviderEntry; problems: Problem[] } {
  const entry = tidy(entered);
  const problems: Problem[] = [];
  const wrong = (field: string, message: string): void => void problems.push({ code: 'invalid', field, message });

  if (entry.label.length < 1 || entry.label.length > 60)
    wrong('label', 'Enter what the button says behind "Sign in with", in 1 to 60 characters.');
  const issuerFault = faultOfIssuer(entry.issuer, context);
  if (issuerFault) wrong('issuer', issuerFault);
  if (entry.clientId.length < 1 || entry.clientId.length > 300)
    wrong('clientId', 'Enter the client ID that the provider gave to Causeway.');
  const keepsSecret = entry.clientSecret === null && context.storedIssuer === entry.issuer;
  if (!keepsSecret && !entry.clientSecret)
    wrong('clientSecret', 'Enter the client secret. It is asked for again when the address changes.');
  entry.domains.forEach((domain, at) => {
    if (!/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(domain))
      wrong(`domains.${at}`, `"${domain.slice(0, 100)}" is not a mail domain, such as example.com.`);
  });
  if (entry.domains.length > MAX_LISTED) wrong('domains', `At most ${MAX_LISTED} domains can be named.`);
  if (entry.createsPeople && entry.domains.length === 0)
    wrong('domains', 'Name the mail domains whose people may come in without an invitation.');
  if (entry.roles.length > MAX_LISTED) wrong('roles', `At most ${MAX_LISTED} values can be named.`);
  if (entry.roles.some(({ value }) => value === '' || value.length > 200))
    wrong('roles', 'Enter the value of the claim for each role.');
  if (entry.roles.length > 0 && entry.roleClaim === null)
    wrong('roleClaim', 'Name the claim whose values stand for roles, such as groups.');
  if (entry.roleClaim !== null && entry.roles.length === 0)
    wrong('roles', 'Say which value of the claim stands for which role.');
  if (entry.createsPeople && entry.roleClaim === null && entry.defaultRole === null)
    wrong('defaultRole', 'Choose the role of those who come in without an invitation.');
  return { entry, problems };
}

function tidy(entered: ProviderEntry): ProviderEntry {
  const words = (list: readonly string[]): string[] => [
    ...new Set(list.map((word) => word.trim()).filter((word) => word !== '')),
  ];
  return {
    ...entered,
    label: entered.label.trim(),
    issuer: entered.issuer.trim().replace(/\/?\.well-known\/openid-configuration$/, ''),
    clientId: entered.clientId.trim(),
    clientSecret: entered.clientSecret?.trim() || null,
    scopes: words([...OWN_SCOPES, ...entered.scopes]),
    domains: words(entered.domains.map((domain) => domain.toLowerCase().replace(/^@/, ''))),
    roleClaim: entered.roleClaim?.trim() || null,
    roles: entered.roles.map(({ value, role }) => ({ value: value.trim(), role })),
  };
}

function faultOfIssuer(issuer: string, { reasonAgainst }: ProviderContext): string | null {
  if (!URL.canParse(issuer)) return 'Enter the address of the issuer, such as https://login.example.com.';
  const url = new URL(issuer);
  if (url.search !== '' || url.hash !== '') return 'Enter the address of the issuer without "?" and "#".';
  return reasonAgainst(url);
}
