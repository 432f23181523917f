import { graphql } from '../../graphql/gql.ts';
import type { ActivityState } from '../../graphql/graphql.ts';

export const ActivitiesQuery = graphql(`
  query Activities($first: Int!, $after: String, $isMine: Boolean!, $state: ActivityState!) {
    activities(first: $first, after: $after, isMine: $isMine, state: $state) {
      items { id ...ActivityLine opportunity { id name client { id name } } }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
    overdue: activities(first: 1, isMine: $isMine, state: OVERDUE) { totalCount }
  }
`);

type ActivitiesSearch = { of?: 'all' | undefined; state?: Exclude<ActivityState, 'OPEN'> | undefined };

export const activitiesVariables = ({ of, state }: ActivitiesSearch) => ({
  first: 50,
  isMine: of !== 'all',
  state: state ?? ('OPEN' as const),
});
