const BUDGET_MS = 12;
/** A slice of work that begins while others wait for theirs. */
const SHORT_BUDGET_MS = 1;

/** Whoever has paused, in order; one goes on in each round of the event loop, so that many walks at once block no more than one. */
const waiting: (() => void)[] = [];
let isScheduled = false;

function letOneGoOn(): void {
  isScheduled = false;
  waiting.shift()?.();
  schedule();
}

function schedule(): void {
  if (isScheduled || waiting.length === 0) return;
  isScheduled = true;
  setImmediate(letOneGoOn);
}

/** Requests that arrive together are answered one after the other within this time; the rest waits for its turn. */
const ROUND_MS = 40;
let roundStarted: number | undefined;

/** Resolves at once while this round of the event loop is young, or else when it is the caller's turn in a later one. */
export function ownTurn(): Promise<void> | undefined {
  if (roundStarted === undefined) {
    roundStarted = performance.now();
    setImmediate(() => {
      roundStarted = undefined;
    });
  }
  if (performance.now() - roundStarted < ROUND_MS) return undefined;
  return new Promise((resolve) => {
    waiting.push(resolve);
    schedule();
  });
}

/** Long work asks `due()` now and then, and when it is due awaits `pause()`, so that no walk over many rows blocks other requests. */
export class Turns {
  private started = performance.now();
  private budgetMs = waiting.length > 0 ? SHORT_BUDGET_MS : BUDGET_MS;
  private calls = 0;

  due(): boolean {
    this.calls += 1;
    return (this.calls & 127) === 0 && performance.now() - this.started > this.budgetMs;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      schedule();
    });
    this.started = performance.now();
    this.budgetMs = BUDGET_MS;
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
