import { counted } from '@causeway/shared/counted';
import { withoutStop } from './message.ts';

const entries = (n: number): string => (n === 1 ? '1 callback entry' : `${n} callback entries`);

/** What was done about the entries by which ConnectWise tells of changes at once. */
export const entriesRegistered = (n: number): string =>
  `Registered ${entries(n)} in ConnectWise; it tells of changes at once.`;

export const entriesRenewed = (n: number): string =>
  `Switched ${entries(n)} on again that ConnectWise had switched off.`;

export const orphansRemoved = (n: number): string =>
  `Removed ${entries(n)} in ConnectWise that an earlier installation or address had left behind.`;

export const entriesRemoved = (n: number): string => `Removed ${entries(n)} from ConnectWise.`;

export const entriesNotRemoved = (ids: readonly number[], cause: string): string =>
  `Could not remove callback entries ${ids.join(', ')} from ConnectWise: ${withoutStop(cause)}. Remove them there: System, Setup Tables, Callbacks.`;

export const mayNotManage = (cause: string): string =>
  `ConnectWise refuses to register callbacks: ${withoutStop(cause)}. Changes come with the poll every 15 minutes.`;

export const silenceNoticed = (n: number): string =>
  `ConnectWise told of none of ${counted(n, 'change')} that polls have found. Check that it can reach this product; changes come with the poll every 15 minutes meanwhile.`;

export const messagesRefused = (n: number, since: Date): string =>
  `The callbacks of ConnectWise are refused: ${counted(n, 'message')} since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC, none with a signature of this company. ${BY_POLL}`;

const BY_POLL = 'Changes come with the poll every 15 minutes.';

/** Why ConnectWise cannot call this product. */
export const noPublicUrl = (): string =>
  `PUBLIC_URL is not set, so ConnectWise has no address that it could call. ${BY_POLL}`;

export const onlyThisMachine = (publicUrl: string): string =>
  `PUBLIC_URL is ${publicUrl}, which only this machine can reach. ${BY_POLL}`;

export const notHttps = (publicUrl: string): string =>
  `PUBLIC_URL is ${publicUrl}, and ConnectWise calls https addresses only. ${BY_POLL}`;

export const privateNetwork = (publicUrl: string): string =>
  `PUBLIC_URL is ${publicUrl}, an address of a private network that ConnectWise cannot reach. ${BY_POLL}`;

export const callbacksNotStarted = (): string => 'The sync is not started; callbacks begin with it.';

/** After an undo of the first sync. */
export const callbacksStopped = (): string => 'The sync was stopped; callbacks begin again when it is started.';

/** How an issue ended whose record ConnectWise does not have any more. */
export const recordNotThere = (): string => 'ConnectWise does not have the record any more.';
