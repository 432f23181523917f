import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Candidate, MatchKeys, MatchRules } from './match.rules.ts';
import { nameParts } from './names.rules.ts';

/** The CRM records that share a name, as far as it counts, or a strong key with one of these; one statement. */
export class Candidates {
  private readonly byName = new Map<string, Candidate[]>();
  private readonly byStrong = new Map<string, Candidate[]>();
  private readonly byAlike = new Map<string, Candidate[]>();
  private readonly names = new Map<Id, string>();

  constructor(found: readonly (Candidate & { withinId?: Id })[]) {
    for (const candidate of found) this.add(candidate, candidate.withinId ?? null);
  }

  static async load(tx: Tx, rules: MatchRules, connectionId: Id, keys: readonly MatchKeys[]): Promise<Candidates> {
    if (rules.by === 'never' || keys.length === 0) return new Candidates([]);
    return new Candidates(await readers[rules.by](tx, connectionId, keys));
  }

  /** Those that share a key with this record, each once. */
  of(keys: MatchKeys): Candidate[] {
    const named = keys.name === null ? [] : (this.byName.get(scoped(keys.name, keys.withinId)) ?? []);
    const strong = keys.strong === null ? [] : (this.byStrong.get(scoped(keys.strong, keys.withinId)) ?? []);
    const alike = compactOf(keys.name);
    const same = alike === null ? [] : (this.byAlike.get(scoped(alike, keys.withinId)) ?? []);
    return [...new Set([...named, ...strong, ...same])];
  }

  nameOf(id: Id): string | undefined {
    return this.names.get(id);
  }

  /** A record of this very page takes a name: the next one that wants it must see that. */
  add(candidate: Candidate, withinId: Id | null): void {
    this.names.set(candidate.id, candidate.name);
    push(this.byName, scoped(candidate.name.toLowerCase(), withinId), candidate);
    const alike = compactOf(candidate.name);
    if (alike !== null) push(this.byAlike, scoped(alike, withinId), candidate);
    if (candidate.strong) push(this.byStrong, scoped(candidate.strong.toLowerCase(), withinId), candidate);
  }

  /** A record of this very page was linked to a candidate: it is not free any more. */
  claim(keys: MatchKeys, localId: Id, remoteId: string): void {
    for (const candidate of this.of(keys)) if (candidate.id === localId) candidate.linkedTo = remoteId;
  }
}

const compactOf = (name: string | null): string | null => nameParts(name, { hasLegalForm: true })?.compact ?? null;

const scoped = (key: string, withinId: Id | null): string => (withinId === null ? key : `${withinId} ${key}`);

function push(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const there = map.get(key);
  if (there) there.push(candidate);
  else map.set(key, [candidate]);
}

type Read = (tx: Tx, connectionId: Id, keys: readonly MatchKeys[]) => Promise<(Candidate & { withinId?: Id })[]>;

/** Look-ups by index, one for each key, as a union: an `or` would read the whole table. */
const sameKeys = (options: {
  table: string;
  columns: string;
  entity: string;
  strongKey: string;
  more?: string;
}): string =>
  `select t.id, t.name, ${options.columns}, l.remote_id as "linkedTo"
   from (
     select f.id from unnest($2::text[]) as k(key) join ${options.table} f on f.name_key = lower(k.key)
     union
     select f.id from unnest($3::text[]) as k(key) join ${options.table} f on f.${options.strongKey} = lower(k.key)
     ${options.more ?? ''}
   ) found
   join ${options.table} t on t.id = found.id
   left join entity_link l on l.connection_id = $1 and l.entity = '${options.entity}' and l.local_id = t.id`;

const sameClient = sameKeys({
  table: 'client',
  columns: `t.identifier as strong, t.website, t.phone, jsonb_build_object('addressLine', t.address_line1, 'city', t.city,
    'region', t.region, 'postalCode', t.postal_code) as place`,
  entity: 'company',
  strongKey: 'identifier_key',
  // "Acme, Inc." is looked for as "Acme".
  more: 'union select f.id from unnest($4::text[]) as k(key) join client f on f.match_key = k.key',
});
const sameProduct = sameKeys({
  table: 'product',
  columns: `t.sku as strong, null as website, null as phone, t.kind = 'bundle' as "isBundle"`,
  entity: 'product',
  strongKey: 'sku_key',
});

const readers: Record<Exclude<MatchRules['by'], 'never'>, Read> = {
  client: (tx, connectionId, keys) =>
    tx.query(sameClient, [
      connectionId,
      texts(keys, 'name'),
      texts(keys, 'strong'),
      keys.flatMap((k) => compactOf(k.name) ?? []),
    ]),
  product: (tx, connectionId, keys) =>
    tx.query(sameProduct, [connectionId, texts(keys, 'name'), texts(keys, 'strong')]),
  contact: (tx, connectionId, keys) =>
    tx.query(
      `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email as strong, null as website,
         coalesce(c.phone, c.mobile) as phone, l.remote_id as "linkedTo", c.client_id as "withinId"
       from (select distinct k.client_id, k.name, k.email from unnest($2::uuid[], $3::text[], $4::text[]) as k(client_id, name, email)) k
       join contact c on c.client_id = k.client_id and (lower(c.email) = k.email or lower(concat_ws(' ', c.first_name, c.last_name)) = k.name)
       left join entity_link l on l.connection_id = $1 and l.entity = 'contact' and l.local_id = c.id
       group by c.workspace_id, c.id, l.remote_id`,
      [connectionId, keys.map((k) => k.withinId), keys.map((k) => k.name), keys.map((k) => k.strong)],
    ),
};

const texts = (keys: readonly MatchKeys[], key: 'name' | 'strong'): string[] =>
  keys.flatMap((k) => (k[key] === null ? [] : [k[key]]));
