import type { Database } from '../../src/platform/database/database.ts';
import type { TestApp } from '../support/test-app.ts';

/** Leases are long, so that a dead worker never renews one; its death ends them. */
export const LEASE_MS = 3_600_000;

/** Tables of which a worker holds rows. */
const leased = ['push_request', 'sync_cursor', 'create_intent'] as const;

/**
 * Kills the worker at work between two of its transactions: it never comes back from where it was about to begin the next one, and its leases are
 * over. What it had committed stands, on both sides.
 */
export class MortalWorker {
  private left = Number.POSITIVE_INFINITY;
  private die: () => void = () => undefined;
  private readonly buried: ((reason: Error) => void)[] = [];

  constructor(private readonly app: TestApp) {
    const database: Pick<Database, 'inWorkspace'> = app.database;
    const alive = database.inWorkspace.bind(app.database);
    database.inWorkspace = (workspaceId, work, options) =>
      this.isLast() ? new Promise((_never, reject) => this.buried.push(reject)) : alive(workspaceId, work, options);
  }

  /** Works until it is done, or dies before transaction `after`. Answers whether it died. */
  async live(after: number, work: () => Promise<void>): Promise<boolean> {
    const dead = new Promise<true>((resolve) => {
      this.die = () => resolve(true);
    });
    this.left = after;
    const died = await Promise.race([work().then(() => false), dead]);
    this.left = Number.POSITIVE_INFINITY;
    for (const table of leased)
      if (died)
        await this.app.test.sql(
          `update ${table} set lease_until = now() - interval '1 second' where lease_until > now()`,
        );
    return died;
  }

  /** What the dead still hold in this process ends. */
  async bury(): Promise<void> {
    for (const reject of this.buried.splice(0)) reject(new Error('The worker was killed.'));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  private isLast(): boolean {
    if (this.left === Number.POSITIVE_INFINITY) return false;
    // The pause that ConnectWise asked for is looked up on the way of a request, whose place in the line nobody else could take.
    if (new Error('where').stack?.includes('rate-limiter')) return false;
    if (this.left-- > 0) return false;
    this.left = Number.POSITIVE_INFINITY;
    this.die();
    return true;
  }
}
