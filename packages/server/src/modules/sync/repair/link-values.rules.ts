import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import { isSame } from '../../../platform/is-same.ts';
import type { Base } from '../conflicts/base.rules.ts';
import { takesNoValue } from '../messages/comparison.messages.ts';
import { onlyWhereEmptyThere } from '../messages/not-sent.messages.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';
import { isNothing } from '../records/fields/derive.ts';
import type { AnyFieldTable } from '../records/fields/field-table.ts';
import { nameThere, whyOnlyThere } from './shown-there.rules.ts';

/** A person's word on one field of two records that become a pair. */
export interface FieldChoice {
  field: string;
  winner: Owner;
}

/** Whose values shall stand: of all fields, and of single ones. */
export interface ValueChoice {
  winner: Owner;
  fields: readonly FieldChoice[];
}

/** One field of both sides, with what becomes of it. */
export interface ComparedField {
  field: string;
  label: string;
  /** The field that names what this one holds the ID of. */
  namedBy?: string | undefined;
  crm: FieldValue;
  connectwise: FieldValue;
  /** What ConnectWise names there that nothing here stands for, so that its value is none here. */
  namedThere?: string;
  /** What both last agreed on; undefined where that is not known. */
  base: unknown;
  differs: boolean;
  /** Whose value would stand; null where both are the same. */
  winner: Owner | null;
  /** Why the winner's value does not reach the other side; null when it does. */
  stays: string | null;
}

/** The fields of two records that are to become a pair, side by side. */
export function compareSides(
  table: AnyFieldTable,
  { local, remote, record }: { local: Fields; remote: Fields; record: WireRecord },
  choice: ValueChoice,
): ComparedField[] {
  return Object.entries(table).flatMap(([field, entry]): ComparedField[] => {
    if (entry.derived || !(field in local) || !(field in remote)) return [];
    const crm = local[field] ?? null;
    const connectwise = remote[field] ?? null;
    const named = isNothing(connectwise) ? nameThere(entry, record) : null;
    const one = { field, label: entry.label, namedBy: entry.namedBy, crm, base: undefined };
    // What nobody and nothing here stands for.
    if (named !== null && isNothing(crm))
      return [
        {
          ...one,
          connectwise,
          namedThere: named,
          differs: true,
          winner: null,
          stays: whyOnlyThere(entry, { record, name: named, madeIn: null }),
        },
      ];
    const differs = !isSame(crm, connectwise) && !(isNothing(crm) && isNothing(connectwise));
    const winner = differs ? reachable(table, field, choice, { crm, connectwise }) : null;
    return [
      {
        ...one,
        connectwise,
        ...(named === null ? {} : { namedThere: named }),
        differs: named !== null || differs,
        winner,
        stays: winner === null ? null : whyItStays(table, field, winner, { crm, connectwise }),
      },
    ];
  });
}

/** Where nobody said otherwise, a value of ours that cannot be sent gives way, so that both sides agree afterwards. */
function reachable(
  table: AnyFieldTable,
  field: string,
  choice: ValueChoice,
  sides: { crm: FieldValue; connectwise: FieldValue },
): Owner {
  const winner = winnerOf(field, choice, sides);
  const isSaid = choice.fields.some((one) => one.field === field);
  if (winner === 'connectwise' || isSaid || isNothing(sides.connectwise)) return winner;
  const canBeTaken = whyItStays(table, field, 'connectwise', sides) === null;
  return canBeTaken && whyItStays(table, field, 'crm', sides) !== null ? 'connectwise' : winner;
}

/** The comparison with our value of a field standing after all. */
export const keepingOurs = (table: AnyFieldTable, one: ComparedField): ComparedField => ({
  ...one,
  winner: 'crm',
  stays: whyItStays(table, one.field, 'crm', one),
});

/** What a person said of the field; else the side that was chosen for all, unless that is empty there and the other one is not. */
function winnerOf(
  field: string,
  { winner, fields }: ValueChoice,
  { crm, connectwise }: { crm: FieldValue; connectwise: FieldValue },
): Owner {
  const said = fields.find((one) => one.field === field);
  if (said) return said.winner;
  if (winner === 'crm') return isNothing(crm) ? 'connectwise' : 'crm';
  return isNothing(connectwise) ? 'crm' : 'connectwise';
}

/** Why a value does not reach the other side, by its field alone; null when it does. */
export function whyItStays(
  table: AnyFieldTable,
  field: string,
  winner: Owner,
  { crm, connectwise }: Pick<ComparedField, 'crm' | 'connectwise'>,
): string | null {
  const entry = table[field];
  if (!entry) return null;
  if (winner === 'connectwise') {
    if (entry.direction === 'out' || entry.direction === 'off') return takesNoValue();
    return 'not' in entry.in ? entry.in.not : null;
  }
  if (!entry.out.update && 'because' in entry.out) return entry.out.because;
  if (entry.direction === 'out_if_empty' && !isNothing(connectwise)) return onlyWhereEmptyThere();
  return isNothing(crm) && entry.out.clear !== 'remove' ? entry.out.clear.not : null;
}

/**
 * The base of a link by which the three-way merge, in both directions, comes to what a person chose: where the CRM's value shall stand both "had
 * agreed" on ConnectWise's, so that ours counts as the edit, and the other way round. Nothing else has to know of the choice.
 */
export function baseOfChoice(
  compared: readonly ComparedField[],
  { local, remote }: { local: Fields; remote: Fields },
): Base {
  const base: Record<string, unknown> = { ...remote };
  for (const [field, value] of Object.entries(local)) if (!(field in remote)) base[field] = value;
  for (const { field, winner } of compared) if (winner === 'connectwise') base[field] = local[field] ?? null;
  return base;
}

/** Whether the record whose link is taken over loses its mark as its client's primary contact: the other one takes it from ConnectWise. */
export const losesPrimary = (compared: readonly ComparedField[], local: Fields): boolean =>
  local.isPrimary !== true && expectedAfter(compared, 'crm').isPrimary === true;

/** What each side holds once the choice has been carried out. */
export function expectedAfter(
  compared: readonly ComparedField[],
  side: 'crm' | 'connectwise',
): Record<string, FieldValue> {
  return Object.fromEntries(
    compared.map((one) => [
      one.field,
      one.winner !== null && one.winner !== side && one.stays === null ? one[one.winner] : one[side],
    ]),
  );
}
