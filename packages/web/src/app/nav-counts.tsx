import { Trans } from '@lingui/react/macro';
import { Badge, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useQuery } from 'urql';
import { NavCountsQuery } from './viewer.graphql.ts';

const firstAfterMs = 1_500;
const everyMs = 20_000;

/** How much is open on the pages that are about what is open, by their path. */
export type NavCounts = Readonly<Record<string, number>>;

/** Asked now and then, after the page has what it came for. */
export function useNavCounts(): NavCounts {
  const [{ data }, ask] = useQuery({ query: NavCountsQuery, pause: true });
  useEffect(() => {
    const look = (): void => ask({ requestPolicy: 'network-only' });
    const first = setTimeout(look, firstAfterMs);
    const timer = setInterval(look, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [ask]);
  return { '/alerts': data?.alerts.open ?? 0, '/issues': data?.issues.totalCount ?? 0 };
}

/** A number beside the way to a page; nothing for none. */
export function OpenCount({ count }: { count: number }): ReactElement | null {
  if (count === 0) return null;
  const shown = count > 999 ? '999+' : String(count);
  return (
    <Badge color="red" size="sm" circle={shown.length < 2} ml="auto" aria-hidden={false}>
      <span aria-hidden>{shown}</span>
      <VisuallyHidden>
        <Trans>, {count} open</Trans>
      </VisuallyHidden>
    </Badge>
  );
}
