import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import type { EntitySync, Fields, FieldValue } from '../records/entity-sync.ts';

export interface SameNamed {
  linkId: Id;
  remoteId: string;
  /** A record of the page was refused because this one has its name. */
  isHolder: boolean;
  /** Before ConnectWise is asked about it. */
  readAt: Date;
}

/**
 * Links of rows that have the name of one of these new records beside it, or of which one says that they hold its name (`holders`, IDs of
 * ConnectWise); without those that this very run has seen. One statement.
 */
export async function readSameNamed(
  tx: Tx,
  { connectionId, runId }: { connectionId: Id; runId: Id | null },
  { entity, table, nameFields, sameNameWithin }: EntitySync,
  { made, holders }: { made: readonly Fields[]; holders: readonly string[] },
): Promise<SameNamed[]> {
  const columnOf = (field: string) => table.columns.find((one) => one.field === field)?.column;
  const within = sameNameWithin ? columnOf(sameNameWithin) : undefined;
  const asked = within && sameNameWithin ? made.filter((fields) => typeof fields[sameNameWithin] === 'string') : [];
  if (asked.length + holders.length === 0) return [];
  const name = `lower(concat_ws(' ', ${nameFields.map((field) => `t.${columnOf(field)}`).join(', ')}))`;
  const named = within
    ? `union select t.id from unnest($5::uuid[], $6::text[]) as k(within, name)
       join ${table.name} t on t.${within} = k.within and ${name} = lower(k.name)`
    : '';
  return tx.query<SameNamed>(
    `select l.id as "linkId", l.remote_id as "remoteId", now() as "readAt", l.remote_id = any($4::text[]) as "isHolder" from entity_link l
     where l.connection_id = $1 and l.entity = $2 and l.state = 'linked'
       and l.synced_at < coalesce((select r.started_at from sync_run r where r.id = $3), now())
       and l.local_id in (
         select h.local_id from entity_link h where h.connection_id = $1 and h.entity = $2 and h.remote_id = any($4::text[]) ${named})`,
    [
      connectionId,
      entity,
      runId,
      holders,
      ...(within && sameNameWithin
        ? [
            asked.map((fields) => fields[sameNameWithin]),
            asked.map((fields) => nameFields.flatMap((field) => textOf(fields[field])).join(' ')),
          ]
        : []),
    ],
  );
}

/** Those of these records of ConnectWise that no comparison of both sides has told of, and of which nobody has said which one they are. */
export async function withoutCompared(
  tx: Tx,
  { connectionId, answers }: { connectionId: Id; answers?: ReadonlyMap<string, unknown> },
  entity: PulledEntity,
  matched: readonly WireRecord[],
): Promise<WireRecord[]> {
  const unsaid = matched.filter(({ id }) => !answers?.has(String(id)));
  if (unsaid.length === 0) return [];
  const compared = await tx.query<{ id: string }>(
    `select distinct remote_id as id from match_pair where connection_id = $1 and entity = $2 and remote_id = any($3::text[])`,
    [connectionId, entity, unsaid.map(({ id }) => String(id))],
  );
  const known = new Set(compared.map(({ id }) => id));
  return unsaid.filter(({ id }) => !known.has(String(id)));
}

const textOf = (value: FieldValue | undefined): string[] => (typeof value === 'string' ? [value] : []);
