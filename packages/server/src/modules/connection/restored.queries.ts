import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

/** Between the backup that this installation was restored from and the restore: what was pushed then is in ConnectWise and not known here. */
export interface Forgotten {
  from: Date;
  until: Date;
}

/** How far the clocks of this product and of ConnectWise may be apart. */
const CLOCK_SKEW = '5 minutes';

/** Null where the installation was never restored. */
export async function readForgotten(tx: Tx, connectionId: Id): Promise<Forgotten | null> {
  const [row] = await tx.query<Forgotten>(
    `select restored_from - interval '${CLOCK_SKEW}' as "from", restored_at + interval '${CLOCK_SKEW}' as until
     from connection where id = $1 and restored_from is not null and restored_at is not null`,
    [connectionId],
  );
  return row ?? null;
}
