import { graphql } from '../../graphql/gql.ts';

export const IssueFields = graphql(`
  fragment IssueFields on SyncIssue {
    id
    entity
    direction
    code
    message
    advice
    recordName
    localId
    remoteId
    remoteUrl
    state
    attempts
    firstSeenAt
    lastSeenAt
    nextRetryAt
    fixStep
    candidates {
      id
      name
      detail
    }
    difference {
      quoteId
      quote {
        oneTime
        recurring
      }
      connectWise {
        oneTime
        recurring
      }
      lines {
        name
        quote {
          oneTime
          recurring
        }
        connectWise {
          oneTime
          recurring
        }
        remarks
        differs
      }
    }
  }
`);

export const IssuesQuery = graphql(`
  query Issues($first: Int!, $after: String, $state: IssueState, $entity: EntityType, $code: String) {
    issues(first: $first, after: $after, state: $state, entity: $entity, code: $code) {
      items {
        ...IssueFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
`);

export const OpenIssuesChanged = graphql(`
  subscription OpenIssuesChanged {
    integrationHealthChanged {
      openIssues
      pendingPushes
      sentence
      troubles {
        code
      }
    }
  }
`);

export const RetryIssuesMutation = graphql(`
  mutation RetryIssues($ids: [ID!]!) {
    retryIssues(ids: $ids) {
      issue {
        ...IssueFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DismissIssueMutation = graphql(`
  mutation DismissIssue($id: ID!, $reason: String!) {
    dismissIssue(id: $id, reason: $reason) {
      issue {
        ...IssueFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const AcceptDifferenceMutation = graphql(`
  mutation AcceptDifference($id: ID!, $reason: String!) {
    acceptDifference(id: $id, reason: $reason) {
      issue {
        ...IssueFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ResolveMatchMutation = graphql(`
  mutation ResolveMatch($id: ID!, $input: ResolveMatchInput!) {
    resolveMatch(id: $id, input: $input) {
      issue {
        ...IssueFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
