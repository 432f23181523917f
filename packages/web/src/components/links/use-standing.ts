import { plural, t } from '@lingui/core/macro';
import { useClient, useQuery } from 'urql';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { Direction, LinkActionInput } from '../../graphql/graphql.ts';
import type { Tone } from '../status-badge.tsx';
import { onTheWay, standingOf } from './link-words.ts';
import { LinkFields, RecordIssuesQuery, RecordStandingQuery } from './links.graphql.ts';

type Entity = LinkActionInput['entity'];
export type Standing = {
  tone: Tone;
  label: string;
  means: string;
  /** The open issues that it tells of. */
  issues: readonly { id: string; recordName?: string | null | undefined }[];
};

/**
 * What is more urgent of a record than how its link stands, by the server's one rule for lists, tallies and pages: an open issue, else a push that waits;
 * else that its record is gone there though the link was kept. Null while there is none of that. Asks what the card beside asks, which is sent once.
 */
export function useStanding(entity: Entity, localId: string): Standing | null {
  const [{ data: standing }] = useQuery({
    query: RecordStandingQuery,
    variables: { entity, localId },
    requestPolicy: 'cache-and-network',
  });
  const [{ data: open }] = useQuery({
    query: RecordIssuesQuery,
    variables: { localId },
    requestPolicy: 'cache-and-network',
  });
  const issues = open?.issues.items ?? [];
  const known = standing?.recordStanding;
  if (known?.standing === 'FAILING') return failing(issues, open?.issues.totalCount ?? 0);
  if (known?.standing === 'PENDING') return pending(known.isStopped, issues);
  const link = known?.link ? readFragment(LinkFields, known.link) : null;
  return link?.state === 'LINKED' && link.isGoneThere ? { ...standingOf(link), issues: [] } : null;
}

type OpenIssue = Standing['issues'][number] & { code: string; direction: Direction };

/** Without a count while the issues themselves are still asked for. */
function failing(issues: readonly OpenIssue[], count: number): Standing {
  if (count === 0) return { ...onTheWay.FAILING, issues };
  const label = plural(count, { one: '# open issue', other: '# open issues' });
  return { tone: 'stopped', label, means: whatWaits(issues), issues };
}

/** `issues`: of another record, for whose link its push waits. */
function pending(isStopped: boolean, issues: readonly OpenIssue[]): Standing {
  if (issues.length > 0)
    return {
      tone: 'attention',
      label: onTheWay.PENDING.label,
      means: t`A change waits here for another record, whose open issue says why.`,
      issues,
    };
  if (!isStopped) return { ...onTheWay.PENDING, issues };
  return {
    tone: 'attention',
    label: onTheWay.PENDING.label,
    means: t`A change waits here: nothing is sent to ConnectWise while the connection does not work.`,
    issues,
  };
}

/** An issue holds up its own direction alone; one about a forecast neither. */
function whatWaits(issues: readonly OpenIssue[]): string {
  if (issues.length > 0 && issues.every(({ code }) => code === 'forecast_unread'))
    return t`Its amount alone is concerned: what changes on either side still goes to the other, as far as the settings let it.`;
  const [isIn, isOut] = (['IN', 'OUT'] as const).map((way) => issues.some(({ direction }) => direction === way));
  if (isIn && isOut) return t`What changes here and what changes in ConnectWise waits until they are resolved.`;
  return isIn
    ? t`What changes in ConnectWise waits until it is resolved. What changes here is still sent, as far as the settings send it.`
    : t`What changes here waits until it is resolved. What changes in ConnectWise still comes in, as far as the settings take it.`;
}

/** Asks anew how a record stands, for everything on the page that shows it: something has just happened to it. */
export function useAskStandingAgain(): (entity: Entity, localId: string) => void {
  const client = useClient();
  return (entity, localId) => {
    const anew = { requestPolicy: 'network-only' } as const;
    void client.query(RecordStandingQuery, { entity, localId }, anew).toPromise();
    void client.query(RecordIssuesQuery, { localId }, anew).toPromise();
  };
}
