import { momentsOf, pastDays } from '../../components/date-range.ts';
import { flag, oneOf, searchOf } from '../../components/url-search.ts';
import type { RunOrder } from '../../graphql/graphql.ts';

export const runOrders = ['STARTED', 'TOOK', 'PROCESSED', 'FAILED'] as const satisfies readonly RunOrder[];
export const runKinds = ['INITIAL', 'POLL', 'MANUAL', 'PUSH'] as const;
export const runStates = ['RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;

/** The list of runs in the address. */
export const runsSearch = searchOf({
  kind: oneOf(...runKinds),
  state: oneOf(...runStates),
  started: pastDays,
  sort: oneOf(...runOrders),
  desc: flag,
});

export type RunsSearch = ReturnType<typeof runsSearch>;

export const runsVariables = ({ kind, state, started, sort, desc }: RunsSearch) => ({
  first: 30,
  kinds: kind ? [kind] : null,
  state: state ?? null,
  started: momentsOf(started),
  orderBy: sort ?? null,
  descending: desc ?? false,
});
