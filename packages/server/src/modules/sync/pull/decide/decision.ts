import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { MatchKeys } from '../../matching/scoring/match.rules.ts';
import type { Fields, Remark } from '../../records/entity-sync.ts';
import type { RecordProblem } from '../../records/record-problem.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { OpenOutcome } from './open-outcome.ts';

export interface WaitsFor {
  entity: PulledEntity;
  remoteId: string;
}

/** What becomes of one record. `unchanged` writes nothing at all. */
export type Decision =
  | { kind: 'unchanged' }
  | { kind: 'still_skipped' }
  | { kind: 'still_failing' }
  | { kind: 'create'; localId: Id; fields: Fields }
  | { kind: 'link'; localId: Id; because: string; remote: Fields; fields: Fields; changes: FieldChange[] }
  | {
      kind: 'update';
      link: EntityLink;
      remote: Fields;
      fields: Fields;
      changes: FieldChange[];
      conflicts: Conflict[];
      goingOut?: readonly string[];
    }
  /** `goingOut`: fields in which the CRM's value is to be sent, after a change of directions. */
  | { kind: 'seen'; link: EntityLink; remote: Fields; goingOut?: readonly string[] }
  | { kind: 'mode_skip'; link: EntityLink }
  | { kind: 'break'; link: EntityLink }
  | { kind: 'skip'; code: string; reason: string; waitsFor: WaitsFor | null; rule?: string; localId?: Id }
  | { kind: 'fail'; problem: RecordProblem; localId: Id | null };

/** What is decided so far. Each stage answers what it decided; `deciding` makes a new map of both, and no map is ever changed. */
export type Decisions = ReadonlyMap<ParsedRecord, Decision>;

/** Later decisions about a record stand over earlier ones. */
export const deciding = (before: Decisions, more: Iterable<readonly [ParsedRecord, Decision]>): Decisions =>
  new Map([...before, ...more]);

/** A record that a stage hands on to the next one, with the CRM's IDs in its fields. */
export interface OpenRecord {
  parsed: ParsedRecord;
  link: EntityLink | undefined;
  fields: Fields;
  keys: MatchKeys;
  /** Fields of it that say nothing where it is linked already. */
  silent: readonly string[];
}

/** An open record that turned out to be this one of the CRM. */
export interface Matched {
  one: OpenRecord;
  localId: Id;
  because: string;
}

/** A record that is about to get another name or identifier, with the keys that it would have. */
export interface Renamed {
  parsed: ParsedRecord;
  localId: Id;
  keys: MatchKeys;
}

/** A record with what becomes of it, and how it ended the last time. */
export interface Decided {
  parsed: ParsedRecord;
  decision: Decision;
  openOutcome: OpenOutcome | undefined;
  /** What a person should know of how it came in. */
  remarks: readonly Remark[];
}

/** IDs that records of this page have or will have, by `keyOf`. */
export type PageIds = ReadonlyMap<string, Id>;
