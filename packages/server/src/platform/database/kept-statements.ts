/**
 * Which statements PostgreSQL keeps prepared on each connection, so that it need not plan them again: those that a query marks as fit for it, once
 * they have been asked for often. A kept plan does not see the values of its parameters; fit is therefore what has the same good plan for all of
 * them. The number is bounded, since each connection keeps each of them.
 */
export class KeptStatements {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly most = MOST,
    private readonly often = OFTEN,
  ) {}

  /** The name under which this statement is kept; undefined while it is not, or not yet. */
  nameOf(sql: string): string | undefined {
    const known = this.names.get(sql);
    if (known !== undefined || this.names.size >= this.most) return known;
    const count = (this.counts.get(sql) ?? 0) + 1;
    if (count < this.often) {
      // What is asked for with ever other numbers must not fill the memory.
      if (this.counts.size >= MAX_COUNTED) this.counts.clear();
      this.counts.set(sql, count);
      return undefined;
    }
    this.counts.delete(sql);
    const name = `kept_${this.names.size + 1}`;
    this.names.set(sql, name);
    return name;
  }
}

const MOST = 64;
const OFTEN = 10;
const MAX_COUNTED = 500;

const FEATURE_NOT_SUPPORTED = '0A000';

/** Told of a kept statement whose tables were changed since: it works again on a new connection. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === FEATURE_NOT_SUPPORTED;
