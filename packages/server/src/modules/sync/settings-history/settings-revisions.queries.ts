import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface RevisionRow {
  id: Id;
  revision: number;
  at: Date;
  actor: string | null;
  note: string | null;
  configuration: Configuration;
  /** What was in force before; null for the first one. */
  before: Configuration | null;
}

/** Newest first, those below `after`. */
export async function listRevisions(
  tx: Tx,
  connectionId: Id,
  { limit, after }: { limit: number; after: number | null },
): Promise<RevisionRow[]> {
  const rows = await tx.query<
    Omit<RevisionRow, 'configuration' | 'before'> & { configuration: unknown; before: unknown }
  >(
    `select r.id, r.revision, r.at, r.actor_name as actor, r.note, r.configuration, p.configuration as before
     from settings_revision r left join settings_revision p on p.connection_id = r.connection_id and p.revision = r.revision - 1
     where r.connection_id = $1 and ($2::int is null or r.revision < $2) order by r.revision desc limit $3`,
    [connectionId, after, limit],
  );
  return rows.map((row) => ({
    ...row,
    configuration: configurationSchema.parse(row.configuration),
    before: row.before === null ? null : configurationSchema.parse(row.before),
  }));
}

/** The configuration of one revision; null when there is none of that number. */
export async function findRevision(tx: Tx, connectionId: Id, revision: number): Promise<Configuration | null> {
  const rows = await tx.query<{ configuration: unknown }>(
    `select configuration from settings_revision where connection_id = $1 and revision = $2`,
    [connectionId, revision],
  );
  return rows[0] ? configurationSchema.parse(rows[0].configuration) : null;
}
