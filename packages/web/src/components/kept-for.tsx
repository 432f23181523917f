import { FOR_GOOD, keptFor } from '@causeway/shared/kept-for';
import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import type { KeptForQuery as KeptForData } from '../graphql/graphql.ts';
import { KeptForQuery } from './kept-for.graphql.ts';

export type KeptKind = Exclude<keyof KeptForData['retention'], '__typename'>;

/** How long what a page shows is kept, as an administrator set it on the page Retention; nothing until it is known. */
export function KeptFor({ kind }: { kind: KeptKind }): ReactElement | null {
  const [{ data }] = useQuery({ query: KeptForQuery });
  if (!data) return null;
  const days = data.retention[kind] ?? null;
  // Runs come with a connection; without one there are none.
  if (days === null && kind === 'runsDays') return null;
  return <> {days === null ? t`Kept ${FOR_GOOD}.` : t`Kept for ${keptFor(days)}.`}</>;
}
