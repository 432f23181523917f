import type { EntityType } from '@causeway/shared/vocabulary';
import type { ConnectionRecord } from './connection-record.ts';

/** Screens of the web client; products, documents and tax codes have no known address (Developer Guide is silent). */
const recordTypes: Record<EntityType, string | null> = {
  company: 'CompanyFv',
  contact: 'ContactFv',
  opportunity: 'OpportunityFv',
  product: null,
  tax_code: null,
  document: null,
};

/** Address of a record in the ConnectWise web client, or null. `companyName` lets someone who is signed out land at the right login. */
export function recordUrl(
  connection: Pick<ConnectionRecord, 'webBaseUrl' | 'loginCompany'>,
  entity: EntityType,
  remoteId: string,
): string | null {
  const recordType = recordTypes[entity];
  if (recordType === null) return null;
  const query = new URLSearchParams({
    locale: 'en_US',
    recordType,
    recid: remoteId,
    companyName: connection.loginCompany,
  });
  return `${connection.webBaseUrl}/v4_6_release/services/system_io/router/openrecord.rails?${query}`;
}
