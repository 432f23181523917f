import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { SetupStepsQuery } from './setup.graphql.ts';

/** Asks how the steps stand again when something changed that no mutation of this page did, told by another key. */
export function useStepsAgain(key: string | null): void {
  const client = useClient();
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    const isFirst = known.current === null;
    known.current = key;
    if (!isFirst) void client.query(SetupStepsQuery, {}, { requestPolicy: 'network-only' }).toPromise();
  }, [client, key]);
}
