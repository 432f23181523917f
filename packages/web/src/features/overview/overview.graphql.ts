import { graphql } from '../../graphql/gql.ts';

export const HealthFields = graphql(`
  fragment HealthFields on IntegrationHealth {
    tone
    sentence
    remedy
    troubles {
      code
      tone
      sentence
      since
    }
    lastPullAt
    nextPullAt
    openIssues
    pendingPushes
    oldestPushAt
    connection {
      id
      host
      state
      stateCode
      stateMessage
      stateSince
    }
    entities {
      entity
      linked
      pending
      failing
      broken
      excluded
    }
    currentRun {
      ...RunSummary
    }
    lastRun {
      id
      kind
      state
      finishedAt
    }
  }
`);

export const OverviewQuery = graphql(`
  query Overview {
    integrationHealth {
      ...HealthFields
    }
    syncSettings {
      startedAt
    }
  }
`);

export const CallbackStateQuery = graphql(`
  query CallbackState {
    callbacks {
      state
    }
  }
`);

export const HealthChanged = graphql(`
  subscription HealthChanged {
    integrationHealthChanged {
      ...HealthFields
    }
  }
`);

export const SyncNowMutation = graphql(`
  mutation SyncNow($entity: EntityType) {
    syncNow(entity: $entity) {
      run {
        id
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ResumeFromOverview = graphql(`
  mutation ResumeFromOverview {
    resumeConnection {
      connection {
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

export const ActivityRow = graphql(`
  fragment ActivityRow on AuditEvent {
    id
    cursor
    at
    direction
    entity
    operation
    status
    name
    localPath
    description
  }
`);

export const RecentActivityQuery = graphql(`
  query RecentActivity {
    auditEvents(first: 8) {
      items {
        ...ActivityRow
      }
      liveCursor
    }
  }
`);

export const ActivityAdded = graphql(`
  subscription ActivityAdded($after: String) {
    auditEventAdded(after: $after) {
      ...ActivityRow
    }
  }
`);
