import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { RemoteDefault } from '@causeway/shared/forms/configuration/defaults';
import type { ReferenceKind, StageKind } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../../connectwise/client/connectwise-client.ts';
import type { Wire, WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { NewAuditEvent } from '../../audit/audit-event.rules.ts';
import type { FieldChange } from '../../audit/diff.ts';
import type { CrmChange } from '../../crm/crm-change.ts';
import type { CrmSide } from '../../integration/filters/crm-rows.queries.ts';
import type { EntityFilters, Exclusion } from '../../integration/filters/filters.rules.ts';
import type { EntityLink, PulledEntity } from '../../links/link.ts';
import type { Match, MatchKeys, MatchRules, MatchSuggestion } from '../matching/scoring/match.rules.ts';
import type { Comparison } from './comparison.ts';
import type { Column } from './fields/columns.ts';
import type { Reference } from './fields/derive.ts';
import type { AnyFieldTable, ColumnType, FieldValue } from './fields/field-table.ts';
import type { StageResolver } from './stage-resolver.ts';
import type { Unplaced } from './unplaced.ts';

export type { Column } from './fields/columns.ts';
export type { Reference } from './fields/derive.ts';
export type { ColumnType, FieldValue } from './fields/field-table.ts';

/**
 * A ConnectWise record in CRM words, with references still as ConnectWise IDs. The keys come in a fixed order, so that its JSON
 * can be hashed: equal hash means that nothing this product reads has changed.
 */
export type Draft = Readonly<Record<string, FieldValue>>;

/** The same with references as CRM IDs: what a local row holds. Decimals are text without trailing zeros, dates `YYYY-MM-DD`. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** What a mapper may ask for when it turns a draft into fields. */
export interface ResolveContext {
  localIdOf(entity: PulledEntity, remoteId: string): Id | undefined;
  /** The user of the CRM who is that member of ConnectWise, told by the e-mail address. */
  ownerOf(memberId: string | null): Id | undefined;
  stages: StageResolver;
  /** What the run goes by. */
  configuration: Configuration;
  /** The tax region that stands for a tax code. */
  taxRegionIdOf(taxCodeId: string): Id | undefined;
}

/** The CRM table of a record: enough for the engine to read and write it in bulk. */
export interface LocalTable {
  name: string;
  columns: readonly Column[];
  /** SQL of fields that live in another table, by field, over the row's alias `t`. */
  lists?: Readonly<Record<string, string>>;
  /** Other tables that writing it fills. */
  besides?: readonly string[];
  /** Columns that follow from other fields and take no part in the merge. */
  derived?: readonly string[];
  /** Columns that a trigger fills where they are null; what the engine knows it hands over with a new row. */
  known?: readonly { column: string; type: ColumnType; of(fields: Fields): FieldValue }[];
  /** Writes what lives in another table, for rows that were just inserted or changed; a fixed number of statements. */
  writeLists?(tx: Tx, rows: readonly { id: Id; fields: Fields }[]): Promise<void>;
  /** What writing these rows did to others, for the audit log; a fixed number of statements. */
  consequences?(tx: Tx, rows: readonly { id: Id; fields: Fields }[]): Promise<NewAuditEvent[]>;
}

/** How the engine asks ConnectWise; the client satisfies it. */
export type RemoteReader = Pick<ConnectWiseClient, 'page' | 'find' | 'count' | 'get'>;

/** A record that was taken in: as it stands in the CRM now, and what of that is new. */
export interface TakenIn {
  fields: Fields;
  changes: readonly FieldChange[];
  readAnew?: ReadAnew;
}

/** A record that settings have read anew. */
export interface ReadAnew {
  /** Fields in which ConnectWise's value stands for another one than before, and nobody moved it. */
  fields: readonly string[];
  /** The record is as it was: nobody edited anything of it. */
  isAlone: boolean;
}

/** A row of the audit log beside that of the outcome. */
export interface Remark {
  code: 'status_ignored' | 'reopened' | 'stage_apart';
  description: string;
  changes?: readonly FieldChange[];
}

/** An option of one of ConnectWise's lists. */
export interface OptionProperty {
  kind: ReferenceKind;
  /** As the forms and the settings call it. */
  word: string;
  setting?: RemoteDefault;
}

/** Where an opportunity stands by now. */
export interface Sale {
  name: string;
  kind: StageKind;
}

/** Where people find a record, and what messages call it. */
export interface RecordAddresses {
  /** Its folder in the web app. */
  here: string;
  /** The screen of ConnectWise's web client that shows it; null where none is known. */
  there: string | null;
  /** ConnectWise's word for it in its callbacks. */
  callbacks: string;
}

/** Fields that a map gives their values. What ConnectWise says of them is kept with the link, so that a move is told from another map. */
export interface MappedFields {
  fields: readonly string[];
  /** The properties of the draft that say it. */
  from: readonly string[];
  /** What those properties stand for by the map of now; without what says nothing of an opportunity that is linked. */
  read(said: Draft, context: ResolveContext): Fields;
}

/** How a record is looked for by hand, on both sides. */
export interface RecordSearch {
  /** SQL that selects the IDs of the CRM's records that hold a text, given the parameter with its pattern. */
  here(pattern: string): string;
  /** SQL over its row `t`: what tells records of one name apart. */
  detailHere: string;
  /** ConnectWise's properties that hold a name or a number. */
  there: readonly string[];
  /** Its name is in several properties, so that each word is looked for by itself. */
  hasSplitName?: boolean;
}

/** Records of a kind that hang on another one. */
export interface Dependents {
  entity: PulledEntity;
  /** SQL of those that hang on the row `t`, as far as `stays`, told the SQL of their ID, is true of them. */
  some(stays: (id: string) => string): string;
}

/** What hangs on a record of the CRM, for taking it back after a first sync. */
export interface RecordUses {
  /** SQL over its row `t` that is true when somebody has used it, with the words for it. */
  used: readonly (readonly [sql: string, words: string])[];
  dependents: readonly Dependents[];
}

/** Linked records that belong to another one, counted. */
export interface LinkedChildren {
  contacts: number;
  opportunities: number;
}

/** What was moved from one record to another, as far as putting it back needs. */
export interface MovedChildren {
  contacts: readonly { id: Id; name: string; isPrimary: boolean }[];
  opportunities: readonly { id: Id; name: string }[];
}

/** What belongs to a record. */
export interface RecordChildren {
  linkedOf(tx: Tx, connectionId: Id, ids: readonly Id[]): Promise<Map<Id, LinkedChildren>>;
}

/** How two records of a kind are merged, as ConnectWise merges theirs. */
export interface RecordMerging {
  /** The field by which what hangs on one names it. */
  field: 'clientId' | 'contactId';
  move(tx: Tx, from: Id, to: Id): Promise<MovedChildren>;
  /** A name that nobody has, for the merged one of a kind that is named once. */
  freeName?(tx: Tx, name: string): Promise<string>;
  rename?(tx: Tx, id: Id, name: string): Promise<unknown>;
}

/** One synced record: pure mappers and descriptions. Adding a record is a folder of these and one line in the registry. */
export interface EntitySync<R extends WireRecord = WireRecord> {
  entity: PulledEntity;
  wire: Wire<R>;
  /** The CRM's word for it, as its changes are told. */
  crm: CrmChange['entity'];
  /** Everything that is known of its fields, in both directions. */
  fields: AnyFieldTable;
  /** Properties of ConnectWise's record that hold an option of one of its lists, so that a refused one is called by its name. */
  options: Readonly<Record<string, OptionProperty>>;
  /** Of a record that is won and lost: how it stands. Its log is found under it as the opportunity's own. */
  saleOf?(tx: Tx, localId: Id): Promise<Sale | undefined>;
  /** What else than its fields makes it worth sending, as SQL over its row `t` and its link `l`. */
  unsentBesides?: string;
  /** SQL that is true where its row `t` goes out by itself in a mode that sends won opportunities alone; without it none does. */
  goesWhenWon?: string;
  /** ConnectWise's word and ours, for sentences; `many` of ConnectWise's, `manyLocal` of ours. */
  words: { remote: string; local: string; many: string; manyLocal: string };
  addresses: RecordAddresses;
  search: RecordSearch;
  uses: RecordUses;
  /** The fields that its name is made of. */
  nameFields: readonly string[];
  /** What a push that is about to create this very record has written down of it, as far as ConnectWise's record tells. */
  naturalKeyOf(record: R): Readonly<Record<string, unknown>>;
  /** What to call a record on screen, even one that is otherwise unfit. */
  nameOf(record: R): string;
  /** Why the filters exclude a record, or null. A linked one is held only by a rule that an admin chose. */
  excluded(record: R, filters: EntityFilters): Exclusion | null;
  /** The properties that `excluded` and `nameOf` look at; a test of filters asks for no others. */
  filterProperties: readonly string[];
  /** The CRM's record, as filters of direction out look at it. */
  crmSide: CrmSide;
  /** Of a record that ConnectWise may mark as deleted without moving its time: the condition that finds all that are marked. */
  deletedWhere?: string;
  /** Whether ConnectWise says that the record is gone although it still lists it. */
  isDeleted(record: R): boolean;
  /** The record in CRM words. Throws RecordProblem when it cannot be taken in. */
  draft(record: R, extra?: unknown): Draft;
  references(draft: Draft): Reference[];
  /** IDs of the items of lists that fields were read from, to be kept with the link: what was read is what will be written. */
  itemIds?(record: R, agreed: Fields): object;
  /** Whether a record may name another one of its kind, so that a page must be in before the next one is looked at. */
  namesItsOwnKind?: boolean;
  /** The draft with the CRM's IDs. Throws RecordProblem when there is none for something. */
  resolve(draft: Draft, context: ResolveContext, record: R): Fields;
  /** Fields that say nothing of a record that is linked already: it keeps what it has. `agreed`: what both sides agreed on; null where nothing is. */
  silentFields?(draft: Draft, context: ResolveContext, agreed: Fields | null): readonly string[];
  /**
   * Fields of a linked record with the value of before, for which nothing here stands any more: it keeps what it has as well. `seen`: the IDs as last seen, see
   * `unplaced`; `agreed` as above.
   */
  standsNoMore?(
    draft: Draft,
    context: ResolveContext,
    before: { seen: Readonly<Record<string, string | null>>; agreed: Fields | null },
  ): readonly string[];
  /** Fields whose values in ConnectWise are not taken in, by the settings. */
  notTakenIn?: readonly string[];
  /** Fields whose values in ConnectWise are taken in only where there is none here, by the settings. */
  keptIfFilled?: readonly string[];
  /** Fields that do not fit what they were kept in step with any more: what was agreed on in them stays remembered. */
  unfit?: readonly string[];
  /** Fields of a linked record for whose agreed value ConnectWise shows another one, and that this other one does not stand for any more. */
  lapsedStandIns?(draft: Draft, context: ResolveContext, agreed: Fields): readonly string[];
  /** What a person should know when the record is taken in: a row each in the audit log. */
  remarks?(draft: Draft, context: ResolveContext, taken: TakenIn): Remark[];
  /** Values that may have nothing here that stands for them: a change to one that has nothing is told. */
  unplaced?(record: R, context: ResolveContext): Unplaced[];
  /** IDs of linked records with a value that had nothing here and has something by now, though they did not change: so many, those that wait for nothing else. */
  placedNow?(tx: Tx, connectionId: Id, configuration: Configuration, limit: number): Promise<string[]>;
  /** Where a person puts a value of a conflict in place that more hangs on than its field; null where a click restores it. */
  restoredElsewhere?(tx: Tx, field: string, values: readonly unknown[]): Promise<string | null>;
  /** Fields whose values stand for those of ConnectWise by a map: another map is nobody's edit. */
  mapped?: MappedFields;
  /** Whether `resolve` asks for a stage or an owner. */
  usesStages?: boolean;
  /** Whether `resolve` asks for a tax region. */
  usesTaxRegions?: boolean;
  /** Recomputes derived fields after a merge. */
  derive?(merged: Fields, remote: Fields, local: Fields): Fields;
  /** How it is recognised; null for a record that is always new when it is not linked. */
  matching: MatchRules | null;
  /**
   * Of a record that is always new when it is not linked: rows of the CRM without a link that these may have been made of, the likeliest first,
   * asked after a restore about what ConnectWise got between the backup and the restore.
   */
  madeOf?(
    tx: Tx,
    connectionId: Id,
    records: readonly { remoteId: string; fields: Fields }[],
  ): Promise<Map<string, Id[]>>;
  /** The same: rows of the CRM whose own record is gone from ConnectWise, and that these may stand for. A person is asked. */
  brokenLike?(
    tx: Tx,
    connectionId: Id,
    records: readonly { remoteId: string; fields: Fields }[],
  ): Promise<Map<string, MatchSuggestion[]>>;
  /** Names are not unique, and two of one name within this field's record are rare: before a new one comes in, the other's own is looked up. */
  sameNameWithin?: string;
  /** ConnectWise's property by which others of its name are looked up before it is linked by what it says, and the record within which names are compared. */
  namedThere?: { property: string; parent?: string };
  /** The same: rows of the CRM without a link that these are, or may be. */
  sameAs?(
    tx: Tx,
    connectionId: Id,
    records: readonly { remoteId: string; fields: Fields }[],
  ): Promise<ReadonlyMap<string, Match>>;
  /** How both sides are compared before the first sync; without it they are not. */
  comparison?: Comparison<R>;
  /** A field that one of several records has (the primary contact of a client); of these linked ones those that both sides chose another one instead of. */
  contested?: {
    field: string;
    of(
      tx: Tx,
      connectionId: Id,
      linked: { open: readonly { link: EntityLink | undefined; fields: Fields }[]; fields: AnyFieldTable },
    ): Promise<ReadonlySet<Id>>;
    /** Both sides agree that this one has it: the others of its kind have lost it on both. */
    yield(tx: Tx, connectionId: Id, localId: Id): Promise<void>;
  };
  /** Of a record that others belong to. */
  children?: RecordChildren;
  merging?: RecordMerging;
  /** A field whose value ConnectWise keeps for a record that was deleted there, so that a new one must get another. */
  keptWhenDeleted?: { field: string; forget(tx: Tx, id: Id): Promise<unknown> };
  /** What could make it the same as an existing CRM record. */
  keysOf(record: R, fields: Fields): MatchKeys;
  table: LocalTable;
  /** Whether a record is only complete with more of ConnectWise's data, e.g. the parts of a bundle. */
  needsEnrichment?(record: R): boolean;
  /** Fetches it before any transaction opens; asked only for records that are new or changed, `enrichmentsAtOnce` at a time. */
  fetchEnrichment?(remote: RemoteReader, record: R): Promise<unknown>;
  enrichmentsAtOnce?: number;
  /** SQL over its row `t`: whether it has any. What changes there may not move the time of the record, so that it is looked at in turn. */
  hasBelow?: string;
}
