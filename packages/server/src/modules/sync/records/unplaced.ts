import { hash } from 'node:crypto';
import type { ClosedWords } from '../messages/pull-description.messages.ts';

/** A value of ConnectWise that may have nothing here that stands for it, such as a tax code without a tax region. */
export interface Unplaced {
  /** The property of ConnectWise's record. */
  property: string;
  /** ConnectWise's ID of the value, or the fingerprint of a text; null where it has none. */
  id: string | null;
  /** What it is and why it does not come in; null where it does. */
  words: ClosedWords | null;
  /** A field here would hold it, so that it is missing in a record that is new here. */
  hasField?: boolean;
  /** The field that it was kept in step with: what both sides agreed on there is what was last seen of it, until it is seen by itself. */
  field?: string;
}

interface Named {
  id: number;
  name?: string | null;
}

/** One such value; `because`: why it does not come in, null where it does. `hasField`: one here would hold it. */
export const unplaced = (
  property: string,
  value: Named | null | undefined,
  { label, because, hasField = false }: { label: string; because: string | null; hasField?: boolean },
): Unplaced => ({
  property,
  hasField,
  id: value ? String(value.id) : null,
  words: because === null ? null : { label, value: value ? (value.name ?? `#${value.id}`) : null, because },
});

/** The same of a text. */
export const unplacedText = (
  property: string,
  value: string | null | undefined,
  { label, because }: { label: string; because: string },
): Unplaced => ({
  property,
  id: value ? hash('sha1', value, 'base64url') : null,
  words: { label, value: value || null, because },
});

/** What a link remembers of them: the IDs, as last seen. */
export const unplacedIds = (values: readonly Unplaced[]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(values.map(({ property, id }) => [property, id]));

/** Those that a record which is new here, or newly linked, lacks. */
export const unplacedInNew = (values: readonly Unplaced[]): ClosedWords[] =>
  values.flatMap(({ id, words, hasField }) => (words && hasField && id !== null ? [words] : []));

/** Those that do not come in and were another one when they were last seen; what was never seen before is no change. `agreed`: by field. */
export const unplacedNews = (
  values: readonly Unplaced[],
  seen: Readonly<Record<string, string | null>>,
  agreed: Readonly<Record<string, unknown>>,
): ClosedWords[] =>
  values.flatMap(({ property, id, words, field = '' }) => {
    if (!words) return [];
    const isNews = property in seen ? seen[property] !== id : field in agreed && !stands(words.value, agreed[field]);
    return isNews ? [words] : [];
  });

/** A day may come with its time, and a box that is not checked with nothing. */
const stands = (there: string | null, agreed: unknown): boolean =>
  agreed === null || agreed === false ? there === null || there === 'false' : (there ?? '').startsWith(String(agreed));
