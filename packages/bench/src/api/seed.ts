import { randomBytes } from 'node:crypto';
import { hashToken } from '@causeway/server/dist/src/modules/auth/token.js';
import pg from 'pg';

export interface Seeded {
  workspaceId: string;
  /** Of a session that may read everything. */
  sessionToken: string;
}

/** A workspace with so many opportunities, each linked, a client for every tenth, and so many rows of the log. */
export async function seed(ownerUrl: string, counts: { opportunities: number; auditRows: number }): Promise<Seeded> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const one = async (sql: string, params: unknown[] = []): Promise<string> =>
      String((await owner.query<{ id: string }>(sql, params)).rows[0]?.id);
    const workspaceId = await one(`insert into workspace (name) values ('bench') returning id`);
    await owner.query(`select set_config('app.workspace_id', $1, false)`, [workspaceId]);
    const userId = await one(
      `insert into app_user (email, name, role, password_hash) values ('bench@bench.example', 'Bench', 'admin', 'none') returning id`,
    );
    const sessionToken = randomBytes(32).toString('base64url');
    await owner.query(
      `insert into session (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
      [userId, hashToken(sessionToken)],
    );
    await owner.query(
      `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
       values ('https://bench.example', 'https://bench.example', 'https://bench.example', 'bench.example', 'bench', 'x', 'x', 'ench', 'paused')`,
    );
    await owner.query(
      `insert into pipeline_stage (name, position, kind) select 'Stage ' || n, n, 'open' from generate_series(1, 5) n`,
    );
    await owner.query(
      `insert into client (name, city, phone) select 'Client ' || lpad(n::text, 7, '0'), 'Orlando', '555-' || n from generate_series(1, $1::int / 10 + 1) n`,
      [counts.opportunities],
    );
    await owner.query(
      `with c as (select id, row_number() over (order by name) as n from client), s as (select id, row_number() over (order by position) as n from pipeline_stage)
       insert into opportunity (name, client_id, stage_id, expected_close_date, notes)
       select 'Opportunity ' || lpad(g::text, 7, '0'), c.id, s.id, date '2026-12-01', repeat('note ', 20)
       from generate_series(1, $1::int) g join c on c.n = g / 10 + 1 join s on s.n = g % 5 + 1`,
      [counts.opportunities],
    );
    await owner.query(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin)
       select c.id, 'opportunity', o.id, row_number() over ()::text, 'pulled' from opportunity o, connection c`,
    );
    await owner.query(
      `insert into audit_event (direction, entity, operation, status, name, remote_id, description, duration_ms, changes)
       select case when n % 9 = 0 then 'out' else 'in' end, (array['company', 'contact', 'product', 'opportunity'])[n % 4 + 1], 'update',
         case when n % 20 = 0 then 'error' else 'success' end, 'Record ' || n, n::text, 'Updated from ConnectWise: ' || repeat('word ', 12), n % 900,
         '[{"field":"phone","from":"1","to":"2"}]' from generate_series(1, $1::int) n`,
      [counts.auditRows],
    );
    // How the peer finds the link of an opportunity, which no foreign key tells.
    await owner.query(
      `comment on table entity_link is '@foreignKey (workspace_id, local_id) references opportunity (workspace_id, id)'`,
    );
    await owner.query('analyze');
    return { workspaceId, sessionToken };
  } finally {
    await owner.end();
  }
}
