import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidate, MatchKeys } from '../../matching/scoring/match.rules.ts';

type Found = Candidate & { withinId?: Id };

/** The contacts of these clients that share a name or an e-mail address with one of these; one statement. */
export const contactCandidates = (tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<Found[]> =>
  tx.query<Found>(
    `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email as strong, null as website,
         coalesce(c.phone, c.mobile) as phone, l.remote_id as "linkedTo",
         coalesce(l.state = 'broken', false) as "isLinkBroken", c.client_id as "withinId"
       from (select distinct k.client_id, k.name, k.email from unnest($2::uuid[], $3::text[], $4::text[]) as k(client_id, name, email)) k
       join contact c on c.client_id = k.client_id and (lower(c.email) = k.email or lower(concat_ws(' ', c.first_name, c.last_name)) = k.name)
       left join entity_link l on l.connection_id = $1 and l.entity = 'contact' and l.local_id = c.id
       group by c.workspace_id, c.id, l.remote_id, l.state`,
    [connectionId, keys.map((k) => k.withinId), keys.map((k) => k.name), keys.map((k) => k.strong)],
  );
