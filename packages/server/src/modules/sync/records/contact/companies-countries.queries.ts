import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { MatchRecord } from '../../matching/scoring/match-record.ts';

/** ConnectWise's contacts with the country of their company, by whose rules their phone numbers are written; the CRM's have it already. */
export async function withCompaniesCountries(
  tx: Tx,
  { connectionId, side }: { connectionId: Id; side: 'local' | 'remote' },
  records: readonly MatchRecord[],
): Promise<MatchRecord[]> {
  if (side === 'local') return [...records];
  const rows = await tx.query<{ id: string; country: string | null }>(
    `select remote_id as id, facts ->> 'country' as country from match_record
     where connection_id = $1 and entity = 'company' and facts ->> 'country' is not null`,
    [connectionId],
  );
  const countries = new Map(rows.map(({ id, country }) => [id, country]));
  return records.map((record) => ({ ...record, country: countries.get(record.withinId ?? '') ?? null }));
}
