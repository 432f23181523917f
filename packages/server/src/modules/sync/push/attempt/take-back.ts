import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Id } from '../../../../platform/ids.ts';
import { standInsOf } from '../../conflicts/base.rules.ts';
import { tookBack } from '../../messages/push-description.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';
import { wordOf } from '../../records/fields/field-table.ts';
import { fillEmpty } from './fill-empty.queries.ts';
import type { PushAttempt } from './push-attempt.ts';

/**
 * What ConnectWise itself gave to a new record (a company ID, a status) and the CRM has no value for is taken over here, in any mode: it belongs to
 * the create. Where the database refuses it (the ID belongs to another client here) it stays in ConnectWise alone.
 */
export async function takeBack<R extends WireRecord>(
  attempt: PushAttempt,
  sync: EntitySync,
  row: { id: Id },
  record: R,
): Promise<void> {
  const { fields } = await attempt.stateOf(sync.entity, record);
  const columns = sync.table.columns.filter(
    ({ field }) =>
      sync.fields[field]?.comesBack && isNothing(Reflect.get(row, field)) && !isNothing(fields?.[field] ?? null),
  );
  if (columns.length === 0 || !fields) return;
  const link = await attempt.links.of(sync.entity, row.id);
  if (!link) return;
  const { name } = attempt.subject;
  const given = Object.fromEntries(columns.map(({ field }) => [field, fields[field] ?? null]));
  const standIns = Object.entries(standInsOf(link.base)).filter(([field]) => !(field in given));
  try {
    await attempt.commit(
      { ...link, base: { ...link.base, ...given, $standIns: Object.fromEntries(standIns) } },
      {
        operation: 'update',
        status: 'success',
        entity: sync.entity,
        name,
        localId: row.id,
        remoteId: link.remoteId,
        description: tookBack(sync.words, {
          name,
          fields: Object.keys(given).map((field) => wordOf(sync.fields, field)),
        }),
        changes: Object.entries(given).map(([field, to]) => ({ field, from: null, to })),
      },
      (tx) =>
        fillEmpty(
          tx,
          sync.table.name,
          row.id,
          columns.map((column) => ({ ...column, value: fields[column.field] ?? null })),
        ),
    );
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}

/** SQLSTATE of a value that another row has already. */
const UNIQUE_VIOLATION = '23505';

function isTaken(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === UNIQUE_VIOLATION) return true;
  return false;
}
