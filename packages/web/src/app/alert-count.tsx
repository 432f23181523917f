import { Badge, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useQuery } from 'urql';
import { AlertCountQuery } from './viewer.graphql.ts';

const firstAfterMs = 1_500;
const everyMs = 20_000;

/** How many alerts are open, beside the way to them; asked now and then, after the page has what it came for. */
export function AlertCount(): ReactElement | null {
  const [{ data }, ask] = useQuery({ query: AlertCountQuery, pause: true });
  useEffect(() => {
    const look = (): void => ask({ requestPolicy: 'network-only' });
    const first = setTimeout(look, firstAfterMs);
    const timer = setInterval(look, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [ask]);
  const open = data?.alerts.open ?? 0;
  if (open === 0) return null;
  return (
    <Badge color="red" size="sm" circle ml="auto" aria-hidden={false}>
      <span aria-hidden>{open}</span>
      <VisuallyHidden>, {open} open</VisuallyHidden>
    </Badge>
  );
}
