/** Conditions of a query with their parameters, numbered as they are added; a query holds only the filters that were given. */
export class SqlFilter {
  private readonly conditions: string[] = [];
  readonly params: unknown[] = [];
  private narrows = false;

  /** Adds a condition; `value` puts a parameter in its place: `filter.and((value) => `c.client_id = ${value(id)}`)`. */
  and(condition: (value: (parameter: unknown) => string) => string): this {
    this.narrows = true;
    return this.andPlace(condition);
  }

  /** The same for where a page begins, which is a place in the index that the list is read from anyway. */
  andPlace(condition: (value: (parameter: unknown) => string) => string): this {
    this.conditions.push(condition((parameter) => `$${this.params.push(parameter)}`));
    return this;
  }

  /** Whether nothing narrows the list, so that PostgreSQL may keep one plan for all of its pages. */
  get hasOnePlan(): boolean {
    return !this.narrows;
  }

  /** "where …", or nothing without conditions. */
  get where(): string {
    return this.conditions.length > 0 ? `where ${this.conditions.join(' and ')}` : '';
  }

  copy(): SqlFilter {
    const copy = new SqlFilter();
    copy.conditions.push(...this.conditions);
    copy.params.push(...this.params);
    copy.narrows = this.narrows;
    return copy;
  }
}

/** From a moment on, and before another one; an end that is missing is open. */
export interface TimeStretch {
  from?: Date | null;
  before?: Date | null;
}

export function narrowToStretch(filter: SqlFilter, column: string, stretch: TimeStretch | null | undefined): void {
  const { from, before } = stretch ?? {};
  if (from) filter.and((value) => `${column} >= ${value(from.toISOString())}::timestamptz`);
  if (before) filter.and((value) => `${column} < ${value(before.toISOString())}::timestamptz`);
}

/** A LIKE pattern that finds the words anywhere in lower-case text; null when there is nothing to search for. */
export function containing(words: string | null | undefined): string | null {
  const wanted = (words ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  if (wanted === '') return null;
  return `%${wanted
    .slice(0, 200)
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
}
