import { isAway, reasonOf, toldOf } from './database/away.ts';
import type { Logger } from './logger.ts';

/** So often a trouble that goes on is told again. */
const TELL_EVERY_MS = 60_000;

/** More kinds of trouble than a store has; beyond it the oldest are told anew. */
const MAX_KINDS = 50;

interface TroubleWords {
  /** Logs a line, at the level that it deserves. */
  say(fields: object, sentence: string): void;
  first: string;
  /** The sentence of a trouble that goes on; the same where it is left out. */
  again?: string;
  now?: () => number;
}

/**
 * Logs a trouble that comes again several times a second while something is away: the first time with everything that is known, then once a minute
 * in one short line with the number of times. That a store does not answer needs no stack.
 */
export class RepeatedTrouble {
  private readonly kinds = new Map<string, { toldAt: number; left: number }>();

  constructor(private readonly words: TroubleWords) {}

  tell(err: unknown): void {
    const { say, first, again = first, now = () => performance.now() } = this.words;
    const text = err instanceof Error ? `${err.name}: ${reasonOf(err)}` : String(err);
    // It is shut down, refuses and starts up again: all one trouble.
    const kind = isAway(err) ? 'away' : kindOf(text);
    const known = this.kinds.get(kind);
    if (known && now() - known.toldAt < TELL_EVERY_MS) return void known.left++;
    const reason = text.slice(0, 300);
    if (known) say({ reason, times: known.left + 1 }, again);
    else say(toldOf(err), first);
    if (this.kinds.size >= MAX_KINDS) this.kinds.clear();
    this.kinds.set(kind, { toldAt: now(), left: 0 });
  }
}

/** Warns of it in the one sentence; for what is done again every few seconds. */
export const repeatedWarning = (logger: Pick<Logger, 'warn'>, sentence: string): RepeatedTrouble =>
  new RepeatedTrouble({ say: (fields, words) => logger.warn(fields, words), first: sentence });

/** The first words without numbers: a failure that names another address or time each time is the same one. */
const kindOf = (text: string): string => text.replace(/[0-9]+/g, '#').slice(0, 80);
