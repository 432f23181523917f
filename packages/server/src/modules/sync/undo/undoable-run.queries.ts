import type { RunKind, RunState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface UndoableRun {
  id: Id;
  connectionId: Id;
  kind: RunKind;
  state: RunState;
}

export async function findUndoable(tx: Tx, id: Id): Promise<UndoableRun | null> {
  const [row] = await tx.query<UndoableRun>(
    `select id, connection_id as "connectionId", kind, state from sync_run where id = $1`,
    [id],
  );
  return row ?? null;
}
