import { t } from '@lingui/core/macro';
import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { RecordNotFound } from '../../components/not-found.tsx';
import { QueryState, TableSkeleton } from '../../components/query-state.tsx';
import type { OneIssueQuery as OneIssueData } from '../../graphql/graphql.ts';
import { OneIssueQuery } from './issues.graphql.ts';
import type { IssuesSearch } from './issues-search.ts';

/** The address of one issue, as a tool or a colleague writes it: the list narrowed to it. */
export function OneIssuePage(): ReactElement {
  const { id } = useParams({ from: '/app/issues/$id' });
  const [result, ask] = useQuery({ query: OneIssueQuery, variables: { id } });
  return (
    <QueryState
      result={result}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
      skeleton={<TableSkeleton rows={6} />}
      isEmpty={({ issue }) => !issue}
      empty={<RecordNotFound thing={t`issue`} back={{ to: '/issues', label: t`All issues` }} />}
    >
      {({ issue }) => <>{issue && <Navigate to="/issues" search={narrowedTo(issue)} replace />}</>}
    </QueryState>
  );
}

function narrowedTo(issue: NonNullable<OneIssueData['issue']>): IssuesSearch {
  const { state, parkedAt, code, entity, direction, recordName, remoteId } = issue;
  const open = parkedAt ? 'PARKED' : undefined;
  return {
    state: state === 'OPEN' ? open : state,
    code,
    entity,
    direction,
    text: remoteId ?? recordName ?? undefined,
  };
}
