/** A request and its answer. */
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
  /** What was answered, or its beginning. */
  readonly answer?: string;
  /** 0 when no answer was sent (a fault broke the connection). */
  readonly status: number;
  readonly requestId: string;
  readonly ms: number;
}

/** Which entries to find; what is left out does not matter. */
export interface JournalSearch {
  readonly method?: string;
  /** A text that the path starts with. */
  readonly path?: string;
  /** `404`, or `4xx`. */
  readonly status?: string | number;
  /** A text in the body that was sent, or in what was answered. */
  readonly body?: string;
  readonly company?: string;
  readonly limit?: number;
}
