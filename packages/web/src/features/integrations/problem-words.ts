import { msg, t } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';
/** A field of the connect form. */
export type ConnectField = 'siteUrl' | 'loginCompany' | 'publicKey' | 'privateKey' | 'clientId';

/** A cause: its title, the one thing to do next, and where in the form that is done (`null`: try again). */
type Cause = { title: string; next: string; field: ConnectField | null };

const causes: Record<string, Cause> = words({
  invalid_url: { title: msg`This is not a site address`, next: msg`Correct the site address.`, field: 'siteUrl' },
  host_unknown: { title: msg`There is no such host`, next: msg`Correct the site address.`, field: 'siteUrl' },
  host_not_allowed: {
    title: msg`This host is not allowed`,
    next: msg`Enter a ConnectWise address, or ask the operator to allow this host.`,
    field: 'siteUrl',
  },
  unreachable: { title: msg`ConnectWise does not answer`, next: msg`Try again in a minute.`, field: null },
  wrong_address: {
    title: msg`The ConnectWise API was not found there`,
    next: msg`Try again in a minute. If it happens again, check the site address and the keys.`,
    field: 'siteUrl',
  },
  tls: {
    title: msg`The connection is not secure`,
    next: msg`Check the site’s certificate, then try again.`,
    field: null,
  },
  wrong_company: {
    title: msg`ConnectWise does not know this company`,
    next: msg`Correct the company ID.`,
    field: 'loginCompany',
  },
  wrong_keys: {
    title: msg`ConnectWise refused the keys`,
    next: msg`Enter both keys again, or create new ones.`,
    field: 'publicKey',
  },
  client_id_missing: {
    title: msg`A client ID is needed`,
    next: msg`Enter the client ID of this app.`,
    field: 'clientId',
  },
  no_permission: {
    title: msg`The API member may not do enough`,
    next: msg`Give its role the permissions in the table, then try again.`,
    field: null,
  },
  rate_limited: { title: msg`ConnectWise asked to slow down`, next: msg`Wait a minute, then try again.`, field: null },
});

/** What is known about a cause; an unknown one gets a plain title. */
export function causeOf(code: string): Cause {
  return (
    causes[code.toLowerCase()] ?? { title: t`ConnectWise could not be connected`, next: t`Try again.`, field: null }
  );
}

/** The next step for a connection in error, as a sentence. */
export function nextStep(code: string | null | undefined): string {
  if (code && /wrong_keys|unauthorized/i.test(code)) return t`Replace the keys. Everything else is kept.`;
  if (code && /no_permission|forbidden/i.test(code))
    return t`Give the role of the API member the permissions it lacks, then verify again.`;
  return t`Verify again once it is fixed.`;
}
