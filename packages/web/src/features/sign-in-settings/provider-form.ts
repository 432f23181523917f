import type { IdentityProviderInput, ProviderFieldsFragment, Role } from '../../graphql/graphql.ts';

type Provider = NonNullable<ProviderFieldsFragment['provider']>;

/** The form's values: lists as lines, an empty text for what is absent. */
export type ProviderValues = {
  label: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
  domains: string;
  roleClaim: string;
  roles: { value: string; role: Role }[];
  defaultRole: Role | '';
  createsPeople: boolean;
  trustsSecondFactor: boolean;
};

const always = ['openid', 'email', 'profile'];

export function valuesOf(provider: Provider | null | undefined): ProviderValues {
  return {
    label: provider?.label ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    clientSecret: '',
    scopes: (provider?.scopes ?? []).filter((scope) => !always.includes(scope)).join(' '),
    domains: (provider?.domains ?? []).join('\n'),
    roleClaim: provider?.roleClaim ?? '',
    roles: (provider?.roles ?? []).map(({ value, role }) => ({ value, role })),
    defaultRole: provider?.defaultRole ?? '',
    createsPeople: provider?.createsPeople ?? false,
    trustsSecondFactor: provider?.trustsSecondFactor ?? false,
  };
}

const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

export function inputOf(values: ProviderValues): IdentityProviderInput {
  return {
    ...values,
    clientSecret: values.clientSecret.trim() || null,
    scopes: wordsOf(values.scopes),
    domains: wordsOf(values.domains),
    roleClaim: values.roleClaim.trim() || null,
    defaultRole: values.defaultRole || null,
  };
}
