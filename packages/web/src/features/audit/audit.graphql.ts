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
    remoteId
    durationMs
    runId
    attempt
    actor
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
