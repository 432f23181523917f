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
    linkedLocalId
    remoteId
    remoteUrl
    state
    attempts
    firstSeenAt
    lastSeenAt
    nextRetryAt
    resolution
    settledAt
    settledBy
    parkedAt
    parkedBy
    parkedReason
    assignee {
      id
      name
    }
    comments {
      id
      at
      author
      text
    }
    fixStep
    waiting {
      entity
      localId
      name
    }
    waitingCount
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
  query Issues(
    $first: Int!
    $after: String
    $state: IssueState
    $parked: Boolean
    $entity: EntityType
    $direction: Direction
    $code: String
    $text: String
    $there: Boolean
  ) {
    issues(
      first: $first
      after: $after
      state: $state
      parked: $parked
      entity: $entity
      direction: $direction
      code: $code
      text: $text
      there: $there
    ) {
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

export const IssueGroupFields = graphql(`
  fragment IssueGroupFields on IssueGroup {
    code
    entity
    direction
    count
    since
    lastSeenAt
    newLastDay
    newDayBefore
    advice
    fixStep
  }
`);

export const IssueGroupsQuery = graphql(`
  query IssueGroups($state: IssueState, $parked: Boolean, $entity: EntityType, $code: String, $text: String, $there: Boolean) {
    issueGroups(state: $state, parked: $parked, entity: $entity, code: $code, text: $text, there: $there) {
      ...IssueGroupFields
    }
  }
`);

/** What the list is narrowed by to show this one. */
export const OneIssueQuery = graphql(`
  query OneIssue($id: ID!) {
    issue(id: $id) {
      id
      state
      parkedAt
      code
      entity
      direction
      recordName
      remoteId
    }
  }
`);
