import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** The right to move one cursor: valid as long as nobody else took a newer fence. */
export interface Lease {
  connectionId: Id;
  entity: PulledEntity;
  fence: string;
  owner: string;
  leaseMs: number;
}
