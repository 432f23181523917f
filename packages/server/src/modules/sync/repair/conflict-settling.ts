import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import { type EntityLink, isHeld } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { type Base, isAgreedThere, withAgreed } from '../conflicts/base.rules.ts';
import { closeAnswered } from '../conflicts/conflicts.queries.ts';
import { decidedMeanwhile, followsNumber, hasChosen, hasDecided } from '../messages/conflict-description.messages.ts';
import {
  cannotStandThere,
  isBeingSentThere,
  isNotSyncedNow,
  isSameNow,
  wasEditedSince,
} from '../messages/link-action.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { readWriteContext } from '../pull/reconcile/write-context.ts';
import { updateLocalRows } from '../pull/write/rows.queries.ts';
import type { PushOutbox } from '../push/outbox/push-outbox.service.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';
import { namedChanges } from '../records/fields/field-table.ts';
import { idsInChanges, plainChanges } from '../records/plain-values.rules.ts';
import { syncOf } from '../registry.ts';
import {
  agreeOn,
  type ConflictRow,
  type ConflictState,
  decideConflict,
  findConflict,
  setValues,
  wasEditedThere,
} from './conflicts.queries.ts';
import { fieldNames } from './field-names.ts';
import { namesOf } from './link-actions.queries.ts';
import { sendsAnything } from './link-planner.ts';
import { closedOut, compareLinked } from './linked-pair.rules.ts';
import type { Desk, RecordSides, RemoteSide } from './record-sides.ts';

export interface SettlingDeps {
  database: Database;
  audit: AuditLog;
  links: LinksService;
  outbox: PushOutbox;
  sides: RecordSides;
}

export interface Settled {
  conflict: ConflictRow;
  /** What is still to come. */
  note: string;
}

/** Gives a field that both sides had changed the value that a person says: the one that lost before, or the one chosen of two that wait. */
export class ConflictSettling {
  constructor(private readonly deps: SettlingDeps) {}

  /** `seen`: how the conflict stood for who decides; null where they did not say. */
  async settle(actor: Actor, id: Id, winner: Owner, seen: ConflictState | null = null): Promise<Settled> {
    const { database, sides } = this.deps;
    const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.inWorkspace(actor.workspaceId, work);
    const conflict = isId(id) ? await within((tx) => findConflict(tx, id)) : null;
    if (!conflict) return refuse('not_found', 'This conflict does not exist.', 'id');
    refuseDecided(conflict, winner);
    if (seen !== null && seen !== conflict.state) refuseDecidedMeanwhile(conflict);
    const desk = await sides.desk(actor.workspaceId);
    const remote = await sides.remote(desk, conflict.entity, conflict.remoteId);
    if (!remote?.fields || remote.isDeleted)
      return refuse('gone', `ConnectWise does not have the ${syncOf(conflict.entity).words.remote} any more.`);
    return within(async (tx) => {
      const note = await this.write(tx, desk, actor, { before: conflict, winner, remote });
      return { conflict: (await findConflict(tx, id)) ?? conflict, note };
    });
  }

  private async write(
    tx: Tx,
    desk: Desk,
    actor: Actor,
    { before, winner, remote }: { before: ConflictRow; winner: Owner; remote: RemoteSide },
  ): Promise<string> {
    const { id } = before;
    const theirs = remote.fields?.[before.field] ?? null;
    const conflict = await findConflict(tx, id);
    if (!conflict) return refuse('not_found', 'This conflict does not exist.', 'id');
    refuseDecided(conflict, winner);
    // ConnectWise was asked since: whoever decided in that time, decided about what this person saw as well.
    if (!isSameDecision(before, conflict)) refuseDecidedMeanwhile(conflict);
    const { entity, localId, field, connectionId, name } = conflict;
    const { words, table, fields } = this.deps.sides.syncIn(desk, entity);
    const called = fieldNames(desk.setup);
    const label = called.wordOf(entity, field);
    if (!fields[field]) return refuse('not_synced', isNotSyncedNow(label), 'id');
    const [link] = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    if (link?.remoteId !== conflict.remoteId || link.state === 'broken')
      return refuse('changed_since', `The ${words.local} is not linked to that ${words.remote} any more.`);
    if (isHeld(link)) return refuse('held', `The ${words.local} is paused. Resume it first: Links.`);
    const row = (await readLocalRows(tx, table, [localId])).get(localId);
    if (!row) return refuse('not_found', `The ${words.local} is not in the CRM any more.`);
    const ours = row.fields[field] ?? null;
    const elsewhere = await syncOf(entity).restoredElsewhere?.(tx, field, [conflict.crm, conflict.connectwise]);
    if (elsewhere) return refuse('elsewhere', elsewhere, 'winner');
    const isOpen = conflict.state === 'open';
    // As the log calls it: a custom field by its name.
    const named = [field, called.labelOf(entity, field)];
    const edited = isOpen ? null : await editedSince(tx, conflict, { base: link.base, ours, theirs, named });
    if (edited) return refuse('changed_since', wasEditedSince(label, edited));
    const value = chosenOf(conflict, winner, { ours, theirs });
    const mustSend = !isSame(value, theirs);
    if (mustSend && !sendsAnything(desk.setup))
      return refuse('mode', 'The sync mode sends nothing to ConnectWise, so this value cannot stand there.');
    const stays = mustSend ? await this.whyItStays(tx, desk, { conflict, link, row: row.fields, value, remote }) : null;
    if (stays !== null) return refuse('not_sent', cannotStandThere(label, stays), 'winner');
    if (!isSame(ours, value))
      await updateLocalRows(tx, table, [{ id: localId, fields: { ...row.fields, [field]: value } }]);
    // What differs there from now on is an edit of ours, and goes out like one.
    await agreeOn(tx, link.id, field, theirs);
    if (mustSend)
      await this.deps.outbox.request(tx, { connectionId, entity, localId, reason: 'relinked', actor: actor.userId });
    if (isOpen) await setValues(tx, id, { crm: ours, connectwise: theirs });
    await decideConflict(tx, id, {
      state: isOpen ? 'settled' : 'restored',
      kept: winner,
      why: hasChosen(actor.name, winner),
      by: actor.name,
    });
    await closeAnswered(tx, connectionId, entity, [localId], hasDecided(actor.name));
    const side = winner === 'crm' ? 'the CRM' : 'ConnectWise';
    const note = mustSend ? isBeingSentThere(label) : isSameNow(label);
    const change = { field, from: isSame(ours, value) ? theirs : ours, to: value };
    const names = await namesOf(tx, idsInChanges([change]));
    await this.deps.audit.record(tx, [
      {
        entity,
        operation: 'update',
        status: 'success',
        code: isOpen ? 'conflict_settled' : 'conflict_restored',
        name,
        localId,
        remoteId: conflict.remoteId,
        opportunityId: syncOf(entity).saleOf ? localId : null,
        description: `${actor.name} ${isOpen ? `decided for the ${label} of ${side}` : `restored the ${label} of ${side}, which had lost a conflict`}. ${note}`,
        changes: plainChanges(namedChanges(fields, [change]), names),
        actor: actor.name,
      },
    ]);
    return note;
  }

