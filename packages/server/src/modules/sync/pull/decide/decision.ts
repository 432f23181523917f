import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { MatchKeys } from '../../matching/scoring/match.rules.ts';
import type { Fields, FieldValue, ReadAnew, Remark } from '../../records/entity-sync.ts';
import type { RecordProblem } from '../../records/record-problem.ts';
import type { Unplaced } from '../../records/unplaced.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { OpenOutcome } from './open-outcome.ts';

export interface WaitsFor {
  entity: PulledEntity;
  remoteId: string;
}

/** Fields of a linked record that need more than the merge. */
interface FieldsApart {
  /** Not looked at: their directions did not change, and neither did the record. */
  passed?: readonly string[];
  /** The CRM's value is to be sent: its direction changed, or what it had to stand with has come in. */
  goingOut?: readonly string[];
  /** ConnectWise keeps its value although the field only goes out: it is empty here, and was not emptied here. */
  keptThere?: readonly string[];
  /** The settings alone are the reason to look at it, or a map was changed. */
  readAnew?: ReadAnew;
}

/** What becomes of one record. `unchanged` writes nothing at all. */
export type Decision =
  | { kind: 'unchanged' }
  | { kind: 'still_skipped' }
  | { kind: 'still_failing'; problem?: RecordProblem }
  | { kind: 'create'; localId: Id; fields: Fields }
  | {
      kind: 'link';
      localId: Id;
      because: string;
      remote: Fields;
      fields: Fields;
      changes: FieldChange[];
      /** What would have come in, had the mode taken changes in: never agreed on. */
      left: readonly FieldChange[];
      /** What the CRM has and ConnectWise lacks, or has otherwise: it stays here until a person asks for it. */
      kept: Fields;
    }
  | ({
      kind: 'update';
      link: EntityLink;
      remote: Fields;
      fields: Fields;
      changes: FieldChange[];
      conflicts: Conflict[];
    } & FieldsApart)
  | ({ kind: 'seen'; link: EntityLink; remote: Fields } & FieldsApart)
  | {
      kind: 'mode_skip';
      link: EntityLink;
      /** What would have come in, from the CRM's values to ConnectWise's; empty where that could not be told. */
      changes: FieldChange[];
      values?: { fields: Fields; remote: Fields };
    }
  | { kind: 'break'; link: EntityLink }
  | { kind: 'skip'; code: string; reason: string; waitsFor: WaitsFor | null; rule?: string; localId?: Id }
  | { kind: 'fail'; problem: RecordProblem; localId: Id | null };

/** Whether anything of the row here changes: both sides may have changed a field, and the CRM's value stands, or a person is asked. */
export const isUpdated = (decision: Decision): boolean => decision.kind === 'update' && decision.changes.length > 0;

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
  /** Fields in which what ConnectWise shows does not stand for the agreed value any more. */
  lapsed: readonly string[];
  /** Mapped fields that nobody moved in ConnectWise, whatever they stand for by now; left out where that is not known. */
  unmoved?: readonly string[] | null;
  /** Fields of a linked record that are not looked at: the record is as it was, and only the directions of others changed. */
  passed?: readonly string[];
  /** What ConnectWise says in closed fields: those whose values the settings do not take in, always or where there is one here. */
  closed: Fields;
}

/** An open record that turned out to be this one of the CRM. */
export interface Matched {
  one: OpenRecord;
  localId: Id;
  because: string;
  /** Whose values stand, whatever the settings say, also in a mode that takes no changes in. */
  owner?: Owner;
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
  /** What it is called: a linked one by the CRM's own words, which may differ from ConnectWise's. */
  name: string;
  decision: Decision;
  openOutcome: OpenOutcome | undefined;
  /** What a person should know of how it came in. */
  remarks: readonly Remark[];
  /** What ConnectWise has in closed fields, where that is no value of here. */
  closedEdits: readonly ClosedEdit[];
  /** What ConnectWise has that may have nothing here that stands for it. */
  unplaced: readonly Unplaced[];
  /** What ConnectWise says in those fields. */
  closed: Fields;
  /** Fields of which it says nothing. */
  silent: readonly string[];
}

/** A value of ConnectWise in a closed field. */
export interface ClosedEdit {
  field: string;
  here: FieldValue;
  there: FieldValue;
  /** It came since it was last told. */
  isNews: boolean;
  /** It stays there because it is empty here, and was not emptied here. */
  isKeptThere?: true;
}

/** IDs that records of this page have or will have, by `keyOf`. */
export type PageIds = ReadonlyMap<string, Id>;
