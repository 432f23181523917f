import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isGoneThere } from '../../../links/removal-guard.queries.ts';
import { phoneTails } from '../../matching/scoring/contact-keys.rules.ts';
import type { Candidate, MatchKeys } from '../../matching/scoring/match.rules.ts';
import { companyKey } from '../../matching/scoring/names.rules.ts';
import { freeOf, mayHaveNear } from '../../matching/scoring/same-keys.queries.ts';

type Found = Candidate & { withinId?: Id };

const sameContact = `
  select c.id from (select distinct k.client_id, k.name, k.email from unnest($2::uuid[], $3::text[], $4::text[]) as k(client_id, name, email)) k
  join contact c on c.client_id = k.client_id and (lower(btrim(c.email)) = k.email or lower(concat_ws(' ', c.first_name, c.last_name)) = k.name)`;

/** Contacts that are not linked, by what a person of a name that is written in another way may share with them. */
const nearContact = `
  select t.id from ${freeOf('contact', 'contact', 't.client_id = any($2::uuid[]) and')} t
  where match_name(concat_ws(' ', t.first_name, t.last_name)) = any($5::text[]) or phone_tail(coalesce(t.phone, t.mobile)) = any($6::text[])`;

/**
 * The contacts of these clients that share a name or an e-mail address with one of these, and those not linked that share the words of a name or a
 * phone number.
 */
export async function contactCandidates(tx: Tx, connectionId: Id, keys: readonly MatchKeys[]): Promise<Found[]> {
  const near = (await mayHaveNear(tx, connectionId, 'contact', 'contact', keys)) ? keys : [];
  return tx.query<Found>(
    `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email as strong, null as website,
         coalesce(c.phone, c.mobile) as phone, case when c.phone is not null then c.phone_extension end as "phoneExtension",
         o.country, (select time_zone from workspace) as "timeZone", l.remote_id as "linkedTo",
         coalesce(${isGoneThere('l')}, false) as "isLinkBroken", c.client_id as "withinId"
       from (${sameContact} union ${nearContact}) found
       join contact c on c.id = found.id
       join client o on o.id = c.client_id
       left join entity_link l on l.connection_id = $1 and l.entity = 'contact' and l.local_id = c.id`,
    [
      connectionId,
      keys.map((k) => k.withinId),
      keys.map((k) => k.name),
      keys.map((k) => k.strong),
      near.flatMap((k) => companyKey(k.name) ?? []),
      near.flatMap(phoneTails),
    ],
  );
}
