import { isSame } from '../../../platform/is-same.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';

/**
 * What a link remembers of a record: field by field the value that both sides agreed on, in the CRM's words. Beside the fields stand
 * `$standIns`: what ConnectWise shows for an agreed value, where it shows another one (a close date that it cannot do without, a name cut to
 * its length). It counts as the agreed value, and never as somebody's edit. `$items`: IDs of the items that fields were read from. `$closed`:
 * values of ConnectWise in closed fields, those that the settings do not take in, as they were last seen. `$unsent`: fields of a new record that the settings
 * did not send, so that what stands in for them is no agreement once they go out. `$unplaced`: IDs of values of ConnectWise that may have nothing
 * here that stands for them, as they were last seen. `$halfway`: fields that a push has begun to write in
 * several requests and not finished, so that what ConnectWise shows of them is nobody's edit. `$tax`: what pushes have made of the tax region of an
 * opportunity. `$unmapped`: the stage of here for which ConnectWise had none or no status when a push left it out, with what stood there. `$apart`: fields in which what ConnectWise shows came to stand for something else when a map was changed, so that the two sides differ
 * and nobody moved. `$said`: what ConnectWise's record said of mapped fields when both sides agreed on them, in its own IDs. `$aside`: what was agreed on in custom fields that are not kept in step any more, for when they are again.
 * `$heldEdits`: values of here, field by field, that an earlier mode did not send, or that were here before a pull linked the two: they stay here until a
 * person asks for them, or the field is edited again (requirement R19). `$leftBefore`: values of here that differed, and were not sent for another reason,
 * when a mode took over that sends no edits: it is not the one that holds them.
 */
export type Base = Readonly<Record<string, unknown>>;

const STAND_INS = '$standIns';
const ITEMS = '$items';
const CLOSED = '$closed';
const ASIDE = '$aside';
const UNSENT = '$unsent';
const UNPLACED = '$unplaced';
const HALFWAY = '$halfway';
const TAX = '$tax';
const APART = '$apart';
const SAID = '$said';
const UNMAPPED = '$unmapped';
const HELD_EDITS = '$heldEdits';
const LEFT_BEFORE = '$leftBefore';
const NO_FIELDS: readonly string[] = [
  ...[STAND_INS, ITEMS, CLOSED, ASIDE, UNSENT, UNPLACED, HALFWAY, TAX, APART, SAID, HELD_EDITS, UNMAPPED, LEFT_BEFORE],
];

/** Fields that a push has begun to write, with the entries of a list among them. */
export type Halfway = Readonly<Record<string, readonly string[]>>;

/** What pushes have made of the tax region of a quote, else of its client. */
export interface SentTax {
  regionId: string | null;
  /** The tax code that the opportunity got for it; null where it got none. */
  code: string | null;
  /** Tax codes that lines got for regions of before, for which none stands now. */
  gone: readonly string[];
}

export const standInsOf = (base: Base | null): Readonly<Record<string, FieldValue>> => recordAt(base, STAND_INS);

export const itemsOfBase = (base: Base | null): Readonly<Record<string, number>> => recordAt(base, ITEMS);

/** What ConnectWise held in closed fields when it was last seen. */
export const closedOfBase = (base: Base | null): Readonly<Record<string, FieldValue>> => recordAt(base, CLOSED);

/** Values of ConnectWise that may have nothing here, as they were last seen. */
export const unplacedOfBase = (base: Base | null): Readonly<Record<string, string | null>> => recordAt(base, UNPLACED);

/** Fields of a record that was made from here without them, by the settings. */
export const unsentOfBase = (base: Base | null): readonly string[] => fieldsAt(base, UNSENT);

/** Fields of which ConnectWise shows what an unfinished push has left there. */
export const halfwayOfBase = (base: Base | null): readonly string[] => Object.keys(halfwayIn(base));

/** The same, with the entries that the push was about to write of a list; links of before know the fields alone. */
export const halfwayIn = (base: Base | null): Halfway => {
  const known: unknown = base?.[HALFWAY];
  return Array.isArray(known) ? Object.fromEntries(known.map((field) => [String(field), []])) : recordAt(base, HALFWAY);
};

/** What ConnectWise's record said of mapped fields when both sides agreed on them; null where that was not kept. */
export const saidOfBase = (base: Base | null): Fields | null => (base && SAID in base ? recordAt(base, SAID) : null);

export const withSaid = (base: Base, said: Fields | null): Base => (said ? { ...base, [SAID]: said } : base);

/** Fields in which the two sides differ since a map was changed. */
export const apartOfBase = (base: Base | null): readonly string[] => fieldsAt(base, APART);

/** Edits that an earlier mode did not send. */
export const heldEditsOfBase = (base: Base | null): Fields => recordAt(base, HELD_EDITS);

