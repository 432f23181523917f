import type { Exclusion } from './filters.rules.ts';

/** A record as a test of filters shows it. */
export interface FilterSample {
  id: string;
  name: string;
  rule: string | null;
  reason: string | null;
}

const MAX_IN = 10;
const MAX_OUT = 5;

/** Counts what passes and what is excluded, and keeps a few of each: of what is excluded, some for every rule as far as there is room. */
export class FilterTally {
  matching = 0;
  excluded = 0;
  private readonly passing: FilterSample[] = [];
  private readonly byRule = new Map<string, FilterSample[]>();

  add(record: { id: string; name: string }, exclusion: Exclusion | null): void {
    if (!exclusion) {
      this.matching++;
      if (this.passing.length < MAX_IN) this.passing.push({ ...record, rule: null, reason: null });
      return;
    }
    this.excluded++;
    const { rule, reason } = exclusion;
    const kept = this.byRule.get(rule) ?? [];
    if (kept.length < MAX_OUT) kept.push({ ...record, rule, reason });
    this.byRule.set(rule, kept);
  }

  samples(): { passing: FilterSample[]; excludedSamples: FilterSample[] } {
    const rounds = Array.from({ length: MAX_OUT }, (_, round) =>
      [...this.byRule.values()].flatMap((kept) => kept.slice(round, round + 1)),
    );
    return { passing: this.passing, excludedSamples: rounds.flat().slice(0, MAX_OUT) };
  }
}