  /** Why the value would not go out, by the comparison that the push makes as well; null where it would. */
  private async whyItStays(
    tx: Tx,
    desk: Desk,
    { conflict, link, row, value, remote }: Settling,
  ): Promise<string | null> {
    const { entity, field, connectionId } = conflict;
    const { configuration, may } = desk.setup;
    const closed = closedOut(may, syncOf(entity));
    if (closed !== null) return closed;
    const theirs = remote.fields?.[field] ?? null;
    const [compared] = compareLinked({
      sync: this.deps.sides.syncIn(desk, entity),
      local: { ...row, [field]: value },
      remote: remote.fields ?? {},
      keptOut: null,
      record: remote.record,
      base: withAgreed(link.base ?? {}, { [field]: theirs }),
      origin: link.origin,
      owner: this.deps.sides.ownerOf(desk, entity),
      // What a person decided goes out in every mode that sends anything.
      may: { ...may, pushUpdate: true },
      context: await readWriteContext(tx, connectionId, configuration),
      silent: [],
      lapsed: [],
    }).filter((one) => one.field === field);
    // An extension gives way with the number that ConnectWise has replaced.
    return compared?.winner === 'connectwise' ? followsNumber() : (compared?.stays ?? null);
  }
}

/** A value on its way to both sides. */
interface Settling {
  conflict: ConflictRow;
  link: EntityLink;
  /** The fields of the row as they stand. */
  row: Fields;
  value: FieldValue;
  remote: RemoteSide;
}

function refuseDecided({ state, kept, decidedBy }: ConflictRow, winner: Owner): void {
  if (state === 'settled' && decidedBy === null)
    refuse('decided', 'This question has ended by itself. Edit the record to change the value.', 'id');
  if ((state === 'restored' || state === 'settled') && kept === winner)
    refuse('decided', `${decidedBy ?? 'Somebody'} decided so already. Choose the other value to turn it round.`, 'id');
  if (state === 'kept' && kept === winner)
    refuse('stands', 'This value stands already. Choose the other one to restore it.', 'winner');
}

const isSameDecision = (before: ConflictRow, now: ConflictRow): boolean =>
  before.state === now.state && before.decidedAt?.getTime() === now.decidedAt?.getTime();

const refuseDecidedMeanwhile = ({ decidedBy, kept }: ConflictRow): never =>
  refuse('decided', decidedMeanwhile(decidedBy, kept), 'id');

/** Of a question the values as they stand now; of a conflict that was decided by rule those of then. */
const chosenOf = (
  { state, crm, connectwise }: ConflictRow,
  winner: Owner,
  { ours, theirs }: { ours: FieldValue; theirs: FieldValue },
): FieldValue => {
  if (state === 'open') return winner === 'crm' ? ours : theirs;
  const value = winner === 'crm' ? crm : connectwise;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/** On which side the field was edited after the conflict was decided; null when on none. */
async function editedSince(
  tx: Tx,
  conflict: ConflictRow,
  { base, ours, theirs, named }: { base: Base | null; ours: FieldValue; theirs: FieldValue; named: readonly string[] },
): Promise<Owner | 'unknown' | null> {
  const { field } = conflict;
  if (isOneOf(ours, conflict))
    return isOneOf(theirs, conflict) || (base && isAgreedThere(base, field, theirs)) ? null : 'connectwise';
  if (base && !isSame(ours, base[field])) return 'crm';
  // Both sides agree on it by now: the log knows where it came from.
  const isThere = await wasEditedThere(tx, conflict, named);
  if (isThere === null) return 'unknown';
  return isThere ? 'connectwise' : 'crm';
}

const isOneOf = (value: FieldValue, { crm, connectwise }: ConflictRow): boolean =>
  isSame(value, crm) || isSame(value, connectwise);
