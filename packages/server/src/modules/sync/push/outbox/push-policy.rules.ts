import type { StageKind } from '@causeway/shared/vocabulary';
import type { CrmChange } from '../../../crm/crm-change.ts';
import type { ModeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import {
  editStaysByMode,
  lossWithoutLink,
  modeSendsNoEdits,
  modeSendsNoNewRecords,
  modeSendsNothing,
  modeSendsNoWins,
  modeSendsWinsOnly,
  reopenedBeforeSent,
  staysByMode,
  staysUntilWon,
} from '../../messages/push-reason.messages.ts';
import type { PushedEntity, PushReason } from './push-request.ts';

/** What a connection lets out: its mode, and whether losses of linked opportunities go along with wins (reading A5). */
export interface PushRights {
  may: ModeCapabilities;
  pushLost: boolean;
}

/**
 * Whether a change in the CRM goes out to this connection. What came from the connection itself is an echo and stays. A win goes out wherever
 * wins do; everything else needs the right to push open records (`created`) or edits (all other kinds).
 */
export function mayPush(
  change: Pick<CrmChange, 'kind' | 'origin'>,
  connectionId: string,
  { may, pushLost }: PushRights,
): boolean {
  if (change.origin.kind === 'connectwise' && change.origin.connectionId === connectionId) return false;
  switch (change.kind) {
    case 'won':
      return may.pushWon;
    case 'created':
      return may.pushOpen;
    case 'lost':
      return may.pushUpdate || (may.pushWon && pushLost);
    case 'updated':
    case 'reopened':
      return may.pushUpdate;
    default:
      return change.kind satisfies never;
  }
}

/**
 * What the log says of a change that the mode does not let out; null for one that says nothing new: of a record that goes out with a win alone, and
 * was never sent.
 */
export function whyChangeStays(
  { kind, edited = [] }: Pick<CrmChange, 'kind' | 'edited'>,
  { may, isLinked, sale }: Pick<QueuedPush, 'may' | 'isLinked' | 'sale'>,
): string | null {
  if (!may.pushWon) return isLinked || kind !== 'updated' ? staysByMode(edited) : null;
  if (!isLinked) return null;
  return sale && sale.kind !== 'won' ? staysUntilWon(edited) : editStaysByMode(edited);
}

export interface QueuedPush extends PushRights {
  entity: PushedEntity;
  reason: PushReason;
  isLinked: boolean;
  /** Of a record that is won and lost: where it stands by now. */
  sale: { name: string; kind: StageKind } | null;
}

/** Why the mode in force holds a push that was requested earlier; null when it may go. */
export function whyModeHolds(push: QueuedPush): string | null {
  const { may, sale } = push;
  if (isDecided(push)) return null;
  if (sale) return whySaleWaits(push, sale);
  if (push.isLinked ? may.pushUpdate : may.pushOpen) return null;
  return push.isLinked ? modeSendsNoEdits() : modeSendsNoNewRecords();
}

/** What a person decided about goes out in every mode that sends anything; an opportunity that is only relinked has nothing of its own to send. */
const isDecided = ({ reason, may, sale }: QueuedPush): boolean =>
  (may.pushWon || may.pushUpdate) && (reason === 'recreate' || (reason === 'relinked' && !sale));

function whySaleWaits(
  { may, isLinked, pushLost, reason }: QueuedPush,
  { name, kind }: { name: string; kind: StageKind },
): string | null {
  if (kind === 'won') return may.pushWon ? null : modeSendsNoWins();
  if (isLinked ? may.pushUpdate : may.pushOpen) return null;
  if (kind === 'lost' && may.pushWon && pushLost) return isLinked ? null : lossWithoutLink(name);
  if (!may.pushWon) return modeSendsNothing();
  return reason === 'won' ? reopenedBeforeSent(name) : modeSendsWinsOnly();
}
