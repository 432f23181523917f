import { graphql } from '../../graphql/gql.ts';

export const SyncRunsQuery = graphql(`
  query SyncRuns(
    $first: Int!
    $after: String
    $kinds: [RunKind!]
    $state: RunState
    $started: TimeRange
    $orderBy: RunOrder
    $descending: Boolean
  ) {
    syncRuns(
      first: $first
      after: $after
      kinds: $kinds
      state: $state
      started: $started
      orderBy: $orderBy
      descending: $descending
    ) {
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

export const SyncUndoQuery = graphql(`
  query SyncUndo($runId: ID!) {
    syncUndo(runId: $runId) {
      undo {
        state
        sentences
        finishedAt
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const UndoFirstSyncMutation = graphql(`
  mutation UndoFirstSync($runId: ID!) {
    undoFirstSync(runId: $runId) {
      undo {
        state
        sentences
        finishedAt
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
