/** A field of the connect form. */
export type ConnectField = 'siteUrl' | 'loginCompany' | 'publicKey' | 'privateKey' | 'clientId';

/** A cause: its title, the one thing to do next, and where in the form that is done (`null`: try again). */
type Cause = { title: string; next: string; field: ConnectField | null };

const causes: Record<string, Cause> = {
  invalid_url: { title: 'This is not a site address', next: 'Correct the site address.', field: 'siteUrl' },
  host_unknown: { title: 'There is no such host', next: 'Correct the site address.', field: 'siteUrl' },
  host_not_allowed: {
    title: 'This host is not allowed',
    next: 'Enter a ConnectWise address, or ask the operator to allow this host.',
    field: 'siteUrl',
  },
  unreachable: { title: 'ConnectWise does not answer', next: 'Try again in a minute.', field: null },
  wrong_address: {
    title: 'The ConnectWise API was not found there',
    next: 'Try again in a minute. If it stays, check the site address and the keys.',
    field: 'siteUrl',
  },
  tls: { title: 'The connection is not secure', next: 'Check the site’s certificate, then try again.', field: null },
  wrong_company: {
    title: 'ConnectWise does not know this company',
    next: 'Correct the company ID.',
    field: 'loginCompany',
  },
  wrong_keys: {
    title: 'ConnectWise refused the keys',
    next: 'Enter both keys again, or make new ones.',
    field: 'publicKey',
  },
  client_id_missing: { title: 'A client ID is needed', next: 'Enter the client ID of this app.', field: 'clientId' },
  no_permission: {
    title: 'The API member may not do enough',
    next: 'Give its role the permissions in the table, then try again.',
    field: null,
  },
  rate_limited: { title: 'ConnectWise asked to slow down', next: 'Wait a minute, then try again.', field: null },
};

/** What is known about a cause; an unknown one gets a plain title. */
export function causeOf(code: string): Cause {
  return causes[code.toLowerCase()] ?? { title: 'ConnectWise could not be connected', next: 'Try again.', field: null };
}

/** The next step for a connection in error, as a sentence. */
export function nextStep(code: string | null | undefined): string {
  if (code && /wrong_keys|unauthorized/i.test(code)) return 'Replace the keys; everything else is kept.';
  if (code && /no_permission|forbidden/i.test(code))
    return 'Give the role of the API member the permissions it lacks, then verify again.';
  return 'Verify again once it is fixed.';
}
