import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { findReference, type ReferenceLists, readReferenceLists } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { ownerOfDefinition } from '../../integration/mapping/custom-field-definitions.rules.ts';
import type { PulledEntity } from '../../links/link.ts';
import { customFieldKey } from '../records/fields/custom-field.ts';
import { isPulled } from '../registry.ts';
import { forgetAgreed, listAll } from './changed-fields.queries.ts';

/** Fields that go another way from now on, or that stand for another one: nothing is agreed on in them any more. */
export type ChangedFields = ReadonlyMap<PulledEntity, readonly string[]>;

type Fields = Pick<Configuration, 'fieldDirections' | 'customFields'>;

export function changedFields(before: Fields, next: Fields, lists: ReferenceLists): ChangedFields {
  const changed = new Map<PulledEntity, string[]>();
  const add = (entity: string, field: string) => {
    if (isPulled(entity)) changed.set(entity, [...(changed.get(entity) ?? []), field]);
  };
  const directionIn = ({ fieldDirections }: Fields, key: string) =>
    fieldDirections.find(({ field }) => field === key)?.direction ?? 'both';
  for (const key of new Set([...before.fieldDirections, ...next.fieldDirections].map(({ field }) => field))) {
    const at = key.indexOf('.');
    if (directionIn(before, key) !== directionIn(next, key)) add(key.slice(0, at), key.slice(at + 1));
  }
  const pairIn = ({ customFields }: Fields, id: string) =>
    customFields.find(({ remoteId }) => remoteId === id)?.customFieldId ?? null;
  for (const id of new Set([...before.customFields, ...next.customFields].map(({ remoteId }) => remoteId))) {
    if (pairIn(before, id) === pairIn(next, id)) continue;
    const definition = findReference(lists.custom_field, id);
    const owner = definition ? ownerOfDefinition(definition) : null;
    if (owner) add(owner, customFieldKey(id));
  }
  return changed;
}

/**
 * After a save: fields that go another way, or stand for another one, count as never agreed on, and the next poll looks at every linked record of
 * their kind again. Where the mode takes nothing in, it waits for one that does.
 */
export async function onSettingsChanged(
  tx: Tx,
  connectionId: Id,
  before: Configuration,
  next: Configuration,
): Promise<void> {
  const changed = changedFields(before, next, await readReferenceLists(tx, connectionId, ['custom_field']));
  for (const [entity, fields] of changed) await forgetAgreed(tx, connectionId, entity, fields);
  const isOpened = !modeCapabilities[before.mode].pullUpdate;
  if (modeCapabilities[next.mode].pullUpdate && (changed.size > 0 || isOpened)) await listAll(tx, connectionId);
}
