import { counted } from './message.ts';

/** How the sync stands, in one sentence. */

export const notConnected = (): string => 'ConnectWise is not connected.';

export const paused = (why: string | null): string => `The sync is paused: ${why ?? 'by an administrator'}`;

export const notReached = (why: string | null): string => why ?? 'ConnectWise cannot be reached.';

export const notStarted = (): string => 'ConnectWise is connected; the sync has not been started.';

export const heldUp = (error: string): string => `The sync is held up and tries again: ${error}`;

/** `current`: the kind of record that is being read, with how far it is; `expected` where that is known. */
export const firstSyncRunning = (
  done: number,
  current: { entity: string; processed: number; expected: number | null } | null,
): string => {
  const of =
    current?.expected && current.expected >= current.processed ? ` of ${current.expected.toLocaleString('en-US')}` : '';
  const at = current ? `, ${current.entity} ${current.processed.toLocaleString('en-US')}${of}` : '';
  return `The first sync is running: ${done.toLocaleString('en-US')} records so far${at}.`;
};

export const pollIsLate = (minutes: number): string =>
  `The poll is ${counted(minutes, 'minute', 'minutes')} late. Check that a worker is running.`;

export const lastSyncFailed = (error: string | null): string => `The last sync failed: ${error ?? 'see the audit log'}`;

/** "In step" is said only where nothing is on its way either. */
export const needsPerson = ({ issues, pushes }: { issues: number; pushes: number }): string => {
  const need = issues === 1 ? 'needs' : 'need';
  return pushes === 0
    ? `Everything is in step except ${counted(issues, 'record', 'records')} that ${need} you.`
    : `${counted(issues, 'record', 'records')} ${need} you; ${onTheWay(pushes)}`;
};

export const pushesOnTheWay = (pushes: number): string => onTheWay(pushes);

export const looking = (): string => 'Looking for changes in ConnectWise.';

export const inStep = (): string => 'Everything is in step.';

const onTheWay = (pushes: number): string => `${counted(pushes, 'change', 'changes')} on the way to ConnectWise.`;
