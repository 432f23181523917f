import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { ownRows, type Place } from './erased-places.ts';

/** What is known of somebody, and what to look for. */
export interface Known {
  name: string;
  /** Whole words that are replaced wherever they stand. */
  needles: string[];
  remoteIds: string[];
  /** Names and numbers that somebody else has too: they cannot be told apart, and stay. */
  shared: string[];
}

/** Puts a mark in place of what is looked for; answers how many rows it changed. */
export async function redactPlace(
  tx: Tx,
  { table, texts, jsons = [] }: Place,
  needles: readonly string[],
): Promise<number> {
  const sets = [
    ...texts.map((column) => `${column} = redact_text(t.${column}, k.pattern)`),
    ...jsons.map((column) => `${column} = redact_json(t.${column}, k.pattern)`),
  ];
  const [row] = await tx.query<{ changed: number }>(
    `with ${patterns},
       done as (update ${table} t set ${sets.join(', ')} from k where ${holds({ table, texts, jsons })} returning 1)
     select count(*)::int as changed from done`,
    [needles],
  );
  return row?.changed ?? 0;
}

/** `but`: the row of this ID does not count. */
export async function countPlace(
  tx: Tx,
  place: Place,
  needles: readonly string[],
  but: Id | null = null,
): Promise<number> {
  const [row] = await tx.query<{ found: number }>(
    `with ${patterns} select count(*)::int as found from ${place.table} t, k where ${holds(place)}${but ? ' and t.id <> $2' : ''}`,
    but ? [needles, but] : [needles],
  );
  return row?.found ?? 0;
}

/** What is looked for in a text, and in the text of JSON. */
export const patterns = `k as (select erasing_pattern($1::text[]) as pattern, erasing_json_pattern($1::text[]) as json)`;

const holds = ({ texts, jsons = [] }: Place): string =>
  `(${[...texts.map((column) => `t.${column} ~* k.pattern`), ...jsons.map((column) => `t.${column}::text ~* k.json`)].join(' or ')})`;

/** Takes away the rows that are about this contact alone. */
export async function deleteOwnRows(tx: Tx, contactId: Id, remoteIds: readonly string[]): Promise<number> {
  let gone = 0;
  for (const { table, local, remote } of ownRows) {
    const about = [...(local ? [`${local}::text = $1`] : []), ...(remote ? [`${remote} = any($2::text[])`] : [])].join(
      ' or ',
    );
    const rows = await tx.query(
      `with asked as (select $1::text as local, $2::text[] as remote) delete from ${table} t using asked where t.entity = 'contact' and (${about}) returning 1`,
      [contactId, remoteIds],
    );
    gone += rows.length;
  }
  const issues = await tx.query(
    `update sync_issue set record_name = 'Erased person', detail = '{}', state = case when state = 'open' then 'resolved' else state end,
       resolution = coalesce(resolution, 'The person was erased.'), next_retry_at = null
     where entity = 'contact' and (local_id = $1::uuid or remote_id = any($2::text[])) returning 1`,
    [contactId, remoteIds],
  );
  return gone + issues.length;
}

/** Pages of a listing whose worker died may hold anybody; they are asked for again. */
export async function forgetKeptPages(tx: Tx): Promise<{ lastId: null; changed: number }> {
  const rows = await tx.query(
    'update sync_cursor set kept_page = null, kept_until = null where kept_page is not null returning 1',
  );
  return { lastId: null, changed: rows.length };
}

/** What is known of a contact, its former names and addresses included; undefined when there is none. */
export async function knownOfContact(tx: Tx, contactId: Id): Promise<Known | undefined> {
  const [contact] = await tx.query<{ name: string; values: string[]; remoteIds: string[]; former: string[] | null }>(
    `with links as (select coalesce(array_agg(distinct remote_id), '{}') as ids from entity_link where entity = 'contact' and local_id = $1),
     events as (select a.name, a.changes from audit_event a, links l where a.entity = 'contact' and (a.local_id = $1 or a.remote_id = any(l.ids))),
     former as (
       select name as value from events where name is not null
       union select v from events e, jsonb_array_elements(e.changes) c, lateral (values (c ->> 'from'), (c ->> 'to')) t(v)
         where v ~ '@' or length(regexp_replace(v, '[^0-9]', '', 'g')) >= 7)
     select trim(c.first_name || ' ' || coalesce(c.last_name, '')) as name,
       array_remove(array[c.email, c.phone, c.mobile], null) as values, l.ids as "remoteIds", (select array_agg(value) from former) as former
     from contact c, links l where c.id = $1`,
    [contactId],
  );
  if (!contact) return undefined;
  return sift(tx, { ...contact, ownId: contactId });
}

/** The same of a person who was removed. */
export async function knownOfPerson(tx: Tx, userId: Id): Promise<(Known & { email: string }) | undefined> {
  const [person] = await tx.query<{ name: string; email: string }>(
    `select name, email from app_user where id = $1 and removed_at is not null`,
    [userId],
  );
  if (!person) return undefined;
  const known = await sift(tx, {
    name: person.name,
    values: [person.email],
    former: null,
    remoteIds: [],
    ownId: userId,
  });
  return { ...known, email: person.email };
}

