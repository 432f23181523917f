import { canExpress, equals } from '../../../../connectwise/client/conditions.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import { named } from '../../messages/push-description.messages.ts';
import { type TakenBy, textRefused, valueTaken } from '../../messages/push-problem.messages.ts';
import { readLocalRows } from '../../pull/decide/local-rows.queries.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { type AnyFieldTable, wordOf } from '../../records/fields/field-table.ts';
import type { PushAttempt } from './push-attempt.ts';
import { PushRefused } from './push-refused.ts';
import { refusedLength } from './refused-length.rules.ts';
import { isSynced } from './required-custom-fields.rules.ts';

/**
 * ConnectWise refuses a value that another record has already, or that is too long, by its own word for the property and without saying which record
 * it is: it is told with the field of the CRM that it stands in, and with the record there that has it. Any other error stays what it is.
 */
export async function withRefusedValue(attempt: PushAttempt, error: unknown): Promise<unknown> {
  const refused =
    error instanceof ConnectWiseError
      ? error.fields.find((one) => one.sent && (one.code === 'ObjectExists' || refusedLength(one)))
      : null;
  const { entity, localId, name } = attempt.subject;
  if (!refused?.sent || !isSynced(entity)) return error;
  const [property = ''] = refused.field?.split('/') ?? [];
  const sync = attempt.record(entity);
  const row = localId
    ? (await attempt.read((tx) => readLocalRows(tx, sync.table, [localId], { locks: false }))).get(localId)
    : undefined;
  const field =
    fieldOf(attempt.fieldsOf(entity), row?.fields ?? {}, { property, value: refused.sent }) ?? `"${property}"`;
  const record = named(sync.words.local, name);
  const tooLong = refusedLength(refused);
  if (tooLong) return PushRefused.of('text_too_long', textRefused({ record, field, value: refused.sent }, tooLong.max));
  const own = localId ? await attempt.links.of(entity, localId) : null;
  const holder = await holderOf(attempt, sync, { property, value: refused.sent, not: own?.remoteId ?? null });
  return PushRefused.of(
    'value_taken',
    valueTaken({ record, field, value: refused.sent }, holder ?? { word: sync.words.remote }),
  );
}

interface TakenValue {
  property: string;
  value: string;
}

/** The field of the CRM that has the value: one that is written to the property, and to the fewest besides. */
function fieldOf(
  table: AnyFieldTable,
  row: Readonly<Record<string, unknown>>,
  { property, value }: TakenValue,
): string | null {
  const writers = Object.entries(table).filter(([, { place }]) => place.paths.some((path) => path === property));
  const holds = ([field]: (typeof writers)[number]) => String(row[field] ?? '').trim() === value.trim();
  const [first] = [...writers.filter(holds), ...Object.entries(table).filter(holds), ...writers].sort(
    (a, b) => Number(holds(b)) - Number(holds(a)) || size(a[1]) - size(b[1]),
  );
  return first ? wordOf(table, first[0]) : null;
}

const size = ({ place }: AnyFieldTable[string]): number => place.paths.length || 99;

/** Null where nobody can be found, also where ConnectWise does not answer. */
async function holderOf(
  attempt: PushAttempt,
  { wire, words, nameOf }: Pick<EntitySync, 'wire' | 'words' | 'nameOf'>,
  { property, value, not }: TakenValue & { not: string | null },
): Promise<TakenBy | null> {
  if (!canExpress(value)) return null;
  const query =
    property === 'communicationItems'
      ? { childConditions: equals('communicationItems/value', value) }
      : { conditions: equals(property, value) };
  const found = await attempt.client.find<WireRecord>(wire, query).catch((trouble: unknown): WireRecord[] => {
    if (trouble instanceof ConnectWiseError) return [];
    throw trouble;
  });
  const holder = found.find(({ id }) => String(id) !== not);
  return holder ? { word: words.remote, name: nameOf(holder), id: String(holder.id) } : null;
}
