import { isSame } from '../../../../platform/is-same.ts';
import { editedUnderEarlierMode, onlyWhereEmptyThere } from '../../messages/not-sent.messages.ts';
import {
  cannotBeSent,
  changedHere,
  heldHere,
  waitsForDecision,
} from '../../messages/reconcile-description.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { isNothing, writeField } from '../../records/fields/derive.ts';
import { type AnyField, toldChanges, type WriteContext, withName, wordOf } from '../../records/fields/field-table.ts';
import type { LocalRow } from '../decide/local-rows.queries.ts';
import type { Judged } from './judge-page.rules.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { countReason } from './reconcile-counts.ts';
import type { FieldDifference, WalkedLink } from './reconcile-page.queries.ts';

/** Edits of the CRM that were not sent: which fields, and what a reconcile says of them. */

/** A linked record that was changed here and not sent. */
export interface Unsent {
  link: WalkedLink;
  fields: readonly UnsentField[];
}

/** A push of it would send something: what it can only say "not sent" of was told when it was edited, and would be told each night. */
export const isSendable = ({ fields }: Unsent): boolean => fields.some(({ because }) => because === null);

/** Edits of the CRM that ConnectWise does not have: waiting to be sent, held by an issue, or kept here by the mode. */
export function judgeUnsent(
  judged: Judged,
  unsent: readonly Unsent[],
  { sendsEdits }: Pick<ReconcileContext, 'sendsEdits'>,
): void {
  const { counts, findings } = judged;
  for (const one of unsent) {
    const { link } = one;
    const fields = one.fields.map(({ because: _why, ...difference }) => difference);
    const known = findings.find(({ kind, remoteId }) => kind === 'differing' && remoteId === link.remoteId);
    if (!known) {
      counts.differing++;
      for (const { field } of fields) counts.fields[field] = (counts.fields[field] ?? 0) + 1;
    }
    const labels = fields.map(({ field }) => field);
    const why = link.isPending
      ? 'a push of it waits'
      : !sendsEdits
        ? 'the sync mode sends edits only with a win'
        : isSendable(one)
          ? 'it was not sent'
          : cannotBeSent([...new Set(one.fields.flatMap(({ because }) => because ?? []))]);
    if (!link.isPending && !link.isFailing && !sendsEdits) countReason(counts.reasons, `changed here: ${why}`);
    const isHeld = link.isFailing && !link.isPending;
    const detail = isHeld ? heldHere(labels, link.pushIssue) : changedHere(why, labels);
    if (known) {
      known.detail += ` ${detail}`;
      known.fields = [...known.fields, ...fields.filter(({ field }) => !known.fields.some((f) => f.field === field))];
    } else {
      const { remoteId, localId, name } = link;
      findings.push({ kind: 'differing', remoteId, localId, name, detail, fields, isHealed: false });
    }
  }
}

/** A field of the CRM's record that holds what was not agreed on; `because`: why a push would not send it either. */
interface UnsentField extends FieldDifference {
  because: string | null;
}

/** What there is to judge it by: `theirs` is what ConnectWise's record says by itself, where it was listed. */
interface SendFacts {
  base: Fields;
  /** Edits that an earlier mode did not send. */
  held: Fields;
  theirs: Fields | null;
  /** What it says in the CRM's words, where it was compared: a value that both sides hold alike is not unsent. */
  shown: Fields | undefined;
  context: WriteContext;
}

/** The fields of a CRM record that hold something that a push sends and that was not agreed on. */
export function unsentFields(sync: EntitySync, local: LocalRow, facts: SendFacts): UnsentField[] {
  const unsent = Object.entries(sync.fields).flatMap(([field, entry]) => {
    if (!entry.out.update || entry.derived || !(field in local.fields)) return [];
    const here = emptyAsNull(local.fields[field]);
    const there = emptyAsNull(facts.base[field]);
    if (facts.shown && field in facts.shown && isSame(here, emptyAsNull(facts.shown[field]))) return [];
    if (isSame(here, there) || (here === null && entry.out.clear !== 'remove')) return [];
    return [{ field, here, there, because: whyNotSent(field, entry, local, facts) }];
  });
  return toldChanges(sync.fields, unsent).map(({ field, here, there, because }) => ({
    field: wordOf(sync.fields, field),
    here: withName(sync.fields, { field, value: here }, local.fields),
    there: withName(sync.fields, { field, value: there }, facts.base),
    because,
  }));
}

/** Why a push would say "not sent" of the value; null where it would send it. */
function whyNotSent(field: string, entry: AnyField, local: LocalRow, { base, held, theirs, context }: SendFacts) {
  if (field in held && isSame(held[field], local.fields[field] ?? null)) return editedUnderEarlierMode();
  if (entry.direction === 'out_if_empty' && !isNothing(theirs?.[field])) return onlyWhereEmptyThere();
  // A record that is named has an ID of its own on each side.
  const isLegible = theirs !== null && field in theirs && entry.place.kind !== 'reference';
  if (entry.asks && isLegible && !isSame(theirs[field], base[field])) return waitsForDecision();
  const written = writeField(entry, local.fields, context);
  return written && 'not' in written ? written.not : null;
}

const emptyAsNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);
