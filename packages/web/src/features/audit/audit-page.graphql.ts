import { graphql } from '../../graphql/gql.ts';

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
      opportunityId
      requestId
      traceId
      changes {
        field
        label
        from
        to
        rule {
          text
          setting
          settingPath
          settingsRevision
        }
      }
      exchanges {
        at
        method
        path
        status
        durationMs
        requestId
        request
        answer
        failure
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

export const AuditCountQuery = graphql(`
  query AuditCount($filter: AuditFilter) {
    auditEvents(first: 1, filter: $filter) {
      totalCount
      totalCountKind
    }
  }
`);

/** What the filters can be set to beside the fixed words: causes that occurred, and people. */
export const AuditChoicesQuery = graphql(`
  query AuditChoices($from: DateTime!) {
    syncStatistics(from: $from, bucket: DAY, groupBy: [CODE]) {
      series {
        code
        total
      }
    }
    users {
      id
      name
    }
  }
`);

/** The other entries of a record, and its open issue. */
export const AuditRecordQuery = graphql(`
  query AuditRecord(
    $filter: AuditFilter!
    $localId: ID
    $text: String
    $opportunityId: ID
    $isOfWin: Boolean!
  ) {
    auditEvents(first: 12, filter: $filter) {
      items {
        ...AuditRow
      }
      pageInfo {
        hasNextPage
      }
    }
    issues(first: 1, localId: $localId, text: $text) {
      items {
        id
        code
        entity
      }
    }
    ofOpportunity: issues(first: 1, entity: OPPORTUNITY, localId: $opportunityId) @include(if: $isOfWin) {
      items {
        id
        code
        entity
      }
    }
  }
`);

/** The link of its record, where it has one. */
export const AuditLinkQuery = graphql(`
  query AuditLink($entity: EntityType!, $localId: ID!) {
    recordStanding(entity: $entity, localId: $localId) {
      link {
        id
      }
    }
  }
`);

export const RetryFromAudit = graphql(`
  mutation RetryFromAudit($id: ID!) {
    retryIssue(id: $id) {
      issue {
        id
        state
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
