import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** Names of clients, contacts, stages, people and tax regions by ID; one statement, none without IDs. */
export async function referenceNames(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: Id; name: string }>(
    `select id, name from client where id = any($1::uuid[])
     union all select id, concat_ws(' ', first_name, last_name) from contact where id = any($1::uuid[])
     union all select id, name from pipeline_stage where id = any($1::uuid[])
     union all select id, name from app_user where id = any($1::uuid[])
     union all select id, name from tax_region where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
