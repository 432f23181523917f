import type { Clock } from '../../platform/clock.ts';

interface Failures {
  count: number;
  since: number;
}

const WINDOW_MS = 15 * 60_000;
const MOST_PER_PERSON = 5;
const MOST_PER_ADDRESS = 50;
const MOST_ENTRIES = 10_000;

/**
 * Slows down guessing: after 5 failures for one e-mail from one address, or 50 from one address, within a quarter of an hour, nothing is
 * tried any more until that time is over. Counted per process; n replicas allow n times as many.
 */
export class SignInThrottle {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** Milliseconds to wait before the next try; 0 when it may go ahead. */
  waitMs(email: string, address: string): number {
    return Math.max(
      this.waitOf(personKey(email, address), MOST_PER_PERSON),
      this.waitOf(addressKey(address), MOST_PER_ADDRESS),
    );
  }

  failed(email: string, address: string): void {
    for (const key of [personKey(email, address), addressKey(address)]) {
      const known = this.current(key);
      if (known) known.count += 1;
      else this.failures.set(key, { count: 1, since: this.clock.now().getTime() });
    }
    this.forgetSome();
  }

  succeeded(email: string, address: string): void {
    this.failures.delete(personKey(email, address));
  }

  private waitOf(key: string, most: number): number {
    const known = this.current(key);
    return known && known.count >= most ? known.since + WINDOW_MS - this.clock.now().getTime() : 0;
  }

  private current(key: string): Failures | null {
    const known = this.failures.get(key);
    if (!known) return null;
    if (this.clock.now().getTime() - known.since < WINDOW_MS) return known;
    this.failures.delete(key);
    return null;
  }

  /** Oldest first, so that a flood of made-up addresses cannot fill the memory. */
  private forgetSome(): void {
    for (const key of this.failures.keys()) {
      if (this.failures.size <= MOST_ENTRIES) return;
      this.failures.delete(key);
    }
  }
}

const personKey = (email: string, address: string): string => `${email.trim().toLowerCase()} ${address}`;
const addressKey = (address: string): string => `* ${address}`;
