export interface WatchedPool {
  /** Whether a statement gets through over a connection of the pool. */
  isReady(): Promise<boolean>;
  /** Whether PostgreSQL answers on a connection of its own. */
  isServerUp(): Promise<boolean>;
  /** Counts connections that came back; work that goes on makes it grow. */
  readonly returnedSoFar: number;
}

export interface PoolWatchOptions {
  pool: WatchedPool;
  /** Called once, when the pool did not come back within the patience although PostgreSQL answers. */
  onLost(stuckMs: number): void;
  everyMs?: number;
  patienceMs?: number;
  now?: () => number;
}

/**
 * Looks whether the pool still serves. A PostgreSQL that is away is waited for, and so is a pool that is busy; one that gives nothing out
 * and takes nothing back while the server answers will not heal, and the process had better begin anew.
 */
export class PoolWatch {
  private timer: NodeJS.Timeout | null = null;
  private stuckSince: number | null = null;
  private returnedAtLast = -1;
  private isOver = false;

  constructor(private readonly options: PoolWatchOptions) {}

  start(): void {
    const { everyMs = 5_000 } = this.options;
    this.timer = setTimeout(() => void this.look().finally(() => !this.isOver && this.start()), everyMs).unref();
  }

  stop(): void {
    this.isOver = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** One look; `start` repeats it. */
  async look(): Promise<void> {
    const { pool, onLost, patienceMs = 60_000, now = () => performance.now() } = this.options;
    const isStuck = !(await pool.isReady()) && pool.returnedSoFar === this.returnedAtLast && (await pool.isServerUp());
    this.returnedAtLast = pool.returnedSoFar;
    if (this.isOver) return;
    if (!isStuck) {
      this.stuckSince = null;
      return;
    }
    this.stuckSince ??= now();
    if (now() - this.stuckSince < patienceMs) return;
    this.stop();
    onLost(now() - this.stuckSince);
  }
}
