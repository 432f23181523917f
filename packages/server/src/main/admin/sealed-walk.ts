import type { Database } from '../../platform/database/database.ts';
import { type SealedColumn, sealedValues } from '../../platform/database/sealed-columns.queries.ts';
import type { Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { sealedPlaces } from './sealed-places.ts';

/** A sealed value with what it is bound to. */
export interface Sealed {
  sealed: string;
  place: string;
}

/** Goes through a workspace's values of a column, page by page, each page in a transaction. */
export async function walkSealed(
  database: Database,
  { workspaceId, column, pageSize = 200 }: { workspaceId: Id; column: SealedColumn; pageSize?: number },
  act: (tx: Tx, one: Sealed) => Promise<void>,
): Promise<void> {
  const { idColumn, place } = sealedPlaces[column];
  let after = '';
  for (;;) {
    const from = after;
    const page = await database.inWorkspace(workspaceId, async (tx) => {
      const rows = await sealedValues(tx, column, { idColumn, after: from, limit: pageSize });
      for (const { sealed, id } of rows) await act(tx, { sealed, place: place(workspaceId, id) });
      return rows;
    });
    after = page.at(-1)?.sealed ?? after;
    if (page.length < pageSize) return;
  }
}

/** Whether one of the keys opens it; not where SECRET_KEYS lacks its key, or has that key with another value. */
export function opens(secrets: SecretBox, { sealed, place }: Sealed): boolean {
  try {
    secrets.open(sealed, place);
    return true;
  } catch {
    return false;
  }
}
