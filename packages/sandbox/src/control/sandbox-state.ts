import type { Stored } from '../model/stored.ts';
import type { Seed } from '../seed/seed-name.ts';

/** All that a login company holds. Generated rows that nobody changed are named by their seed, not listed. */
export interface SandboxState {
  readonly format: 1;
  readonly seed: Seed;
  readonly tables: Readonly<
    Record<
      string,
      { readonly highestId: number; readonly removed: readonly number[]; readonly rows: readonly Stored[] }
    >
  >;
  /** Document bytes as base64, by `{id}.{version}`. */
  readonly documents: Readonly<Record<string, string>>;
}
