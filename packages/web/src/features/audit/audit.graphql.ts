import { graphql } from '../../graphql/gql.ts';

export const AuditRow = graphql(`
  fragment AuditRow on AuditEvent {
    id
    cursor
    at
    direction
    entity
    operation
    status
    name
    localPath
    remoteUrl
    description
    code
  }
`);

export const AuditEventsQuery = graphql(`
  query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      items {
        ...AuditRow
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      liveCursor
    }
  }
`);

export const AuditEventAdded = graphql(`
  subscription AuditEventAdded($filter: AuditFilter, $after: String) {
    auditEventAdded(filter: $filter, after: $after) {
      ...AuditRow
    }
  }
`);

export const AuditEventQuery = graphql(`
  query AuditEventDetails($id: ID!) {
    auditEvent(id: $id) {
      ...AuditRow
      localId
      remoteId
      runId
      attempt
      requestId
      durationMs
      actor
      changes {
        field
        label
        from
        to
      }
    }
  }
`);

export const NextPullQuery = graphql(`
  query AuditNextPull {
    integrationHealth {
      sentence
      nextPullAt
      connection {
        id
      }
    }
  }
`);
