import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useOnChange } from '../../components/use-on-change.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { OverviewFiguresQuery, StandingFieldsFragment } from '../../graphql/graphql.ts';
import { figureSpans } from './figure-spans.ts';
import { FiguresQuery, RecordTalliesQuery, StandingFields } from './figures.graphql.ts';

const SETTLE_MS = 700;

export type Figures = {
  standings: readonly StandingFieldsFragment[] | undefined;
  activity: OverviewFiguresQuery | undefined;
};

/** The figures that cost a count: asked anew a moment after `changed` has changed, so that a busy sync does not ask for them all the time. */
export function useFigures(changed: string | null): Figures {
  const [span, setSpan] = useState(() => figureSpans(Date.now()));
  const [standings, askStandings] = useQuery({ query: RecordTalliesQuery });
  const [activity, askActivity] = useQuery({ query: FiguresQuery, variables: span });
  const [due, setDue] = useState(0);
  const known = useRef<string | null>(null);
  useOnChange(changed, () => {
    if (known.current !== null && known.current !== changed) setDue((before) => before + 1);
    known.current = changed;
  });
  useEffect(() => {
    if (due === 0) return;
    const timer = setTimeout(() => {
      setSpan((before) => {
        const now = figureSpans(Date.now());
        return now.day === before.day ? before : now;
      });
      askStandings({ requestPolicy: 'network-only' });
      askActivity({ requestPolicy: 'network-only' });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [due, askStandings, askActivity]);
  return {
    standings: standings.data ? readFragment(StandingFields, standings.data.recordTallies) : undefined,
    activity: activity.data,
  };
}
