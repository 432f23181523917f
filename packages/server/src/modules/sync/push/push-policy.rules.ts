import type { EntityType } from '@causeway/shared/vocabulary';
import type { CrmChange } from '../../crm/crm-change.ts';
import type { ModeCapabilities } from '../../settings/mode.rules.ts';

/** The records that go out on their own. */
export type PushedEntity = Extract<EntityType, 'company' | 'contact' | 'product' | 'opportunity'>;

export type PushReason = CrmChange['kind'] | 'retry';

/** ConnectWise's word for a CRM record. */
export const pushedEntity: Readonly<Record<CrmChange['entity'], PushedEntity>> = {
  client: 'company',
  contact: 'contact',
  product: 'product',
  opportunity: 'opportunity',
};

/**
 * Whether a change in the CRM goes out to this connection. What came from the connection itself is an echo and stays. A win goes out wherever
 * wins do; everything else needs the right to push open records (`created`) or edits (all other kinds).
 */
export function mayPush(
  change: Pick<CrmChange, 'kind' | 'origin'>,
  connectionId: string,
  may: ModeCapabilities,
): boolean {
  if (change.origin.kind === 'connectwise' && change.origin.connectionId === connectionId) return false;
  switch (change.kind) {
    case 'won':
      return may.pushWon;
    case 'created':
      return may.pushOpen;
    case 'updated':
    case 'lost':
    case 'reopened':
      return may.pushUpdate;
    default:
      return change.kind satisfies never;
  }
}
