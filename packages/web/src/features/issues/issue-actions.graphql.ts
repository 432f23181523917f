import { graphql } from '../../graphql/gql.ts';

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

/** What a retry has led to. */
export const RetriedIssueQuery = graphql(`
  query RetriedIssue($id: ID!) {
    issue(id: $id) {
      id
      state
      attempts
      message
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

export const IssueRetryFields = graphql(`
  fragment IssueRetryFields on IssueRetry {
    id
    code
    entity
    direction
    state
    requestedBy
    total
    tried
    settled
    refused
    lastProblem
    finishedAt
  }
`);

export const IssueRetriesQuery = graphql(`
  query IssueRetries {
    issueRetries {
      ...IssueRetryFields
    }
  }
`);

export const RetryIssueGroupMutation = graphql(`
  mutation RetryIssueGroup($code: String!, $entity: EntityType!, $direction: Direction!) {
    retryIssueGroup(code: $code, entity: $entity, direction: $direction) {
      retry {
        ...IssueRetryFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const AssigneesQuery = graphql(`
  query Assignees {
    users {
      id
      name
    }
  }
`);

export const AssignIssueMutation = graphql(`
  mutation AssignIssue($id: ID!, $userId: ID) {
    assignIssue(id: $id, userId: $userId) {
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

export const CommentIssueMutation = graphql(`
  mutation CommentIssue($id: ID!, $text: String!) {
    commentIssue(id: $id, text: $text) {
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

export const ParkIssueMutation = graphql(`
  mutation ParkIssue($id: ID!, $reason: String!) {
    parkIssue(id: $id, reason: $reason) {
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

export const UnparkIssueMutation = graphql(`
  mutation UnparkIssue($id: ID!) {
    unparkIssue(id: $id) {
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