/** Whether a field still holds the edit that an earlier mode did not send. */
export function isHeldEdit(base: Base | null, field: string, local: FieldValue | undefined): boolean {
  const held = heldEditsOfBase(base);
  return field in held && isSame(held[field], local ?? null);
}

/** The base in which nothing is held: all of it is to go out. */
export function withoutHeldEdits(base: Base | null): Base | null {
  if (!base || !(HELD_EDITS in base)) return base;
  const { [HELD_EDITS]: _held, ...others } = base;
  return others;
}

/** The base of two records that were just linked, with what stays in the CRM until a person asks for it. */
export const withHeld = (base: Base, held: Fields): Base =>
  Object.keys(held).length > 0 ? { ...base, [HELD_EDITS]: held } : base;

/** The base after both sides came to hold the same in these fields, whoever moved: nothing of them stands apart, and no edit of here is left in them. */
export function withAgreed(base: Base, alike: Fields): Base {
  const fields = Object.keys(alike);
  const without = (key: string, record: Readonly<Record<string, unknown>>) => {
    const left = Object.entries(record).filter(([field]) => !fields.includes(field));
    return left.length > 0 ? { [key]: Object.fromEntries(left) } : {};
  };
  const apart = apartOfBase(base).filter((field) => !fields.includes(field));
  const { [APART]: _apart, [HELD_EDITS]: _held, [CLOSED]: _closed, ...others } = withoutStandIns(base, fields) ?? {};
  return {
    ...others,
    ...alike,
    ...(apart.length > 0 ? { [APART]: apart } : {}),
    ...without(HELD_EDITS, heldEditsOfBase(base)),
    ...without(CLOSED, closedOfBase(base)),
  };
}

/** What was held and is not sent by this stays so, as long as the field stands as it did and differs from what ConnectWise has. */
export function withStillHeld(
  base: Base,
  previous: Base | null,
  { local, there, isAgreed = () => false }: { local: Fields; there: Fields; isAgreed?: (field: string) => boolean },
): Base {
  const held = Object.entries(heldEditsOfBase(previous)).filter(
    ([field]) =>
      !isAgreed(field) && isHeldEdit(previous, field, local[field]) && !isSame(local[field] ?? null, there[field]),
  );
  return held.length > 0 ? { ...base, [HELD_EDITS]: Object.fromEntries(held) } : base;
}

/** The base after what ConnectWise shows in these fields came to stand for `there` by the settings alone: it stands in for what was agreed on. */
export function withReadAnew(base: Base, fields: readonly string[], there: Fields): Base {
  const { [APART]: _before, ...others } = withoutStandIns(base, fields) ?? {};
  const differing = fields.filter((field) => field in base && !isSame(base[field], there[field]));
  const standIns = Object.fromEntries(differing.map((field) => [field, there[field] ?? null]));
  const was = apartOfBase(base);
  const isNewlyApart = (field: string) => !isAgreedThere(base, field, there[field]);
  const apart = [
    ...was.filter((field) => !fields.includes(field)),
    ...differing.filter((field) => was.includes(field) || isNewlyApart(field)),
  ];
  return {
    ...withStandIns(others, { ...standInsOf(others), ...standIns }),
    ...(apart.length > 0 ? { [APART]: apart } : {}),
  };
}

/** The values that were agreed on, field by field. */
export function agreedFields(base: Base | null): Fields {
  const agreed: Record<string, FieldValue> = {};
  const whole: object = base ?? {};
  for (const field of Object.keys(whole)) if (!NO_FIELDS.includes(field)) agreed[field] = Reflect.get(whole, field);
  return agreed;
}

/** Whether ConnectWise still shows what was agreed on. */
export function isAgreedThere(base: Base, field: string, theirs: unknown): boolean {
  const standIns = standInsOf(base);
  return isSame(theirs, field in standIns ? standIns[field] : base[field]);
}

/**
 * The base after a record was taken in: ConnectWise's values, but for those that still stand in for an agreed one. `closed`: what ConnectWise shows in
 * closed fields, where `remote` has what was agreed on.
 */
export function baseAfterPull(
  previous: Base | null,
  { remote, closed = {} }: { remote: Fields; closed?: Fields },
  itemsOf?: (agreed: Fields) => object,
): Base {
  const agreed = withAside(agreedAfterPull(previous, remote, closed), previous);
  return withItems(agreed, itemsOf?.(agreedFields(agreed)));
}

