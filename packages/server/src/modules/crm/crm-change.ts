import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { Origin } from '../audit/origin.ts';

/** Something that a person (or a token) changed in the CRM. `won`, `lost` and `reopened` are of opportunities only. */
export interface CrmChange {
  entity: 'client' | 'contact' | 'product' | 'opportunity';
  id: Id;
  kind: 'created' | 'updated' | 'won' | 'lost' | 'reopened';
  origin: Origin;
  /** The fields that were edited, in words; the CRM adds them where it knows. */
  edited?: readonly string[];
}

/** How the CRM says "changed" without knowing who listens. Called in the transaction of the change, after its rows were written. */
export type OnCrmChange = (tx: Tx, change: CrmChange) => Promise<void>;
