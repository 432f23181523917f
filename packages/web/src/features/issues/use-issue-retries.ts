import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useOnChange } from '../../components/use-on-change.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { IssueRetryFieldsFragment } from '../../graphql/graphql.ts';
import { IssueRetriesQuery, IssueRetryFields } from './issue-actions.graphql.ts';

const LOOK_AGAIN_MS = 1_000;

/** Also where the list was empty. */
const context = { additionalTypenames: ['IssueRetry'] };

/** Retries of whole groups, the newest first, asked again while one goes on; `onProgress` is told when one has come further. */
export function useIssueRetries(onProgress: () => void): readonly IssueRetryFieldsFragment[] {
  const [{ data }, ask] = useQuery({ query: IssueRetriesQuery, requestPolicy: 'cache-and-network', context });
  const retries = readFragment(IssueRetryFields, data?.issueRetries ?? []);
  const isRunning = retries.some(({ state }) => state === 'RUNNING');
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, ask]);
  const ended = retries.filter(({ state }) => state !== 'RUNNING').length;
  useOnChange(ended, () => {
    if (data) onProgress();
  });
  return retries;
}
