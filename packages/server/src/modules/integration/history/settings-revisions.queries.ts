import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { HistoryKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { TaxImportChange } from '../mapping/tax-import.rules.ts';

interface Entry {
  id: Id;
  /** For an import of tax codes: the one that was in force. */
  revision: number;
  at: Date;
  actor: string | null;
  note: string | null;
}

/** A state that the settings were in, or an import of tax codes beside them. */
export type HistoryRow = Entry &
  (
    | {
        kind: 'settings';
        configuration: Configuration;
        /** What was in force before; null for the first one. */
        before: Configuration | null;
      }
    | { kind: 'tax_import'; changes: TaxImportChange[] }
  );

export interface HistoryPlace {
  revision: number;
  id: Id;
}

type Stored = Entry & {
  kind: HistoryKind;
  configuration: unknown;
  before: unknown;
  changes: TaxImportChange[] | null;
};

/** Newest first, those before `after`. IDs grow with time, so the imports under a revision follow it. */
export async function listHistory(
  tx: Tx,
  connectionId: Id,
  { limit, after }: { limit: number; after: HistoryPlace | null },
): Promise<HistoryRow[]> {
  const rows = await tx.query<Stored>(
    `select * from (
       select 'settings' as kind, r.id, r.revision, r.at, r.actor_name as actor, r.note, r.configuration, p.configuration as before,
         null::jsonb as changes
       from settings_revision r
       left join settings_revision p on p.connection_id = r.connection_id and p.revision = r.revision - 1
       where r.connection_id = $1
       union all
       select 'tax_import', i.id, i.revision, i.at, i.actor_name, i.note, null, null, i.changes
       from tax_import i where i.connection_id = $1
     ) e
     where $2::int is null or (e.revision, e.id) < ($2, $3::uuid) order by e.revision desc, e.id desc limit $4`,
    [connectionId, after?.revision ?? null, after?.id ?? null, limit],
  );
  return rows.map(({ kind, configuration, before, changes, ...entry }) =>
    kind === 'tax_import'
      ? { ...entry, kind, changes: changes ?? [] }
      : {
          ...entry,
          kind,
          configuration: configurationSchema.parse(configuration),
          before: before === null ? null : configurationSchema.parse(before),
        },
  );
}

/** The configuration of one revision; null when there is none of that number. */
export async function findRevision(tx: Tx, connectionId: Id, revision: number): Promise<Configuration | null> {
  const rows = await tx.query<{ configuration: unknown }>(
    `select configuration from settings_revision where connection_id = $1 and revision = $2`,
    [connectionId, revision],
  );
  return rows[0] ? configurationSchema.parse(rows[0].configuration) : null;
}
