import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { type FieldDirection, isDirected } from '@causeway/shared/forms/configuration/field-directions';
import type { PulledEntity } from '../../../links/link.ts';
import { closedByDirection } from '../../messages/not-sent.messages.ts';
import type { EntitySync } from '../entity-sync.ts';
import { isNothing } from './derive.ts';
import type { AnyField, AnyFieldTable, Out } from './field-table.ts';

type Directions = Pick<Configuration, 'fieldDirections'>;

/** The table of a record's fields as the settings have it: what does not go one way says so, like a field that never did. */
export function directedTable(
  table: AnyFieldTable,
  entity: PulledEntity,
  { fieldDirections }: Directions,
): AnyFieldTable {
  const rows = fieldDirections.filter(({ field }) => field.startsWith(`${entity}.`) && isDirected(field));
  if (rows.length === 0) return table;
  const chosen = rows.flatMap(({ field: key, direction, owner, asks }): [string, AnyField][] => {
    const field = key.slice(entity.length + 1);
    const entry = table[field];
    const chosen = entry && directed(entry, direction, owner);
    return chosen ? [[field, asks && direction === 'both' ? { ...chosen, asks } : chosen]] : [];
  });
  return { ...table, ...Object.fromEntries(chosen) };
}

function directed(entry: AnyField, direction: FieldDirection, owner: AnyField['owner'] | null): AnyField {
  switch (direction) {
    case 'both':
      return owner ? { ...entry, owner } : entry;
    case 'in':
      return { ...entry, direction, owner: 'connectwise', out: notOut(closedByDirection('in')) };
    case 'out':
      return { ...entry, direction, owner: 'crm', in: { not: closedByDirection('out') } };
    case 'in_if_empty':
      return { ...entry, direction, owner: 'crm', out: notOut(closedByDirection(direction)) };
    case 'out_if_empty':
      return {
        ...entry,
        direction,
        owner: 'crm',
        in: { not: closedByDirection(direction) },
        out: { ...entry.out, clear: { not: closedByDirection(direction) } },
      };
    case 'off':
      return {
        ...entry,
        direction,
        owner: 'crm',
        in: { not: closedByDirection('off') },
        out: notOut(closedByDirection('off')),
      };
    default:
      return direction satisfies never;
  }
}

const notOut = (because: string): Out => ({ create: false, update: false, clear: { not: because }, because });

/** The record with its fields as the settings have them, for a pull. */
export function directedSync(sync: EntitySync, configuration: Directions): EntitySync {
  const fields = directedTable(sync.fields, sync.entity, configuration);
  if (fields === sync.fields) return sync;
  const names = Object.keys(fields);
  return {
    ...sync,
    fields,
    notTakenIn: names.filter((field) => isNotTakenIn(fields[field], null)),
    keptIfFilled: names.filter((field) => fields[field]?.direction === 'in_if_empty'),
  };
}

/**
 * Whether ConnectWise keeps its value of a field that only goes out: what is empty here empties it there only where it was emptied here, so that both
 * sides had agreed on a value before.
 */
export function keepsValueThere(
  entry: AnyField | undefined,
  { base, ours, theirs }: { base: Readonly<Record<string, unknown>> | null; ours: unknown; theirs: unknown },
  field: string,
): boolean {
  if (entry?.direction !== 'out' || !isUnfilled(ours) || isUnfilled(theirs)) return false;
  return base === null || isNothing(base[field]);
}

/** A box that nobody has checked may never have been looked at. */
const isUnfilled = (value: unknown): boolean => isNothing(value) || value === false;

/** Whether the settings keep ConnectWise's value of a field out, where this one stands here. */
export function isNotTakenIn(entry: AnyField | undefined, ours: unknown): boolean {
  const direction = entry?.direction;
  if (direction === 'in_if_empty') return !isNothing(ours);
  return direction === 'out' || direction === 'out_if_empty' || direction === 'off';
}
