import { graphql } from '../../graphql/gql.ts';

export const ReconcileFields = graphql(`
  fragment ReconcileFields on Reconcile {
    id
    kind
    state
    heals
    startedAt
    finishedAt
    error
    entities {
      entity
      there
      here
      onlyHere
      linked
      excluded
      skipped
      differing
      pending
      failing
      gone
      removals
      healed
      unexplained
      finishedAt
    }
  }
`);

export const LastReconcileQuery = graphql(`
  query LastReconcile {
    syncSettings {
      options {
        reconcile {
          differences
          hour
        }
      }
    }
    reconciles(first: 1) {
      items {
        ...ReconcileFields
      }
    }
  }
`);

export const ReconcileFindingsQuery = graphql(`
  query ReconcileFindings($id: ID!) {
    reconcileFindings(id: $id, first: 50) {
      items {
        id
        entity
        kind
        remoteId
        localId
        name
        detail
        isHealed
        fields {
          field
          here
          there
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

export const ReconcileNowMutation = graphql(`
  mutation ReconcileNow {
    reconcileNow {
      reconcile {
        ...ReconcileFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const TreatDifferencesMutation = graphql(`
  mutation TreatDifferences($differences: DifferenceTreatment!) {
    saveSyncSettings(input: { options: { reconcile: { differences: $differences } } }) {
      problems {
        code
        field
        message
      }
    }
  }
`);
