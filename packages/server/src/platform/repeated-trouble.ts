import type { Logger } from './logger.ts';

/** So often a trouble that goes on is told again. */
const TELL_EVERY_MS = 60_000;

/** More kinds of trouble than a store has; beyond it the oldest are told anew. */
const MAX_KINDS = 50;

/**
 * Logs a trouble that comes again several times a second while something is away: the first time with everything that is known, then once a minute
 * in one short line with the number of times.
 */
export class RepeatedTrouble {
  private readonly kinds = new Map<string, { toldAt: number; left: number }>();

  constructor(
    private readonly logger: Pick<Logger, 'error'>,
    private readonly what: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  tell(err: unknown): void {
    const text = err instanceof Error ? `${err.name}: ${err.message}` : String(err);
    const known = this.kinds.get(kindOf(text));
    if (known && this.now() - known.toldAt < TELL_EVERY_MS) return void known.left++;
    if (known)
      this.logger.error({ reason: text.slice(0, 300), times: known.left + 1 }, `${this.what} still has trouble`);
    else this.logger.error({ err }, `${this.what} has trouble`);
    if (this.kinds.size >= MAX_KINDS) this.kinds.clear();
    this.kinds.set(kindOf(text), { toldAt: this.now(), left: 0 });
  }
}

/** The first words without numbers: a failure that names another address or time each time is the same one. */
const kindOf = (text: string): string => text.replace(/[0-9]+/g, '#').slice(0, 80);
