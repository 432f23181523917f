export type ProcessKind = 'api' | 'worker';

/** What a process last said of itself. */
export interface ProcessRow {
  kind: ProcessKind;
  host: string;
  pid: number;
  startedAt: Date;
  at: Date;
  endedAt: Date | null;
  jobStoreAwaySince: Date | null;
  /** Since it was last heard of, by the database's clock. */
  silentMs: number;
}

/** Processes say that they live this often. */
export const BEAT_EVERY_MS = 5_000;
/** A process that was not heard of for so long is frozen, dead, or cut off from PostgreSQL. */
export const SILENT_AFTER_MS = 20_000;
/** Of a process that is silent for longer than this nobody speaks any more, as long as others do its work. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** How the workers stand, all together. */
export type WorkerStanding =
  | { state: 'never_started' }
  | { state: 'stopped'; since: Date }
  | { state: 'silent'; since: Date; worker: ProcessRow }
  /** Some work; `silent` ones do not, and nobody was started for them. */
  | { state: 'working'; silent: ProcessRow[] };

export function workerStanding(processes: readonly ProcessRow[]): WorkerStanding {
  const workers = processes.filter(({ kind }) => kind === 'worker');
  const [newest] = [...workers].sort((a, b) => b.at.getTime() - a.at.getTime());
  if (!newest) return { state: 'never_started' };
  const alive = workers.filter(isAlive);
  const silent = workers.filter((worker) => worker.endedAt === null && !isAlive(worker));
  if (alive.length > 0) return { state: 'working', silent: unreplaced(silent, alive) };
  return newest.endedAt
    ? { state: 'stopped', since: newest.endedAt }
    : { state: 'silent', since: newest.at, worker: newest };
}

/** A process that is busy misses an answer now and then: the job store is away when three beats in a row found it so. */
const AWAY_AFTER_MS = 2 * BEAT_EVERY_MS;

/** Since when a living process finds the job store away; null while all of them reach it. */
export function jobStoreAwaySince(processes: readonly ProcessRow[]): { since: Date; kinds: ProcessKind[] } | null {
  const cut = processes.filter(
    (row) =>
      isAlive(row) && row.jobStoreAwaySince && row.at.getTime() - row.jobStoreAwaySince.getTime() >= AWAY_AFTER_MS,
  );
  const [first] = cut.map((row) => row.jobStoreAwaySince ?? row.at).sort((a, b) => a.getTime() - b.getTime());
  return first ? { since: first, kinds: [...new Set(cut.map(({ kind }) => kind))].sort() } : null;
}

const isAlive = ({ endedAt, silentMs }: ProcessRow): boolean => endedAt === null && silentMs < SILENT_AFTER_MS;

/**
 * A supervisor starts a new process for one that died; the dead one is not told of then. The new one may have died, and been replaced, since: each
 * process stands for one that fell silent before it began.
 */
function unreplaced(silent: readonly ProcessRow[], alive: readonly ProcessRow[]): ProcessRow[] {
  const spare = [...silent, ...alive].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  return [...silent]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .filter((gone) => {
      const at = spare.findIndex(({ startedAt }) => startedAt > gone.at);
      if (at >= 0) spare.splice(at, 1);
      return at < 0;
    })
    .filter(({ silentMs }) => silentMs < FORGOTTEN_AFTER_MS);
}
