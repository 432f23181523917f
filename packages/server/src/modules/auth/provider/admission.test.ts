import { type AdmissionPolicy, admit, type Known } from './admission.rules.ts';
import { claimsOf, type ProviderClaims } from './claims.rules.ts';

const claims = (change: Partial<ProviderClaims> = {}): ProviderClaims => ({
  subject: 's1',
  email: 'Ana@Example.com',
  isEmailVerified: true,
  name: 'Ana',
  roleValues: [],
  ...change,
});
const policy = (change: Partial<AdmissionPolicy> = {}): AdmissionPolicy => ({
  domains: [],
  roleClaim: null,
  roles: [],
  defaultRole: null,
  createsPeople: false,
  ...change,
});
const nobody: Known = { byAccount: null, byEmail: null, invitation: null };
const ana = { id: 'u1', role: 'sales', isActive: true, isLinkedElsewhere: false } as const;
const byGroup = { roleClaim: 'groups', roles: [{ value: 'a', role: 'admin' } as const] };

describe('who may come in by a provider', () => {
  it.each<[string, Partial<ProviderClaims>, Partial<AdmissionPolicy>, Partial<Known>, object]>([
    ['a person by e-mail', {}, {}, { byEmail: ana }, { kind: 'known', userId: 'u1', role: null, isNewLink: true }],
    ['a person by account', {}, {}, { byAccount: ana }, { kind: 'known', userId: 'u1', role: null, isNewLink: false }],
    ['no e-mail', { email: null }, {}, { byAccount: ana }, { why: 'email_missing' }],
    ['an unverified one', { isEmailVerified: false }, {}, { byAccount: ana }, { why: 'email_unverified' }],
    ['a domain of the list', {}, { domains: ['example.com'] }, { byEmail: ana }, { kind: 'known' }],
    ['another domain', {}, { domains: ['example.org'] }, { byEmail: ana }, { why: 'domain_not_allowed' }],
    [
      'one of two "@"',
      { email: 'a@example.com@evil.org' },
      { domains: ['example.com'] },
      {},
      { why: 'domain_not_allowed' },
    ],
    ['deactivated', {}, {}, { byEmail: { ...ana, isActive: false } }, { why: 'deactivated' }],
    [
      'an address that changed hands',
      {},
      {},
      { byEmail: { ...ana, isLinkedElsewhere: true } },
      { why: 'linked_elsewhere' },
    ],
    ['nobody', {}, {}, {}, { why: 'not_invited' }],
    [
      'invited',
      {},
      {},
      { invitation: { id: 'i1', role: 'support' } },
      { kind: 'new', role: 'support', invitationId: 'i1' },
    ],
    [
      'anybody',
      {},
      { createsPeople: true, defaultRole: 'viewer' },
      {},
      { kind: 'new', role: 'viewer', invitationId: null },
    ],
    ['a role by claim', { roleValues: ['x', 'a'] }, byGroup, { byEmail: ana }, { kind: 'known', role: 'admin' }],
    ['no value that fits', { roleValues: ['x'] }, byGroup, { byEmail: ana }, { why: 'no_role' }],
    [
      'the role for the rest',
      {},
      { ...byGroup, defaultRole: 'viewer' },
      { byEmail: ana },
      { kind: 'known', role: 'viewer' },
    ],
    [
      'the claim before the invitation',
      { roleValues: ['a'] },
      byGroup,
      { invitation: { id: 'i1', role: 'viewer' } },
      { kind: 'new', role: 'admin' },
    ],
  ])('%s', (_what, told, wanted, known, outcome) => {
    expect(admit(claims(told), policy(wanted), { ...nobody, ...known })).toMatchObject(outcome);
  });
});

describe('what a provider says', () => {
  it.each([
    [{ 'https://example.com/roles': ['a'] }, 'https://example.com/roles', ['a']],
    [{ realm_access: { roles: ['a', 7, 'b'] } }, 'realm_access.roles', ['a', 'b']],
    [{ role: 'a' }, 'role', ['a']],
    [{ role: { a: true } }, 'role', []],
    [{}, 'constructor.name', []],
  ])('%j holds in %s the roles %j', (raw, claim, values) => {
    expect(claimsOf(raw, claim).roleValues).toEqual(values);
  });

  it.each([
    [true, true],
    ['true', true],
    ['yes', false],
    [1, false],
    [undefined, false],
  ])('counts email_verified %j as %s', (email_verified, isVerified) => {
    expect(claimsOf({ sub: 's', email: 'a@b.c', email_verified }, null).isEmailVerified).toBe(isVerified);
  });

  it('has no e-mail where it is none', () => {
    for (const email of ['', 'ana', 'a b@c.d', 7, null]) expect(claimsOf({ email }, null).email).toBeNull();
  });
});
