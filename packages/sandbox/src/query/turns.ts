const BUDGET_MS = 12;

/** Long work asks `due()` now and then, and when it is due awaits `pause()`, so that no walk over many rows blocks other requests. */
export class Turns {
  private started = performance.now();
  private calls = 0;

  due(): boolean {
    this.calls += 1;
    return (this.calls & 127) === 0 && performance.now() - this.started > BUDGET_MS;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.started = performance.now();
  }
}

/** Sorts in runs and merges them, pausing in between. Stable. */
export async function sortInTurns<T>(items: T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const turns = new Turns();
  const RUN = 4_096;
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += RUN) {
    runs.push(items.slice(start, start + RUN).sort(compare));
    await turns.pause();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, turns));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(left: T[], right: T[], compare: (a: T, b: T) => number, turns: Turns): Promise<T[]> {
  const out: T[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const takeLeft = r >= right.length || (l < left.length && compare(left[l] as T, right[r] as T) <= 0);
    out.push((takeLeft ? left[l++] : right[r++]) as T);
    if (turns.due()) await turns.pause();
  }
  return out;
}
