import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../../src/platform/database/database.ts';
import type { TestApp } from '../support/test-app.ts';

/** Leases are long: those of the dead do not end by themselves while a history is told. */
export const LEASE_MS = 3_600_000;

/** Tables of which a worker holds rows. */
const leased = ['push_request', 'sync_cursor', 'create_intent', 'reconcile'] as const;

interface Life {
  /** Transactions that are left to it. */
  left: number;
  isOver: boolean;
  end(): void;
}

/**
 * Kills the worker at work between two of its transactions: it never comes back from where it was about to begin the next one, its connections are
 * cut and its leases are over. What it had committed stands, on both sides.
 */
export class MortalWorker {
  private readonly lives = new AsyncLocalStorage<Life>();
  private readonly stopped: ((reason: Error) => void)[] = [];
  private readonly works: Promise<unknown>[] = [];

  constructor(private readonly app: TestApp) {
    const database: Pick<Database, 'inWorkspace'> = app.database;
    const alive = database.inWorkspace.bind(app.database);
    database.inWorkspace = (workspaceId, work, options) => {
      if (!this.isDead()) return alive(workspaceId, work, options);
      // Its place in the line of requests is one of this process, which lives on.
      if (isAboutPace()) return Promise.reject(killed());
      return new Promise((_never, reject) => this.stopped.push(reject));
    };
  }

  /** Works until it is done, or dies before transaction `after`. Answers whether it died. */
  async live(after: number, work: () => Promise<void>): Promise<boolean> {
    const life: Life = { left: after, isOver: false, end: () => undefined };
    const death = new Promise<true>((resolve) => {
      life.end = () => resolve(true);
    });
    const working = this.lives.run(life, work);
    if (!(await Promise.race([working.then(() => false), death]))) return false;
    this.works.push(working.catch(() => undefined));
    const { test } = this.app;
    await test.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
    );
    for (const table of leased)
      await test.sql(`update ${table} set lease_until = now() - interval '1 second' where lease_until > now()`);
    return true;
  }

  /** What the dead still hold in this process ends. */
  async bury(): Promise<void> {
    let areOver = false;
    const over = Promise.all(this.works.splice(0)).then(() => {
      areOver = true;
    });
    while (!areOver) {
      for (const reject of this.stopped.splice(0)) reject(killed());
      await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 5))]);
    }
  }

  private isDead(): boolean {
    const life = this.lives.getStore();
    if (!life || life.isOver) return life?.isOver ?? false;
    if (isAboutPace() || life.left-- > 0) return false;
    life.isOver = true;
    life.end();
    return true;
  }
}

const killed = () => new Error('The worker was killed.');

/** The pause that ConnectWise asked for is looked up on the way of each request. */
const isAboutPace = (): boolean => new Error('where').stack?.includes('rate-limiter') ?? false;
