import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { domainOf, emailDomainOf, phoneDigits } from '../scoring/contact-points.rules.ts';
import type { MatchedEntity, MatchRecord } from '../scoring/match-record.ts';

/** Keeps what a page of ConnectWise's records says; one statement. */
export async function storeRemoteRecords(
  tx: Tx,
  run: { id: Id; connectionId: Id },
  entity: MatchedEntity,
  records: readonly MatchRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into match_record (connection_id, entity, run_id, remote_id, name, parent_id, facts, phone_key, domain_key)
     select $1, $2, $3, v.remote_id, v.name, v.parent_id, v.facts::jsonb, v.phone_key, v.domain_key
     from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) as v(remote_id, name, parent_id, facts, phone_key, domain_key)
     on conflict (workspace_id, connection_id, entity, remote_id) do update set run_id = excluded.run_id, name = excluded.name,
       parent_id = excluded.parent_id, facts = excluded.facts, phone_key = excluded.phone_key, domain_key = excluded.domain_key`,
    [
      run.connectionId,
      entity,
      run.id,
      records.map((r) => r.id),
      records.map((r) => r.name ?? r.identifier ?? `${entity} ${r.id}`),
      records.map((r) => r.withinId ?? null),
      records.map((r) => JSON.stringify(r)),
      records.map((r) => phoneDigits(r.phone ?? null)),
      records.map((r) => domainOf(r.website ?? null)),
    ],
  );
}

/** Forgets records that this run did not meet any more, and tells the planner how many there are. */
export async function forgetUnseenRecords(
  tx: Tx,
  run: { id: Id; connectionId: Id },
  entity: MatchedEntity,
): Promise<void> {
  await tx.query(`delete from match_record where connection_id = $1 and entity = $2 and run_id <> $3`, [
    run.connectionId,
    entity,
    run.id,
  ]);
}

export async function readRemoteRecords(tx: Tx, connectionId: Id, entity: MatchedEntity): Promise<MatchRecord[]> {
  const rows = await tx.query<{ facts: MatchRecord }>(
    `select facts from match_record where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
  const records = rows.map((row) => row.facts);
  return entity === 'company' ? withDomains(records, await remoteDomains(tx, connectionId)) : records;
}

export async function readLocalRecords(tx: Tx, entity: MatchedEntity): Promise<MatchRecord[]> {
  const records = await tx.query<MatchRecord>(localRecords[entity]);
  return entity === 'company' ? withDomains(records, await localDomains(tx)) : records;
}

/** Which records of both sides are linked. */
export async function readLinked(
  tx: Tx,
  connectionId: Id,
  entity: MatchedEntity,
): Promise<{ local: Set<string>; remote: Set<string> }> {
  const rows = await tx.query<{ local: string; remote: string }>(
    `select local_id as local, remote_id as remote from entity_link where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
  return { local: new Set(rows.map((row) => row.local)), remote: new Set(rows.map((row) => row.remote)) };
}

/** The clients that are a company, or may be it: contacts are compared within them. */
export async function readClientsOf(tx: Tx, connectionId: Id): Promise<Map<string, Set<string>>> {
  const rows = await tx.query<{ company: string; client: string }>(
    `select remote_id as company, local_id as client from entity_link where connection_id = $1 and entity = 'company'
     union select p.remote_id, p.local_id from match_pair p where p.connection_id = $1 and p.entity = 'company' and p.state in ('proposed', 'later')`,
    [connectionId],
  );
  const clients = new Map<string, Set<string>>();
  for (const { company, client } of rows) clients.set(company, (clients.get(company) ?? new Set()).add(client));
  return clients;
}

const localRecords: Record<MatchedEntity, string> = {
  company: `select id, name, identifier, website, phone, jsonb_build_object('addressLine', address_line1, 'city', city, 'region', region,
      'postalCode', postal_code) as place from client`,
  contact: `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email, coalesce(c.phone, c.mobile) as phone,
      c.client_id as "withinId", cl.name as "withinName" from contact c join client cl on cl.id = c.client_id`,
  product: `select id, name, sku as identifier, kind = 'bundle' as "isBundle" from product`,
};

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
function withDomains(records: readonly MatchRecord[], people: readonly { id: string; email: string }[]): MatchRecord[] {
  const domains = new Map<string, string[]>();
  for (const { id, email } of people) {
    const domain = emailDomainOf(email);
    if (domain) domains.set(id, [...(domains.get(id) ?? []), domain]);
  }
  return records.map((record) => ({ ...record, emailDomains: (domains.get(record.id) ?? []).sort() }));
}
