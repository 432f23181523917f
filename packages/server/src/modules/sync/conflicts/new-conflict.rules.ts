import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { EntityLink } from '../../links/link.ts';
import { lastUpdatedOf } from '../records/remote-state.rules.ts';
import type { NewConflict } from './conflicts.queries.ts';

/** A field of a linked record that both sides had changed since they agreed; `record`: ConnectWise's as it was found. */
export const newConflict = (
  { link, name, record }: { link: EntityLink; name: string; record: WireRecord | null },
  one: Pick<NewConflict, 'field' | 'crm' | 'connectwise' | 'kept' | 'why' | 'foundBy' | 'isToCome'>,
): NewConflict => ({
  localId: link.localId,
  remoteId: link.remoteId,
  name,
  base: link.base?.[one.field] ?? null,
  connectwiseBy: record?._info?.updatedBy ?? null,
  connectwiseAt: record ? lastUpdatedOf(record) : null,
  ...one,
});
