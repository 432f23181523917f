import type { ConnectionRecord } from './connection-record.ts';

/** By the `host:port` that the product asks, the origin at which browsers find the same server. */
export type WebAddresses = ReadonlyMap<string, string>;

/**
 * Address of a record in the ConnectWise web client, on the screen of that name; null where no screen is known (the Developer Guide is silent on
 * products, documents and tax codes). `companyName` lets someone who is signed out land at the right login.
 */
export function recordUrl(
  connection: Pick<ConnectionRecord, 'webBaseUrl' | 'loginCompany'>,
  screen: string | null,
  remoteId: string,
  webAddresses: WebAddresses = new Map(),
): string | null {
  if (screen === null) return null;
  const query = new URLSearchParams({
    locale: 'en_US',
    recordType: screen,
    recid: remoteId,
    companyName: connection.loginCompany,
  });
  const address = webAddresses.get(new URL(connection.webBaseUrl).host) ?? connection.webBaseUrl;
  return `${address}/v4_6_release/services/system_io/router/openrecord.rails?${query}`;
}
