import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { useEvent } from '../../components/use-on-change.ts';
import type { IssueFieldsFragment } from '../../graphql/graphql.ts';
import { RetriedIssueQuery } from './issue-actions.graphql.ts';

const LOOK_AGAIN_MS = 1_000;
const GIVE_UP_MS = 60_000;
/** Each is asked for by itself; of more, the list alone tells. */
const MAX_WATCHED = 10;

type Watched = Pick<IssueFieldsFragment, 'id' | 'attempts' | 'recordName'> & { until: number };

/** Follows issues that were retried until each was tried, and says how that went; `reload` shows it in the list. */
export function useRetryWatch(reload: () => void): {
  watched: ReadonlySet<string>;
  begin: (issues: readonly IssueFieldsFragment[]) => void;
} {
  const client = useClient();
  const [watched, setWatched] = useState<readonly Watched[]>([]);
  const look = useEvent(async (): Promise<void> => {
    const ended = await Promise.all(watched.map(async (one) => ((await hasEnded(one)) ? [one.id] : [])));
    const ids = ended.flat();
    if (ids.length === 0) return;
    setWatched((before) => before.filter(({ id }) => !ids.includes(id)));
    reload();
  });
  const hasEnded = async ({ id, attempts, recordName, until }: Watched): Promise<boolean> => {
    const { data } = await client.query(RetriedIssueQuery, { id }, { requestPolicy: 'network-only' }).toPromise();
    const issue = data?.issue;
    const name = recordName ?? t`the record`;
    if (issue && issue.state !== 'OPEN') notifyDone(t`The retry of ${name} worked: its issue is closed.`);
    else if (issue && issue.attempts > attempts) notifyFailure(t`The retry of ${name} failed again: ${issue.message}`);
    else return Date.now() > until;
    return true;
  };
  const isWatching = watched.length > 0;
  useEffect(() => {
    if (!isWatching) return;
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWatching, look]);
  return {
    watched: new Set(watched.map(({ id }) => id)),
    begin: (issues) => {
      const until = Date.now() + GIVE_UP_MS;
      const more = issues
        .slice(0, MAX_WATCHED)
        .map(({ id, attempts, recordName }) => ({ id, attempts, recordName, until }));
      setWatched((before) => [...before.filter(({ id }) => more.every((one) => one.id !== id)), ...more]);
    },
  };
}
