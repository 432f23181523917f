import { plural, t } from '@lingui/core/macro';
import { useClient, useQuery } from 'urql';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { Direction, LinkActionInput } from '../../graphql/graphql.ts';
import type { Tone } from '../status-badge.tsx';
import { standingOf } from './link-words.ts';
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
 * What is more urgent of a record than how its link stands: an open issue, else that its record is gone there though the link was kept, else a push
 * that waits.
 * Null while there is neither. Asks what the card beside asks, which is sent once.
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
  const issues = open?.issues.totalCount ?? 0;
  if (issues > 0)
    return {
      tone: 'stopped',
      label: plural(issues, { one: '# open issue', other: '# open issues' }),
      means: whatWaits(open?.issues.items ?? []),
      issues: open?.issues.items ?? [],
    };
  const found = standing?.recordStanding.link;
  const link = found ? readFragment(LinkFields, found) : null;
  if (link?.state === 'LINKED' && link.isGoneThere) return { ...standingOf(link), issues: [] };
  if (standing?.recordStanding.isPending)
    return standing.recordStanding.isStopped
      ? {
          tone: 'attention',
          label: t`Pending`,
          means: t`A change waits here: nothing is sent to ConnectWise while the connection does not work.`,
          issues: [],
        }
      : { tone: 'working', label: t`Pending`, means: t`A change is on its way to ConnectWise.`, issues: [] };
  return null;
}

/** An issue holds up its own direction alone. */
function whatWaits(issues: readonly { direction: Direction }[]): string {
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
