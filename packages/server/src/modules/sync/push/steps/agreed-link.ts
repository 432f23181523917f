import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { configuredTable } from '../../records/fields/configured-fields.ts';
import { fieldsOfRow } from '../../records/fields/derive.ts';
import { agreedOnUpdate } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

/** The link as it stands after a patch of `sent` that turned `before` into `after`. */
export async function agreedLink<R extends WireRecord>(
  attempt: PushAttempt,
  sync: Pick<EntitySync, 'entity' | 'fields'>,
  link: EntityLink,
  row: object,
  { before, after, sent }: { before: R; after: R; sent: readonly string[] },
): Promise<EntityLink> {
  const known = await attempt.stateOf(link.entity, before);
  const state = after === before ? known : await attempt.stateOf(link.entity, after);
  const local = fieldsOfRow(configuredTable(sync.fields, sync.entity, attempt.setup), row);
  return { ...link, ...agreedOnUpdate(link, local, { before: known, after: state, sent, toTake: [] }) };
}
