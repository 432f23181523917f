/** What grouping needs of an event. */
export interface Step {
  id: string;
  runId?: string | null;
  direction?: string | null;
  status: string;
}

/** One entry of a history: an event by itself, or a push with its steps. */
export interface HistoryGroup<E> {
  /** What the entry shows: the failure of a push, else its last step. */
  head: E;
  /** All steps, newest first; empty for an event by itself. */
  steps: readonly E[];
}

/** Events, newest first, with the steps of one push put together where its newest one stands. */
export function groupPushes<E>(events: readonly E[], stepOf: (event: E) => Step): HistoryGroup<E>[] {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const { id, runId, direction } = stepOf(event);
    const key = runId && direction === 'OUT' ? runId : id;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()].flatMap((steps) => {
    const head = steps.find((event) => stepOf(event).status === 'ERROR') ?? steps[0];
    return head ? [{ head, steps: steps.length > 1 ? steps : [] }] : [];
  });
}
