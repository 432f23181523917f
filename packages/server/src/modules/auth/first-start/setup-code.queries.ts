import type { Tx } from '../../../platform/database/database.ts';

/** Whether there is a workspace already. */
export async function isSetUp(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>('select system_is_set_up() as done');
  return row?.done ?? true;
}

/** One set-up at a time; the others find it done. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('first start', 0))`);
}

export async function addSetupCode(tx: Tx, codeHash: string): Promise<void> {
  await tx.query('insert into setup_code (code_hash) values ($1)', [codeHash]);
}

export async function hasSetupCode(tx: Tx, codeHash: string): Promise<boolean> {
  const rows = await tx.query('select 1 from setup_code where code_hash = $1', [codeHash]);
  return rows.length > 0;
}

export async function clearSetupCodes(tx: Tx): Promise<void> {
  await tx.query('delete from setup_code');
}
