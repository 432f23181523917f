/** A way to bring all records of the page server into PostgreSQL, as the benchmark drives it. */
export interface PullEngine {
  readonly name: string;
  /** Brings everything in from `apiUrl`. */
  pull(): Promise<void>;
  /** Rows of each table the engine writes, for comparing results between rounds. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export interface EngineOptions {
  apiUrl: string;
  /** DSN of the owner of a fresh database, migrated to the product's schema. */
  ownerUrl: string;
  /** DSN of the product's role on the same database. */
  appUrl: string;
  records: number;
}

export type MakeEngine = (options: EngineOptions) => Promise<PullEngine>;
