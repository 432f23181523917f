import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { emailDomainOf } from '../../matching/scoring/domains.rules.ts';
import type { MatchRecord } from '../../matching/scoring/match-record.ts';

const localDomains = (tx: Tx) =>
  tx.query<{ id: string; email: string }>(
    `select distinct client_id as id, 'x@' || split_part(lower(email), '@', 2) as email from contact where email is not null`,
  );

const remoteDomains = (tx: Tx, connectionId: Id) =>
  tx.query<{ id: string; email: string }>(
    `select distinct parent_id as id, 'x@' || split_part(lower(facts ->> 'email'), '@', 2) as email from match_record
     where connection_id = $1 and entity = 'contact' and parent_id is not null and facts ->> 'email' is not null`,
    [connectionId],
  );

/** Companies with the domains of their people's addresses, except those where anybody can have one. */
export async function withPeoplesDomains(
  tx: Tx,
  { connectionId, side }: { connectionId: Id; side: 'local' | 'remote' },
  records: readonly MatchRecord[],
): Promise<MatchRecord[]> {
  const people = await (side === 'local' ? localDomains(tx) : remoteDomains(tx, connectionId));
  const domains = new Map<string, string[]>();
  for (const { id, email } of people) {
    const domain = emailDomainOf(email);
    if (domain) domains.set(id, [...new Set([...(domains.get(id) ?? []), domain])]);
  }
  return records.map((record) => ({ ...record, emailDomains: (domains.get(record.id) ?? []).sort() }));
}
