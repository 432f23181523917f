import type { FieldPassage } from '@causeway/shared/vocabulary';
import type { ModeCapabilities } from '../../integration/configuration/mode.rules.ts';
import type { PulledEntity } from '../../links/link.ts';
import {
  changesStayOut,
  emptiedStays,
  goesWithWinOnly,
  neededByNew,
  notGoingOut,
  nothingComesIn,
  nothingGoesOut,
  notTakenIn,
} from '../messages/synced-field.messages.ts';
import type { EntitySync } from './entity-sync.ts';
import type { AnyField } from './fields/field-table.ts';

/** One line of "what is synced", read off the field tables. */
export interface SyncedField {
  record: PulledEntity;
  field: string;
  label: string;
  /** From ConnectWise to the CRM. */
  in: FieldPassage;
  /** From the CRM to ConnectWise. */
  out: FieldPassage;
  /** What ConnectWise calls it, of custom fields. */
  remoteName: string | null;
  /** What ConnectWise offers for it, of custom fields that are lists there: another value is not sent. */
  remoteOptions: readonly string[];
  /** What does not pass, and why, in sentences; null when everything does. */
  reason: string | null;
}

/** Every field of every synced record, with what passes in this mode. */
export const syncedFields = (
  records: readonly Pick<EntitySync, 'entity' | 'fields' | 'words'>[],
  mode: ModeCapabilities,
): SyncedField[] =>
  records.flatMap(({ entity, fields, words }) =>
    Object.entries(fields).map(([field, entry]) => ({
      record: entity,
      field,
      label: entry.label,
      remoteName: entry.place.kind === 'custom' ? entry.place.caption : null,
      remoteOptions: entry.place.kind === 'custom' ? entry.place.options : [],
      in: passageIn(entry, mode),
      out: passageOut(entry, mode),
      reason:
        [...fieldReasons(entry), ...needs(entry, mode, words.local), ...modeReasons(entry, mode, words.local)].join(
          ' ',
        ) || null,
    })),
  );

function passageIn({ in: way }: AnyField, { pullCreate, pullUpdate }: ModeCapabilities): FieldPassage {
  if ('not' in way) return 'never';
  if (pullUpdate) return 'always';
  return pullCreate ? 'on_create' : 'never';
}

function passageOut({ out }: AnyField, { pushOpen, pushWon, pushUpdate }: ModeCapabilities): FieldPassage {
  if (out.update && pushUpdate) return 'always';
  return out.create && (pushOpen || pushWon) ? 'on_create' : 'never';
}

function fieldReasons({ in: way, out, stays }: AnyField): string[] {
  const reasons: string[] = [];
  if ('not' in way) reasons.push(notTakenIn(way.not));
  if ('because' in out) reasons.push(notGoingOut(out.because, { isCreated: out.create }));
  else if (out.clear !== 'remove') reasons.push(emptiedStays(out.clear.not));
  if (stays && out.update) reasons.push(stays);
  return reasons;
}

/** What ConnectWise requires of a new record and only the CRM can give. */
const needs = ({ place, out }: AnyField, { pushOpen, pushWon }: ModeCapabilities, word: string): string[] =>
  place.kind === 'custom' && place.isNeeded && out.create && (pushOpen || pushWon)
    ? [neededByNew(word, place.caption)]
    : [];

function modeReasons({ in: way, out }: AnyField, mode: ModeCapabilities, word: string): string[] {
  const reasons: string[] = [];
  if (!('not' in way) && !mode.pullUpdate) reasons.push(mode.pullCreate ? changesStayOut(word) : nothingComesIn());
  if (out.create && !mode.pushUpdate) reasons.push(mode.pushWon ? goesWithWinOnly() : nothingGoesOut());
  return reasons;
}
