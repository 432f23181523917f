import { LATEST_VERSION, PINNED_VERSION } from '../../connectwise/client/api-endpoint.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** The version of ConnectWise's API that is used: the one that this product is made for, or the one that an older server knows. */
export const apiVersionOf = ({ apiVersion }: Pick<ConnectionRecord, 'apiVersion'>): string =>
  apiVersion ?? PINNED_VERSION;

/** Says that another version is used than this product is made for; null when it is that one. */
export function apiVersionWarning(connection: Pick<ConnectionRecord, 'apiVersion' | 'host'>): string | null {
  const { apiVersion, host } = connection;
  if (apiVersion === null) return null;
  const used = apiVersion === LATEST_VERSION ? 'its latest version' : `version ${apiVersion}`;
  return `ConnectWise at ${host} does not know version ${PINNED_VERSION} of its API, which Causeway is made for, so ${used} is used. Fields that it lacks stay empty. After an update of ConnectWise, check the connection again.`;
}
