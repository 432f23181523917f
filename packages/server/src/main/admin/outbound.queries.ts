import type { Tx } from '../../platform/database/database.ts';

/** Addresses that a workspace has the product talk to. */
export interface OutboundAddress {
  kind: 'connectwise' | 'provider' | 'webhook';
  /** What people call it. */
  name: string;
  url: string;
}

export const outboundAddresses = (tx: Tx): Promise<OutboundAddress[]> =>
  tx.query<OutboundAddress>(
    `select 'connectwise' as kind, login_company as name, api_base_url as url from connection
     union all select 'provider', label, issuer from identity_provider
     union all select 'webhook', name, url from webhook where off_at is null order by 1, 2`,
  );
