import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import {
  closeAnswered,
  closeQuestions,
  narrowQuestion,
  noteCome,
  type OpenQuestion,
  openConflicts,
} from '../../conflicts/conflicts.queries.ts';
import {
  bothAreSame,
  conflictOver,
  notAskedAnyMore,
  questionOver,
  tookBackThere,
} from '../../messages/conflict-description.messages.ts';
import { conflictAsked } from '../../messages/pull-problem.messages.ts';
import type { EntitySync, Fields, FieldValue } from '../../records/entity-sync.ts';
import { asksIn } from '../../records/fields/derive.ts';
import { wordOf } from '../../records/fields/field-table.ts';
import { CONFLICT_ASKED } from '../../records/skip-codes.ts';
import type { Decided } from '../decide/decision.ts';
import { readLocalRows } from '../decide/local-rows.queries.ts';

/** A linked record of which both sides were just held against each other. */
export interface ComparedRecord {
  localId: Id;
  remoteId: string;
  name: string;
  /** What ConnectWise has, in the CRM's words; null where it is as it was when the question was put. */
  remote: Fields | null;
  /** Fields of which a person is asked now. */
  asked: readonly string[];
  /** What a push has found, or done, of fields of which ConnectWise's value was to come: it still is, or the CRM's was sent. */
  toCome?: readonly string[];
  sent?: readonly string[];
  /** Fields of which ConnectWise says nothing. */
  silent: readonly string[];
}

export interface Dissolved {
  events: NewAuditEvent[];
  /** Records of which the CRM's value stands, and differs there. */
  toSend: Id[];
}

/**
 * Ends the questions that have dissolved by themselves: both sides show the same by now, or ConnectWise took its edit back. So ends a conflict that a
 * push came upon and of which nothing is to come any more.
 */
export async function dissolveQuestions(
  tx: Tx,
  connectionId: Id,
  sync: Pick<EntitySync, 'entity' | 'fields' | 'table' | 'saleOf'>,
  compared: readonly ComparedRecord[],
): Promise<Dissolved> {
  const dissolved: Dissolved = { events: [], toSend: [] };
  const byId = new Map(compared.map((one) => [one.localId, one]));
  const open = await openConflicts(tx, connectionId, sync.entity, [...byId.keys()]);
  if (open.length === 0) return dissolved;
  const rows = await readLocalRows(
    tx,
    sync.table,
    open.map(({ localId }) => localId),
  );
  const ended = open.flatMap((question) => {
    const [record, ours] = [byId.get(question.localId), rows.get(question.localId)?.fields];
    const why = record && ours ? whyOver(sync, question, record, ours) : null;
    if (!record || !ours || why === null) return [];
    const { id, field, isToCome } = question;
    const kept: Owner | null = why === tookBackThere() ? 'crm' : null;
    const values = { crm: ours[field] ?? null, connectwise: theirsOf(question, record) };
    return [{ id, field, isToCome, record, why, kept, ...values }];
  });
  const isOver = ({ id }: OpenQuestion) => ended.some((one) => one.id === id);
  const hasCome = ({ localId, field }: OpenQuestion) => {
    const { toCome = [], remote = null } = byId.get(localId) ?? {};
    return remote !== null && !toCome.includes(field);
  };
  await closeQuestions(tx, ended);
  await noteCome(
    tx,
    open.filter((one) => one.isToCome && !isOver(one) && hasCome(one)),
  );
  for (const [record, all] of Map.groupBy(ended, (one) => one.record)) {
    const { localId, remoteId, name } = record;
    if (all.some(({ kept }) => kept === 'crm')) dissolved.toSend.push(localId);
    const left = open.filter((one) => one.localId === localId && !one.isToCome && !isOver(one));
    if (left.length > 0) {
      const { message } = conflictAsked(left.map(({ field }) => wordOf(sync.fields, field)));
      await narrowQuestion(tx, connectionId, { entity: sync.entity, localId, message });
    }
    for (const fields of Map.groupBy(all, ({ why, isToCome }) => `${isToCome} ${why}`).values()) {
      const { why = '', isToCome = false } = fields[0] ?? {};
      if (!isToCome) await closeAnswered(tx, connectionId, sync.entity, [localId], why);
      const tell = isToCome ? conflictOver : questionOver;
      dissolved.events.push({
        operation: 'check',
        status: 'info',
        code: 'conflict_dissolved',
        entity: sync.entity,
        localId,
        remoteId,
        name,
        opportunityId: sync.saleOf ? localId : null,
        description: tell(
          fields.map(({ field }) => wordOf(sync.fields, field)),
          why,
        ),
      });
    }
  }
  return dissolved;
}

/** Why nobody is asked any more; null while somebody is. */
function whyOver(
  { fields }: Pick<EntitySync, 'fields'>,
  question: OpenQuestion,
  record: ComparedRecord,
  ours: Fields,
): string | null {
  const { field, base, isToCome } = question;
  const theirs = theirsOf(question, record);
  if (isToCome) {
    if (record.sent?.includes(field)) return tookBackThere();
    const isLeft = record.remote === null || record.silent.includes(field);
    return !isLeft && isSame(theirs, base) && !isSame(ours[field] ?? null, theirs) ? tookBackThere() : null;
  }
  if (record.asked.includes(field)) return null;
  if (isSame(ours[field] ?? null, theirs)) return bothAreSame();
  if (record.remote === null) return null;
  if (!asksIn(fields)(field)) return notAskedAnyMore();
  return !record.silent.includes(field) && isSame(theirs, base) ? tookBackThere() : null;
}

const theirsOf = ({ field, connectwise }: OpenQuestion, { remote }: ComparedRecord): FieldValue =>
  remote === null ? connectwise : (remote[field] ?? null);

/** The linked records of a page that were held against the CRM's. */
export const comparedIn = (decided: readonly Decided[]): ComparedRecord[] =>
  decided.flatMap(({ parsed: { remoteId, name }, decision, silent, openOutcome }): ComparedRecord[] => {
    if (decision.kind === 'unchanged' && openOutcome?.issueCode === CONFLICT_ASKED && openOutcome.localId)
      return [{ localId: openOutcome.localId, remoteId, name, remote: null, asked: [], silent }];
    if (decision.kind !== 'update' && decision.kind !== 'seen') return [];
    const { remote, link } = decision;
    const conflicts = decision.kind === 'update' ? decision.conflicts : [];
    const asked = conflicts.flatMap(({ field, kept }) => (kept === 'ask' ? [field] : []));
    return [{ localId: link.localId, remoteId, name, remote, asked, silent }];
  });
