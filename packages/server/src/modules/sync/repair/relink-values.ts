import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { isSame } from '../../../platform/is-same.ts';
import { agreedFields } from '../conflicts/base.rules.ts';
import { Candidates } from '../matching/scoring/candidates.ts';
import { takenBy } from '../matching/scoring/match.rules.ts';
import * as say from '../messages/link-action.messages.ts';
import { inWords } from '../messages/message.ts';
import { type AnyFieldTable, wordOf } from '../records/fields/field-table.ts';
import { syncOf } from '../registry.ts';
import type { LinkActionPlan, LinkActionRequest, LinkSubject } from './link-action.ts';
import { type ComparedField, keepingOurs } from './link-values.rules.ts';
import type { Desk, RemoteSide } from './record-sides.ts';

/** The values of a relink: which of them can pass, and how that is said. */

interface Renaming {
  request: LinkActionRequest;
  subject: LinkSubject;
  remote: RemoteSide;
  table: AnyFieldTable;
  chosen: readonly ComparedField[];
  taken: LinkActionPlan['taken'];
}

/** The CRM holds names and IDs only once. An ID that another record has is not taken; a name is refused, unless ours stands. */
export async function withoutTaken(
  tx: Tx,
  { connectionId }: Desk,
  { request, subject, remote, table, chosen, taken }: Renaming,
): Promise<ComparedField[]> {
  const sync = syncOf(subject.entity);
  const strongFields = sync.matching?.strong.fields ?? [];
  const takes = (fields: readonly string[]) =>
    chosen.some((one) => one.winner === 'connectwise' && fields.includes(one.field));
  const keys = sync.keysOf(remote.record, remote.fields ?? {});
  const wanted = {
    ...keys,
    name: takes(sync.nameFields) ? keys.name : null,
    strong: takes(strongFields) ? keys.strong : null,
  };
  if (wanted.name === null && wanted.strong === null) return [...chosen];
  const candidates = (await Candidates.load(tx, sync.matching, connectionId, [wanted])).of(wanted);
  const found = takenBy(sync.matching, wanted, candidates, subject.localId);
  if (!found) return [...chosen];
  const isSaid = request.fields.some(({ field }) => strongFields.includes(field));
  if (found.what === 'strong' && !isSaid)
    return chosen.map((one) => (strongFields.includes(one.field) ? keepingOurs(table, one) : one));
  const merge = found.by.id === taken?.localId && taken?.canMerge ? ', or merge the two' : '';
  return refuse(
    'name_taken',
    `There is another ${sync.words.local} "${found.by.name}" with this ${found.what === 'strong' && sync.matching ? sync.matching.strong.word : 'name'}. Let the CRM’s value stand${merge}.`,
    'fields',
  );
}

export function sentencesOf(table: AnyFieldTable, compared: readonly ComparedField[]): string[] {
  const labels = (some: readonly ComparedField[]) => inWords(some.map(({ field }) => wordOf(table, field)));
  const passing = compared.filter((one) => one.winner !== null && one.stays === null);
  const taken = passing.filter(({ winner }) => winner === 'connectwise');
  const sent = passing.filter(({ winner }) => winner === 'crm');
  const staying = Map.groupBy(
    compared.filter((one) => one.stays !== null),
    ({ stays }) => stays ?? '',
  );
  const said = [
    ...(taken.length > 0 ? [say.willTake(labels(taken))] : []),
    ...(sent.length > 0 ? [say.willSend(labels(sent))] : []),
    ...[...staying].map(([because, some]) => say.staysDifferent(labels(some), because)),
  ];
  return said.length > 0 ? said : [say.valuesAgree()];
}

/** Fields in which the CRM's record is not as both sides last agreed, in words. */
export function editedFields(table: AnyFieldTable, { local, link }: LinkSubject): string {
  const edited = Object.entries(agreedFields(link?.base ?? null)).filter(
    ([field, agreed]) =>
      table[field] && !table[field].derived && local && field in local && !isSame(local[field] ?? null, agreed ?? null),
  );
  return inWords(edited.map(([field]) => wordOf(table, field)));
}
