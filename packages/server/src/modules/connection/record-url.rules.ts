import type { ConnectionRecord } from './connection-record.ts';

/**
 * Address of a record in the ConnectWise web client, on the screen of that name; null where no screen is known (the Developer Guide is silent on
 * products, documents and tax codes). `companyName` lets someone who is signed out land at the right login.
 */
export function recordUrl(
  connection: Pick<ConnectionRecord, 'webBaseUrl' | 'loginCompany'>,
  screen: string | null,
  remoteId: string,
): string | null {
  if (screen === null) return null;
  const query = new URLSearchParams({
    locale: 'en_US',
    recordType: screen,
    recid: remoteId,
    companyName: connection.loginCompany,
  });
  return `${connection.webBaseUrl}/v4_6_release/services/system_io/router/openrecord.rails?${query}`;
}
