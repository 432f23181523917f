import { graphql } from '../../graphql/gql.ts';

export const SyncRunsQuery = graphql(`
  query SyncRuns($first: Int!, $after: String) {
    syncRuns(first: $first, after: $after) {
      items {
        ...RunSummary
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export const SyncRunQuery = graphql(`
  query SyncRunDetails($id: ID!) {
    syncRun(id: $id) {
      ...RunSummary
    }
  }
`);

export const runsVariables = { first: 30 };
