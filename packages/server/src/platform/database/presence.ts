import { randomInt } from 'node:crypto';
import { newId } from '../ids.ts';
import { KeptClient, type KeptClientOptions } from './kept-client.ts';
import { PRESENCE_SPACE, takePresence } from './presence.queries.ts';

/**
 * Shows that this process lives by a lock that its own session holds: PostgreSQL lets go of it the moment the process is gone, however it went,
 * so whoever finds a lease of a process that is not there any more need not wait until it ends. A process that lost the session for a moment
 * merely looks dead: the fences of its leases keep it from writing.
 */
export class Presence {
  private readonly kept: KeptClient;
  private readonly key = randomInt(1, 2 ** 31);

  constructor(options: Pick<KeptClientOptions, 'url' | 'onError'>) {
    const prepare: KeptClientOptions['prepare'] = (client) => takePresence(client, this.key);
    this.kept = new KeptClient({ ...options, applicationName: 'causeway-presence', prepare });
  }

  /** A new name for who holds a lease; it tells which process that is, as long as this one can be seen. */
  owner(): string {
    return this.kept.isConnected ? `${PRESENCE_SPACE}:${this.key}:${newId()}` : newId();
  }

  /** Resolves after the first attempt, successful or not; further attempts go on by themselves. */
  start(): Promise<void> {
    return this.kept.start();
  }

  stop(): Promise<void> {
    return this.kept.stop();
  }
}
