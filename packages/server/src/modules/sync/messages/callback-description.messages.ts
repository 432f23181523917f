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
  `ConnectWise told of none of ${n} changes that polls have found. Check that it can reach this product; changes come with the poll every 15 minutes meanwhile.`;