/** Nothing that is too short to be told from other words, and nothing that somebody else is called or called at by too. */
async function sift(
  tx: Tx,
  {
    name,
    values,
    former,
    remoteIds,
    ownId,
  }: { name: string; values: string[]; former: string[] | null; remoteIds: string[]; ownId: Id },
): Promise<Known> {
  const all = [
    ...new Set([name, ...values, ...(former ?? [])].map((one) => one.trim()).filter((one) => one.length >= 3)),
  ];
  const taken = await tx.query<{ value: string }>(
    `select v as value from unnest($1::text[]) v where lower(v) in (
       select name_key from contact where id <> $2 and name_key <> 'erased person' union select lower(trim(email)) from contact where id <> $2
       union select trim(phone) from contact where id <> $2 union select trim(mobile) from contact where id <> $2
       union select trim(phone) from client union select name_key from client
       union select lower(name) from app_user where id <> $2 and removed_at is null union select lower(email) from app_user where id <> $2 and removed_at is null)`,
    [all, ownId],
  );
  const shared = taken.map(({ value }) => value);
  return { name, remoteIds, shared, needles: all.filter((one) => !shared.includes(one)) };
}

/** Empties a contact's row, which stays for the records that name it. */
export async function blankContact(tx: Tx, contactId: Id): Promise<void> {
  await tx.query(
    `update contact set first_name = 'Erased', last_name = 'person', email = null, phone = null, phone_extension = null, mobile = null, title = null,
       custom_fields = '{}', is_active = false, version = version + 1, updated_at = now() where id = $1`,
    [contactId],
  );
}

/**
 * From now on no poll brings the contact in again. Its link holds the number alone, never to sync; or it goes, and only the hash of the number stays.
 */
export async function closeLinks(tx: Tx, contactId: Id, link: 'keep' | 'remove', by: string): Promise<void> {
  const reason = 'The person was erased';
  await tx.query(
    `insert into erased_record (connection_id, entity, remote_hash, local_id)
     select connection_id, 'contact', erased_hash(connection_id, 'contact', remote_id), local_id from entity_link where entity = 'contact' and local_id = $1
     on conflict do nothing`,
    [contactId],
  );
  if (link === 'remove')
    await tx.query(`delete from entity_link where entity = 'contact' and local_id = $1`, [contactId]);
  else
    await tx.query(
      `update entity_link set state = 'never', base = null, remote_hash = null,
         hold = jsonb_build_object('by', $2::text, 'reason', $3::text, 'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       where entity = 'contact' and local_id = $1`,
      [contactId, by, reason],
    );
  await tx.query(
    `insert into never_synced (connection_id, entity, local_id, reason, by_name)
     select c.id, 'contact', $1::uuid, $3, $2 from connection c
     where not exists (select from entity_link l where l.connection_id = c.id and l.entity = 'contact' and l.local_id = $1::uuid)
     on conflict do nothing`,
    [contactId, by, reason],
  );
}

/** Empties the row of a person who was removed, and takes away what is theirs alone. */
export async function blankPerson(tx: Tx, userId: Id, email: string): Promise<void> {
  for (const table of [
    'session',
    'sign_in_step',
    'password_reset',
    'user_identity',
    'second_factor',
    'recovery_code',
    'alert_preference',
    'alert_notice',
  ])
    await tx.query(`delete from ${table} where user_id = $1`, [userId]);
  await tx.query('delete from invitation where lower(email) = lower($1)', [email]);
  await tx.query(
    `update app_user set name = 'Erased person', email = 'erased-' || id || '@erased.invalid', password_hash = '' where id = $1`,
    [userId],
  );
}

export const removedPeople = (tx: Tx): Promise<{ id: Id; name: string; email: string; removedAt: Date }[]> =>
  tx.query(
    `select u.id, u.name, u.email, u.removed_at as "removedAt" from app_user u where u.removed_at is not null
       and not exists (select from erasure e where e.subject = 'person' and e.subject_id = u.id) order by u.removed_at desc limit 500`,
  );

export interface LogCounts {
  audit: number;
  security: number;
}

/** How many rows of the two logs tell of somebody. */
export async function countLogs(
  tx: Tx,
  {
    contactId,
    userId,
    needles,
    remoteIds,
  }: { contactId: Id | null; userId: Id | null; needles: readonly string[]; remoteIds: readonly string[] },
): Promise<LogCounts> {
  const [row] = await tx.query<LogCounts>(
    `with ${patterns}
     select (select count(*)::int from audit_event a, k where (a.entity = 'contact' and (a.local_id = $2::uuid or a.remote_id = any($4::text[])))
         or a.name ~* k.pattern or a.description ~* k.pattern or a.actor ~* k.pattern or a.changes::text ~* k.json
         or a.exchanges::text ~* k.json) as audit,
       (select count(*)::int from security_event s, k where s.actor_id = $3::uuid
         or s.actor ~* k.pattern or s.subject ~* k.pattern or s.description ~* k.pattern) as security`,
    [needles, contactId, userId, remoteIds],
  );
  return row ?? { audit: 0, security: 0 };
}
