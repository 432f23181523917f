import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { LinkOrigin } from '@causeway/shared/vocabulary';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import { isSame } from '../../../platform/is-same.ts';
import type { ModeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { apartOfBase, type Base, isAgreedThere, withoutStandIns } from '../conflicts/base.rules.ts';
import { foreignExtensions } from '../conflicts/foreign-extensions.rules.ts';
import { mergeRecord } from '../conflicts/merge-record.rules.ts';
import * as say from '../messages/comparison.messages.ts';
import { neverEmptiedHere, onlyWhereEmptyThere, tooLong } from '../messages/not-sent.messages.ts';
import { planUpdate } from '../push/attempt/update-plan.rules.ts';
import type { EntitySync, Fields, FieldValue } from '../records/entity-sync.ts';
import { holdsItem } from '../records/fields/communication.ts';
import { textThere } from '../records/fields/custom-field.ts';
import { isNothing, type NotSent, writeField } from '../records/fields/derive.ts';
import { isNotTakenIn, keepsValueThere } from '../records/fields/directed-fields.ts';
import { type AnyField, type WriteContext, wordOf } from '../records/fields/field-table.ts';
import { type ComparedField, whyItStays } from './link-values.rules.ts';
import { nameThere, standingThere, whyEmptied, whyOnlyThere } from './shown-there.rules.ts';

/** Both records of a link as they stand, and everything that says what becomes of a difference. */
export interface LinkedPair {
  /** As the settings have it. */
  sync: Pick<EntitySync, 'fields' | 'words' | 'goesWhenWon'>;
  local: Fields;
  /** ConnectWise's record in the CRM's words, and as it came. */
  remote: Fields;
  /** Why nothing of it comes in, a clause: what it belongs to there is excluded or skipped, and has nothing here. */
  keptOut: string | null;
  record: WireRecord;
  base: Base | null;
  origin: LinkOrigin;
  owner: Owner;
  may: ModeCapabilities;
  context: WriteContext;
  /** Fields that ConnectWise's record says nothing of. */
  silent: readonly string[];
  /** Fields in which what it shows does not stand for the agreed value any more. */
  lapsed: readonly string[];
}

/** A field of the pair that differs. */
interface Difference {
  field: string;
  entry: AnyField;
  crm: FieldValue;
  connectwise: FieldValue;
}

type Outcome = Pick<ComparedField, 'winner' | 'stays'>;

const stay = (stays: string): Outcome => ({ winner: null, stays });

/**
 * The fields of both records side by side, with what the next push or poll makes of a difference: the same merge as theirs decides. What both agreed
 * on and ConnectWise shows otherwise (a second e-mail address beside its default, a date that it cannot do without) differs all the same, and says
 * why nothing is sent.
 */
export function compareLinked(pair: LinkedPair): ComparedField[] {
  const { sync, local, remote, record, keptOut } = pair;
  const outcomeOf = judge(pair);
  return Object.entries(sync.fields).flatMap(([field, entry]): ComparedField[] => {
    if (entry.derived || !(field in local)) return [];
    const crm = local[field] ?? null;
    const base = pair.base?.[field];
    const one = { field, label: entry.label, namedBy: entry.namedBy, crm, base };
    if (!(field in remote)) {
      const belongs = entry.place.kind === 'reference' && entry.place.required === true;
      const there = belongs ? nameThere(entry, record) : null;
      // It belongs to a record there that nothing here is linked to: what it belongs to here goes out, unless it is kept out as a whole.
      if (there !== null && (keptOut !== null || !isNothing(crm))) {
        const outcome = keptOut === null ? sentBy({ field, entry, crm, connectwise: there }, pair, []) : stay(keptOut);
        return [{ ...one, connectwise: there, differs: true, ...outcome }];
      }
      if (!('not' in entry.in)) return [];
      // A custom field that does not fit any more holds what it holds; any other is a place that ConnectWise's record does not have.
      const connectwise = entry.place.kind === 'custom' ? textThere(record, entry.place.id) : null;
      const differs = !isAlike(crm, connectwise) && String(crm) !== connectwise;
      if (isNothing(crm) && connectwise === null) return [];
      return [{ ...one, connectwise, differs, ...(differs ? stay(entry.in.not) : { winner: null, stays: null }) }];
    }
    const connectwise = remote[field] ?? null;
    const named = isNothing(connectwise) ? nameThere(entry, record) : null;
    if (named === null && isAlike(crm, connectwise))
      return [{ ...one, connectwise, differs: false, winner: null, stays: null }];
    return [
      {
        ...one,
        connectwise: named ?? standingThere(entry, record) ?? connectwise,
        differs: true,
        ...(named !== null && isNothing(crm)
          ? stay(whyOnlyThere(entry, { record, name: named, madeIn: pair.origin === 'pushed' ? pair.context : null }))
          : outcomeOf({ field, entry, crm, connectwise })),
      },
    ];
  });
}

function judge(pair: LinkedPair): (one: Difference) => Outcome {
  const { sync, local, remote, record, owner, context, silent, lapsed } = pair;
  const base = withoutStandIns(pair.base, lapsed);
  const foreign = foreignExtensions(sync.fields, base, remote);
  const { notSent } = planUpdate({ table: sync.fields, base, local, record, remote, owner, context });
  const sent = (one: Difference) => sentBy(one, pair, notSent);
  const merged = mergeRecord(sync.fields, { base, local, remote }, owner);
  const asked = new Set(merged.conflicts.flatMap(({ field, kept }) => (kept === 'ask' ? [field] : [])));
  return (one) => {
    const { field, entry, crm, connectwise } = one;
    if (silent.includes(field)) return stay(say.statusLeavesStage());
    if (foreign.includes(field)) return isNothing(connectwise) ? sent(one) : stay(say.belongsToAnother());
    const isAgreed =
      base !== null && field in base && isAgreedThere(base, field, connectwise) && isSame(crm, base[field]);
    if (isAgreed) return stay(whyItStandsIn(one, pair));
    if (asked.has(field)) return stay(say.waitsForPerson());
    if (isNotTakenIn(entry, crm)) return sent(one);
    return isSame(merged.fields[field], crm) ? sent(one) : taken(one, pair);
  };
}

function taken({ field, crm, connectwise }: Difference, { sync, may, keptOut }: LinkedPair): Outcome {
  const stays =
    keptOut ??
    whyItStays(sync.fields, field, 'connectwise', { crm, connectwise }) ??
    (may.pullUpdate ? null : say.takesNoChanges());
  return { winner: 'connectwise', stays };
}

/** `notSent`: what a push would say "not sent" of. */
function sentBy(
  { field, entry, crm, connectwise }: Difference,
  { sync, local, base, context, may }: LinkedPair,
  notSent: readonly NotSent[],
): Outcome {
  if (entry.direction === 'in_if_empty' && isNothing(crm)) return { winner: 'crm', stays: say.emptiedHere() };
  if (keepsValueThere(entry, { base, ours: crm, theirs: connectwise }, field)) return stay(neverEmptiedHere());
  // Each side keeps its own.
  if (entry.direction === 'out_if_empty' && !isNothing(connectwise)) return stay(onlyWhereEmptyThere());
  const closed = whyItStays(sync.fields, field, 'crm', { crm, connectwise });
  const written = writeField(entry, local, context);
  const unfit = written && 'not' in written ? written.not : null;
  const unsent = notSent.find((one) => one.field === field)?.because ?? unfit;
  const byMode = may.pushUpdate ? null : may.pushWon ? say.sendsNoEdits(sync.words.many) : say.sendsNothing();
  return { winner: 'crm', stays: closed ?? unsent ?? byMode };
}

/** Why nothing goes out of a pair that somebody has made just now, by the mode. */
export function closedOut(
  may: ModeCapabilities,
  { goesWhenWon, words }: Pick<EntitySync, 'goesWhenWon' | 'words'>,
): string | null {
  if (!may.pushWon && !may.pushUpdate) return say.sendsNothing();
  return goesWhenWon && !may.pushUpdate ? say.sendsNoEdits(words.many) : null;
}

/** Both sides agreed, and ConnectWise shows another value: what it is. */
function whyItStandsIn({ field, entry, crm, connectwise }: Difference, pair: LinkedPair): string {
  const { sync, local, record, context } = pair;
  if (apartOfBase(pair.base).includes(field)) return say.apartSinceMapping();
  const { place } = entry;
  if (place.kind === 'item') {
    if (place.part === 'extension') return say.belongsToAnother();
    const label = wordOf(sync.fields, field);
    if (isNothing(crm)) return say.anotherOneThere(label);
    if (isNothing(connectwise) || !holdsItem(record, place.role, crm)) return say.furtherIsGone(label);
    return say.keptAsFurther(label);
  }
  if (isNothing(crm)) return whyEmptied(entry) ?? say.filledThere();
  if (place.kind === 'scalar' && place.max && typeof crm === 'string' && crm.length > place.max)
    return tooLong({ length: crm.length, max: place.max });
  const written = writeField(entry, local, context);
  return written && 'not' in written ? written.not : say.standsForOurs();
}

const isAlike = (crm: FieldValue, connectwise: FieldValue): boolean =>
  isSame(crm, connectwise) || (isNothing(crm) && isNothing(connectwise));
