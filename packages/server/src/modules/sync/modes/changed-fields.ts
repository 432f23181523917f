import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import { findReference, type ReferenceLists, readReferenceLists } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { ownerOfDefinition } from '../../integration/mapping/custom-field-definitions.rules.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import type { PulledEntity } from '../../links/link.ts';
import { customFieldKey } from '../records/fields/custom-field.ts';
import { isPulled, syncOf } from '../registry.ts';
import { type Agreement, type ChangedField, changeAgreed, listAll, lockCursors } from './changed-fields.queries.ts';
import { holdEdits, noteLeft } from './held-edits.queries.ts';
import { isAnyMapped, newlyMapped } from './newly-mapped.rules.ts';
import { wakeLeftBefore, wakeNewlyMapped } from './newly-mapped.ts';

/** Fields that go another way from now on, or that stand for another one, also by a map of their values. */
export type ChangedFields = ReadonlyMap<PulledEntity, readonly ChangedField[]>;

type Fields = Pick<Configuration, 'fieldDirections' | 'customFields' | 'defaults' | StageMaps>;

/** What an opportunity's stage in ConnectWise stands for here. */
type StageMaps = (typeof stageMaps)[number];
const stageMaps = ['stageMap', 'closedStatuses', 'opportunityMapping'] as const;

export function changedFields(before: Fields, next: Fields, lists: ReferenceLists): ChangedFields {
  const changed = new Map<PulledEntity, ChangedField[]>();
  const add = (entity: string, field: string, agreement: Agreement, pair: string | null = null) => {
    if (!isPulled(entity)) return;
    const others = (changed.get(entity) ?? []).filter((one) => one.field !== field);
    changed.set(entity, [...others, { field, agreement, pair }]);
  };
  const directionIn = ({ fieldDirections }: Fields, key: string) =>
    fieldDirections.find(({ field }) => field === key)?.direction ?? 'both';
  for (const key of new Set([...before.fieldDirections, ...next.fieldDirections].map(({ field }) => field))) {
    const at = key.indexOf('.');
    const was = directionIn(before, key);
    if (was !== directionIn(next, key))
      add(key.slice(0, at), key.slice(at + 1), isSent(was) ? 'keep' : keptUnsent(key.slice(0, at), key.slice(at + 1)));
  }
  const pairIn = ({ customFields }: Fields, id: string) =>
    customFields.find(({ remoteId }) => remoteId === id)?.customFieldId ?? null;
  for (const id of new Set([...before.customFields, ...next.customFields].map(({ remoteId }) => remoteId))) {
    const [was, will] = [pairIn(before, id), pairIn(next, id)];
    if (was === will) continue;
    const definition = findReference(lists.custom_field, id);
    const owner = definition ? ownerOfDefinition(definition) : null;
    const agreement = will === null ? 'put_aside' : was === null ? 'take_up' : 'forget';
    if (owner) add(owner, customFieldKey(id), agreement, will ?? was);
  }
  const isOtherDefault = before.defaults.localStageId !== next.defaults.localStageId;
  if (isOtherDefault || stageMaps.some((map) => !isSame(before[map], next[map]))) add('opportunity', 'stageId', 'keep');
  return changed;
}

const keptUnsent = (entity: string, field: string): Agreement => {
  const type = isPulled(entity) ? syncOf(entity).fields[field]?.type : undefined;
  return type === 'date' || type === 'numeric' || type === 'int' ? 'keep_exact' : 'keep_sent';
};

const isSent = (direction: FieldDirection): boolean => ['both', 'out', 'out_if_empty'].includes(direction);

/**
 * After a save the next poll looks again at the fields that go another way, or stand for another one, of every linked record of their kind. What both
 * sides agreed on in them stays agreed on, so that an edit which waits to be sent is known as one. Where the mode takes nothing in, it waits for one that does.
 * What was edited while the mode sent no edits stays here under one that does (requirement R19); what was left for another reason before is looked at again.
 */
export async function onSettingsChanged(
  tx: Tx,
  connectionId: Id,
  before: Configuration,
  next: Configuration,
): Promise<void> {
  const changed = changedFields(before, next, await readReferenceLists(tx, connectionId, ['custom_field']));
  const [did, does] = [modeCapabilities[before.mode], modeCapabilities[next.mode]];
  const sendsFromNow = !did.pushUpdate && does.pushUpdate;
  const sendsUntilNow = did.pushUpdate && !does.pushUpdate;
  const mapped = newlyMapped(before, next);
  if (changed.size > 0 || sendsFromNow || sendsUntilNow || isAnyMapped(mapped)) await lockCursors(tx, connectionId);
  if (sendsFromNow) {
    const customFields = await readMappedCustomFields(tx, connectionId, next);
    await holdEdits(tx, connectionId, { configuration: next, mapped: customFields });
  }
  if (sendsUntilNow) {
    const customFields = await readMappedCustomFields(tx, connectionId, before);
    await noteLeft(tx, connectionId, { configuration: before, mapped: customFields });
  }
  for (const [entity, fields] of changed) await changeAgreed(tx, connectionId, entity, fields);
  await wakeNewlyMapped(tx, connectionId, { before, next, mapped });
  if (sendsFromNow) await wakeLeftBefore(tx, connectionId, next);
  if (does.pullUpdate && (changed.size > 0 || isAnyMapped(mapped) || !did.pullUpdate)) await listAll(tx, connectionId);
}
