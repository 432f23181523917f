import { PINNED_VERSION } from '../../connectwise/client/api-endpoint.ts';
import { companyAt } from '../../connectwise/client/company-info.ts';
import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Transport } from '../../connectwise/client/transport.ts';
import { ProblemsError } from '../../platform/errors.ts';
import { type ConnectionCause, problemOf, verificationCauseOf } from './connection-problem.rules.ts';
import { HASTY_TIMEOUT_MS } from './connectwise-client-factory.ts';
import { missingRightsOf } from './missing-rights.ts';
import { missingRights } from './permission.rules.ts';

export interface VerifiedVersions {
  /** Of ConnectWise itself. */
  version: string | null;
  /** Of its API, where it does not know the one that this product is made for. */
  apiVersion: string | null;
}

export interface VerifiableAccount {
  webBaseUrl: string;
  host: string;
  loginCompany: string;
}

/**
 * Tries an account out: is the site there, does it know the company, does it take the keys, may they read what the sync needs.
 * Throws ProblemsError naming the first cause that does not hold; stores nothing. Answers the version of ConnectWise.
 */
export async function verifyAccount(
  account: VerifiableAccount,
  { transport, client }: { transport: Transport; client: ConnectWiseClient },
): Promise<VerifiedVersions> {
  const failFor = (cause: ConnectionCause): never => {
    throw new ProblemsError([problemOf(cause, account)]);
  };
  try {
    const company = await companyAt(transport, account.webBaseUrl, account.loginCompany, HASTY_TIMEOUT_MS);
    if (company === 'not_known') failFor('wrong_company');
    const info = await client.systemInfo();
    const missing = await missingRightsOf(client);
    if (missing.length > 0)
      throw new ProblemsError([{ code: 'no_permission', field: null, message: missingRights(missing) }]);
    const { apiVersion } = client;
    return { version: info.version ?? null, apiVersion: apiVersion === PINNED_VERSION ? null : apiVersion };
  } catch (error) {
    if (error instanceof ConnectWiseError) failFor(verificationCauseOf(error));
    throw error;
  }
}
