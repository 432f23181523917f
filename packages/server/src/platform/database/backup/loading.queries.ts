import type pg from 'pg';
import type { BackupHeader } from './backup-format.ts';

/** Foreign keys of the product's tables; those of partitions come with their table. */
interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/** Takes away, until `putBack`, what would look at rows before all of them are in. In one transaction, so nobody else sees it. */
export async function setAside(client: pg.ClientBase): Promise<{ putBack(): Promise<void> }> {
  const { rows: keys } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and k.contype = 'f' and k.conparentid = 0`,
  );
  const { rows: tables } = await client.query<{ name: string }>(
    `select distinct format('%I.%I', n.nspname, c.relname) as name
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and not t.tgisinternal and t.tgenabled = 'O' and not c.relispartition`,
  );
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  return {
    putBack: async () => {
      for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
      for (const { table, name, definition } of keys)
        await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    },
  };
}

/** The names of those of these tables that hold rows. */
export async function filledOnes(client: pg.ClientBase, tables: readonly { name: string }[]): Promise<string[]> {
  const filled: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from public."${name.replaceAll('"', '""')}" limit 1`);
    if (rowCount) filled.push(name);
  }
  return filled;
}

/** The log is kept by month; rows of a month that has no place yet would all end in the one for the rest. */
export const makeMonths = (client: pg.ClientBase, first: string): Promise<unknown> =>
  client.query(
    `select ensure_audit_partitions($1::date, greatest(1,
       (extract(year from age(date_trunc('month', now()), $1::date)) * 12 + extract(month from age(date_trunc('month', now()), $1::date)))::int + 5))`,
    [first],
  );

export async function setSequences(client: pg.ClientBase, sequences: BackupHeader['sequences']): Promise<void> {
  for (const { name, last, isCalled } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, isCalled]);
}

/**
 * What is no longer so after a restore. Cursors are those of the backup, so the next poll reads again what changed since; what was pushed meanwhile
 * is looked for, see `restored_from`. Nobody holds a lease any more. What waited to be sent may have been sent.
 */
export async function forgetWhatIsOver(client: pg.ClientBase, takenAt: string): Promise<void> {
  await client.query(
    `update connection set restored_from = $1, restored_at = clock_timestamp(),
       next_pull_at = case when next_pull_at is null then null else now() end`,
    [takenAt],
  );
  await client.query(`update push_request set lease_until = now() where state = 'running'`);
  await client.query(`update push_request set next_attempt_at = now() where state = 'pending'`);
  await client.query('update create_intent set lease_until = null');
  await client.query(
    `update delivery set state = 'failed', finished_at = now(), lease_until = null,
       last_error = 'The installation was restored from a backup while this waited; whether it was sent is not known, so it is not sent again.'
     where state = 'waiting'`,
  );
  await client.query(
    `insert into security_event (workspace_id, kind, actor, description)
     select id, 'restored', 'Operator', format('The installation was restored from the backup of %s. All sessions and invitations are over; API tokens are valid as they were then.', $1::text)
     from workspace`,
    [takenAt],
  );
}
