import { createHash } from 'node:crypto';
import pg from 'pg';
import type { EngineOptions, PullEngine } from './engine.ts';

/**
 * What PostgreSQL and JSON allow on this machine: fetch, parse, map, hash, and one transaction a page that writes clients, links and
 * audit rows of the product's own tables from arrays. No leases, no matching, no merging, no row-level security.
 */
export async function rawLimit({ apiUrl, ownerUrl }: EngineOptions): Promise<PullEngine> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ workspace: string }>(
    `insert into workspace (name) values ('raw') returning id as workspace`,
  );
  const workspace = rows[0]?.workspace;
  await client.query(`select set_config('app.workspace_id', $1, false)`, [workspace]);
  const connection = await client.query<{ id: string }>(
    `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
     values ('', '', '', 'raw', 'raw', '', '', '', 'connected') returning id`,
  );
  const connectionId = connection.rows[0]?.id;
  return {
    name: 'raw limit',
    pull: async () => {
      let after = 0;
      let page = await fetchPage(apiUrl, after);
      while (page.length > 0) {
        after = page.at(-1)?.id ?? 0;
        const next = page.length < 1000 ? Promise.resolve([]) : fetchPage(apiUrl, after);
        await writePage(client, connectionId ?? '', page);
        page = await next;
      }
    },
    counts: async () => {
      const result = await client.query<Record<string, string>>(
        'select (select count(*) from client) as client, (select count(*) from entity_link) as link, (select count(*) from audit_event) as audit',
      );
      return Object.fromEntries(Object.entries(result.rows[0] ?? {}).map(([k, v]) => [k, Number(v)]));
    },
    close: () => client.end(),
  };
}

interface Mapped {
  id: number;
  updated: string;
  hash: string;
  values: (string | null)[];
}

interface RawCompany {
  id: number;
  name: string;
  identifier: string;
  addressLine1?: string;
  city?: string;
  state?: string;
  zip?: string;
  phoneNumber?: string;
  website?: string;
  _info: { lastUpdated: string };
}

async function fetchPage(apiUrl: string, after: number): Promise<Mapped[]> {
  const response = await fetch(`${apiUrl}/v4_6_release/apis/3.0/company/companies?pageSize=1000&pageId=${after}`, {
    headers: { 'pagination-type': 'forward-only' },
  });
  const records = JSON.parse(await response.text()) as RawCompany[];
  return records.map((r) => {
    const values = [r.name, r.identifier, r.addressLine1, r.city, r.state, r.zip, r.phoneNumber, r.website].map(
      (v) => v ?? null,
    );
    return {
      id: r.id,
      updated: r._info.lastUpdated,
      values,
      hash: createHash('sha1').update(JSON.stringify(values)).digest('base64'),
    };
  });
}

async function writePage(client: pg.Client, connectionId: string, page: Mapped[]): Promise<void> {
  await client.query('begin');
  const known = await client.query<{ remote_id: string; remote_hash: string; local_id: string }>(
    `select l.remote_id, l.remote_hash, l.local_id from unnest($2::text[]) as wanted(remote_id)
     join entity_link l on l.workspace_id = app_workspace() and l.connection_id = $1 and l.entity = 'company' and l.remote_id = wanted.remote_id`,
    [connectionId, page.map((r) => String(r.id))],
  );
  const hashes = new Map(known.rows.map((row) => [row.remote_id, row]));
  const fresh = page.filter((r) => !hashes.has(String(r.id)));
  const changed = page.filter((r) => hashes.has(String(r.id)) && hashes.get(String(r.id))?.remote_hash !== r.hash);
  if (fresh.length > 0) await insertAll(client, connectionId, fresh);
  if (changed.length > 0)
    await updateAll(
      client,
      connectionId,
      changed,
      changed.map((r) => hashes.get(String(r.id))?.local_id ?? ''),
    );
  await client.query('commit');
}

const columns = ['name', 'identifier', 'address_line1', 'city', 'region', 'postal_code', 'phone', 'website'];
const column = (rows: Mapped[], index: number) => rows.map((r) => r.values[index] ?? null);

async function insertAll(client: pg.Client, connectionId: string, rows: Mapped[]): Promise<void> {
  await client.query(
    `with source as (select uuidv7() as id, * from unnest($2::text[], $3::timestamptz[], $4::text[], ${columns.map((_, i) => `$${i + 5}::text[]`).join(', ')})
       as s(remote_id, updated, hash, ${columns.join(', ')})),
     clients as (insert into client (id, match_key, ${columns.join(', ')}) select id, lower(name), ${columns.join(', ')} from source),
     links as (insert into entity_link (connection_id, entity, local_id, remote_id, origin, remote_updated_at, remote_hash, base)
       select $1, 'company', id, remote_id, 'pulled', updated, hash, jsonb_build_object('name', name, 'phone', phone, 'city', city, 'website', website) from source)
     insert into audit_event (direction, entity, operation, status, name, local_id, remote_id, description)
       select 'in', 'company', 'create', 'success', name, id, remote_id, 'Created in the CRM' from source`,
    [
      connectionId,
      rows.map((r) => String(r.id)),
      rows.map((r) => r.updated),
      rows.map((r) => r.hash),
      ...columns.map((_, i) => column(rows, i)),
    ],
  );
}

async function updateAll(client: pg.Client, connectionId: string, rows: Mapped[], ids: string[]): Promise<void> {
  await client.query(
    `with source as (select * from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[], ${columns.map((_, i) => `$${i + 6}::text[]`).join(', ')})
       as s(id, remote_id, updated, hash, ${columns.join(', ')})),
     clients as (update client c set ${columns.map((name) => `${name} = source.${name}`).join(', ')}, version = version + 1, updated_at = now()
       from source where c.workspace_id = app_workspace() and c.id = source.id),
     links as (update entity_link l set remote_updated_at = source.updated, remote_hash = source.hash, synced_at = now() from source
       where l.workspace_id = app_workspace() and l.connection_id = $1 and l.entity = 'company' and l.remote_id = source.remote_id)
     insert into audit_event (direction, entity, operation, status, name, local_id, remote_id, description)
       select 'in', 'company', 'update', 'success', name, id, remote_id, 'Updated in the CRM' from source`,
    [
      connectionId,
      ids,
      rows.map((r) => String(r.id)),
      rows.map((r) => r.updated),
      rows.map((r) => r.hash),
      ...columns.map((_, i) => column(rows, i)),
    ],
  );
}
