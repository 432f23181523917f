import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Candidate, MatchKeys, MatchRules } from './match.rules.ts';
import { companyKey } from './names.rules.ts';

/** The CRM records that share a name, as far as it counts, or a strong key with one of these; one statement. */
export class Candidates {
  private readonly byName = new Map<string, Candidate[]>();
  private readonly byStrong = new Map<string, Candidate[]>();
  private readonly byAlike = new Map<string, Candidate[]>();
  private readonly alike = new Map<MatchKeys, string | null>();
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
    const alike = this.alikeOf(keys);
    const same = alike === null ? [] : (this.byAlike.get(scoped(alike, keys.withinId)) ?? []);
    return [...new Set([...named, ...strong, ...same])];
  }

  /** A record is asked for several times while its page is decided. */
  private alikeOf(keys: MatchKeys): string | null {
    const known = this.alike.get(keys);
    if (known !== undefined) return known;
    const alike = companyKey(keys.name);
    this.alike.set(keys, alike);
    return alike;
  }

  nameOf(id: Id): string | undefined {
    return this.names.get(id);
  }

  /** A record of this very page takes a name: the next one that wants it must see that. */
  add(candidate: Candidate, withinId: Id | null): void {
    this.names.set(candidate.id, candidate.name);
    push(this.byName, scoped(candidate.name.toLowerCase(), withinId), candidate);
    const alike = companyKey(candidate.name);
    if (alike !== null) push(this.byAlike, scoped(alike, withinId), candidate);
    if (candidate.strong) push(this.byStrong, scoped(candidate.strong.toLowerCase(), withinId), candidate);
  }

  /** A record of this very page was linked to a candidate: it is not free any more. */
  claim(keys: MatchKeys, localId: Id, remoteId: string): void {
    for (const candidate of this.of(keys)) if (candidate.id === localId) candidate.linkedTo = remoteId;
  }
}

const scoped = (key: string, withinId: Id | null): string => (withinId === null ? key : `${withinId} ${key}`);

function push(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const there = map.get(key);
  if (there) there.push(candidate);
  else map.set(key, [candidate]);
}

type Read = (tx: Tx, connectionId: Id, keys: readonly MatchKeys[]) => Promise<(Candidate & { withinId?: Id })[]>;

/** `lateral … offset 0` asks the index for each key by itself; a plain join would read the whole table while it is small. */
const having = (table: string, column: string, keys: string): string =>
  `select f.id from unnest(${keys}::text[]) as k(key)
     cross join lateral (select t.id from ${table} t where t.${column} = lower(k.key) offset 0) f`;

/** One look-up for each kind of key, as a union: an `or` would read the whole table. */
const sameKeys = (options: {
  table: string;
  columns: string;
  entity: string;
  strongKey: string;
  more?: string;
}): string =>
  `select t.id, t.name, ${options.columns}, l.remote_id as "linkedTo", coalesce(l.state = 'broken', false) as "isLinkBroken"
   from (
     ${having(options.table, 'name_key', '$2')}
     union
     ${having(options.table, options.strongKey, '$3')}
     ${options.more ? `union ${options.more}` : ''}
   ) found
   cross join lateral (select * from ${options.table} t where t.id = found.id offset 0) t
   left join lateral (select e.remote_id, e.state from entity_link e
     where e.connection_id = $1 and e.entity = '${options.entity}' and e.local_id = t.id offset 0) l on true`;

const sameClient = sameKeys({
  table: 'client',
  columns: `t.identifier as strong, t.website, t.phone, jsonb_build_object('addressLine', t.address_line1, 'city', t.city,
    'region', t.region, 'postalCode', t.postal_code) as place`,
  entity: 'company',
  strongKey: 'identifier_key',
  // "Acme, Inc." is looked for as "Acme".
  more: having('client', 'match_key', '$4'),
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
      keys.flatMap((k) => companyKey(k.name) ?? []),
    ]),
  product: (tx, connectionId, keys) =>
    tx.query(sameProduct, [connectionId, texts(keys, 'name'), texts(keys, 'strong')]),
  contact: (tx, connectionId, keys) =>
    tx.query(
      `select c.id, concat_ws(' ', c.first_name, c.last_name) as name, c.email as strong, null as website,
         coalesce(c.phone, c.mobile) as phone, l.remote_id as "linkedTo",
         coalesce(l.state = 'broken', false) as "isLinkBroken", c.client_id as "withinId"
       from (select distinct k.client_id, k.name, k.email from unnest($2::uuid[], $3::text[], $4::text[]) as k(client_id, name, email)) k
       join contact c on c.client_id = k.client_id and (lower(c.email) = k.email or lower(concat_ws(' ', c.first_name, c.last_name)) = k.name)
       left join entity_link l on l.connection_id = $1 and l.entity = 'contact' and l.local_id = c.id
       group by c.workspace_id, c.id, l.remote_id, l.state`,
      [connectionId, keys.map((k) => k.withinId), keys.map((k) => k.name), keys.map((k) => k.strong)],
    ),
};

const texts = (keys: readonly MatchKeys[], key: 'name' | 'strong'): string[] =>
  keys.flatMap((k) => (k[key] === null ? [] : [k[key]]));