function agreedAfterPull(previous: Base | null, remote: Fields, closed: Fields): Base {
  // Most records have none, and a first sync asks this of every one.
  if (!previous || !(STAND_INS in previous)) return remote;
  const standIns = standInsOf(previous);
  const shown = { ...remote, ...closed };
  const still = Object.keys(standIns).filter((field) => isSame(shown[field], standIns[field]));
  // Of what was never sent nothing is agreed on once ConnectWise has another value that does not come in.
  const isOpen = (field: string) => field in closed && !still.includes(field) && !isSame(remote[field], closed[field]);
  const open = unsentOfBase(previous).filter(isOpen);
  const taken = Object.fromEntries(Object.entries(remote).filter(([field]) => !open.includes(field)));
  const agreed = withStandIns(
    { ...taken, ...Object.fromEntries(still.map((field) => [field, previous?.[field] ?? null])) },
    Object.fromEntries(still.map((field) => [field, shown[field] ?? null])),
  );
  return withUnsent(
    agreed,
    unsentOfBase(previous).filter((field) => still.includes(field)),
  );
}

export const withStandIns = (base: Base, standIns: Readonly<Record<string, FieldValue>>): Base =>
  Object.keys(standIns).length > 0 ? { ...base, [STAND_INS]: standIns } : base;

/** The base by which neither side's value of a field is what was agreed on: both are edits. */
export const withContested = (base: Base | null, field: string): Base => ({
  ...withoutStandIns(base, [field]),
  [field]: null,
});

/** The base in which what ConnectWise shows for these fields is an edit like any other. */
export function withoutStandIns(base: Base | null, fields: readonly string[]): Base | null {
  if (base === null || fields.length === 0) return base;
  const { [STAND_INS]: _all, ...agreed } = base;
  const left = Object.entries(standInsOf(base)).filter(([field]) => !fields.includes(field));
  return withStandIns(agreed, Object.fromEntries(left));
}

export const withUnsent = (base: Base, fields: readonly string[]): Base =>
  fields.length > 0 ? { ...base, [UNSENT]: fields } : base;

/** What was put aside of the base before stays so, what pushes have made of the tax region, what a map lacked, what was left before, and what differs as it did. */
export function withAside(base: Base, previous: Base | null): Base {
  const kept = [ASIDE, TAX, UNMAPPED, LEFT_BEFORE].filter((key) => previous !== null && key in previous);
  const [was, is] = [standInsOf(previous), standInsOf(base)];
  const apart = apartOfBase(previous).filter((field) => field in is && isSame(was[field], is[field]));
  if (kept.length + apart.length === 0) return base;
  return {
    ...base,
    ...Object.fromEntries(kept.map((key) => [key, previous?.[key]])),
    ...(apart.length > 0 ? { [APART]: apart } : {}),
  };
}

export const withSentTax = (base: Base, tax: SentTax): Base => ({ ...base, [TAX]: tax });

/** Null where no push has remembered it. */
export function sentTaxOf(base: Base | null): SentTax | null {
  if (!base || !(TAX in base)) return null;
  const { regionId, code, gone } = recordAt<unknown>(base, TAX);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { regionId: text(regionId), code: text(code), gone: Array.isArray(gone) ? gone.map(String) : [] };
}

/** A stage of the CRM that is mapped to no stage or no status of ConnectWise, with the IDs of what stood there when it was left out. */
export interface Unmapped {
  stageId: string;
  /** Null where the stage is mapped to one. */
  stage: string | null;
  status: string | null;
}

export function unmappedOf(base: Base | null): Unmapped | null {
  if (!base || !(UNMAPPED in base)) return null;
  const { stageId, stage, status } = recordAt<unknown>(base, UNMAPPED);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return typeof stageId === 'string' ? { stageId, stage: text(stage), status: text(status) } : null;
}

export function withUnmapped(base: Base, unmapped: Unmapped | null): Base {
  const { [UNMAPPED]: _before, ...others } = base;
  return unmapped ? { ...others, [UNMAPPED]: unmapped } : others;
}

export const withItems = (base: Base, items: object | undefined): Base =>
  items && Object.keys(items).length > 0 ? { ...base, [ITEMS]: items } : base;

export const withClosed = (base: Base, seen: Readonly<Record<string, FieldValue>>): Base =>
  Object.keys(seen).length > 0 ? { ...base, [CLOSED]: seen } : base;

export const withUnplaced = (base: Base, seen: Readonly<Record<string, string | null>>): Base =>
  Object.keys(seen).length > 0 ? { ...base, [UNPLACED]: seen } : base;

export function withHalfway(base: Base, halfway: Halfway): Base {
  if (Object.keys(halfway).length > 0) return { ...base, [HALFWAY]: halfway };
  if (!(HALFWAY in base)) return base;
  const { [HALFWAY]: _over, ...finished } = base;
  return finished;
}

function fieldsAt(base: Base | null, key: string): readonly string[] {
  const fields = base?.[key];
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
}

function recordAt<T>(base: Base | null, key: string): Readonly<Record<string, T>> {
  const value = base?.[key];
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
