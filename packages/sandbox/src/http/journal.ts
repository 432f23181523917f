export interface JournalEntry {
  /** ISO 8601, by the sandbox's clock. */
  readonly at: string;
  readonly company?: string;
  readonly method: string;
  /** Path after `/apis/3.0`, or the whole path for other requests. */
  readonly path: string;
  readonly query: string;
  /** Request headers except credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** 0 when no answer was sent (a fault broke the connection). */
  readonly status: number;
  readonly requestId: string;
  readonly ms: number;
}

const KEPT = 10_000;
const LONGEST_BODY = 16_384;
const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The last requests, newest last. Credentials never enter it. */
export class Journal {
  private entries: JournalEntry[] = [];

  add(
    entry: Omit<JournalEntry, 'headers' | 'body'> & { headers: Readonly<Record<string, unknown>>; body?: string },
  ): void {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(entry.headers)) if (!SECRET.has(name)) headers[name] = String(value);
    const { body, ...rest } = entry;
    this.entries.push({ ...rest, headers, ...(body ? { body: body.slice(0, LONGEST_BODY) } : {}) });
    if (this.entries.length > KEPT * 1.2) this.entries = this.entries.slice(-KEPT);
  }

  list(): readonly JournalEntry[] {
    return this.entries.slice(-KEPT);
  }

  clear(): void {
    this.entries = [];
  }
}
