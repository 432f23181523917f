import type { FieldChange } from '../../../audit/diff.ts';
import type { Fields } from '../../records/entity-sync.ts';

/** What a patch is to leave in a record of ConnectWise. */
export interface Sent {
  /** In the CRM's words. */
  fields: Fields;
  /** Properties that no field stands for. */
  properties: Readonly<Record<string, unknown>>;
  changes: readonly FieldChange[];
}

/** What a request is about to write, by the ID of the CRM's record. It is gone with the outcome; what is left over was on its way when an attempt ended. */
export type Sending = Readonly<Record<string, Sent>>;

export const withSent = (sending: Sending, localId: string, sent: Sent): Sending => ({ ...sending, [localId]: sent });

export const withoutSent = (sending: Sending, localId: string): Sending =>
  localId in sending ? Object.fromEntries(Object.entries(sending).filter(([id]) => id !== localId)) : sending;

export const storedSending = (sending: Sending): string | null =>
  Object.keys(sending).length > 0 ? JSON.stringify(sending) : null;
