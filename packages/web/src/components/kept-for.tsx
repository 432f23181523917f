import { stretchOf } from '@causeway/shared/kept-for';
import { plural, t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import type { KeptForQuery as KeptForData } from '../graphql/graphql.ts';
import { KeptForQuery } from './kept-for.graphql.ts';

export type KeptKind = Exclude<keyof KeptForData['retention'], '__typename'>;

/** How long what a page shows is kept, as an administrator set it on the page Retention; nothing until it is known. */
export function KeptFor({ kind, of }: { kind: KeptKind; of?: 'deliveries' }): ReactElement | null {
  const [{ data }] = useQuery({ query: KeptForQuery });
  if (!data) return null;
  const days = data.retention[kind] ?? null;
  // Runs come with a connection; without one there are none.
  if (days === null && kind === 'runsDays') return null;
  if (of)
    return <> {days === null ? t`Deliveries are kept for good.` : t`Deliveries are kept for ${termWords(days)}.`}</>;
  return <> {days === null ? t`Kept for good.` : t`Kept for ${termWords(days)}.`}</>;
}

/** A stretch of days as people say it. */
export function termWords(days: number): string {
  const { count, unit } = stretchOf(days);
  if (unit === 'year') return plural(count, { one: '# year', other: '# years' });
  if (unit === 'month') return plural(count, { one: '# month', other: '# months' });
  return plural(count, { one: '# day', other: '# days' });
}
