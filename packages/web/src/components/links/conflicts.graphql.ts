import { graphql } from '../../graphql/gql.ts';

export const ConflictFields = graphql(`
  fragment ConflictFields on SyncConflict {
    id
    entity
    localId
    remoteId
    name
    field
    label
    crmValue
    connectwiseValue
    baseValue
    crmBy
    crmAt
    connectwiseBy
    connectwiseAt
    foundBy
    winner
    why
    state
    decidedBy
    decidedAt
    at
  }
`);

export const ConflictsQuery = graphql(`
  query Conflicts($first: Int!, $after: String, $filter: SyncConflictFilter, $orderBy: ConflictOrder, $descending: Boolean) {
    conflicts(first: $first, after: $after, filter: $filter, orderBy: $orderBy, descending: $descending) {
      items { ...ConflictFields }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const SettleConflictMutation = graphql(`
  mutation SettleConflict($id: ID!, $winner: Owner!, $seen: ConflictState) {
    settleConflict(id: $id, winner: $winner, seen: $seen) {
      conflict { ...ConflictFields }
      note
      problems { code field message }
    }
  }
`);
