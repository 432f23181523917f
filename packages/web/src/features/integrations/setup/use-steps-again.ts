import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { SetupStepsQuery } from './setup.graphql.ts';

/**
 * Asks how the steps stand again when something changed that no mutation of this page did, told by another key. The first key counts as well: a check
 * that ended between the answer about the steps and that of the page would show on the page alone.
 */
export function useStepsAgain(key: string | null): void {
  const client = useClient();
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    if (key === null) return;
    const ask = () => client.query(SetupStepsQuery, {}, { requestPolicy: 'network-only', anew: true }).toPromise();
    // While the same question is on its way the client asks none of its own; that answer may be older than what changed.
    void ask().then(ask);
  }, [client, key]);
}
