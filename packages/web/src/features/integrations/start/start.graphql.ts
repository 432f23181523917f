import { graphql } from '../../../graphql/gql.ts';

export const StartHealth = graphql(`
  fragment StartHealth on IntegrationHealth {
    troubles {
      code
      tone
      sentence
      remedy
      since
    }
    openIssues
    nextPullAt
    connection {
      id
      state
      stateMessage
      stateSince
    }
    currentRun {
      ...RunSummary
    }
    lastRun {
      ...RunSummary
    }
  }
`);

export const StartSettings = graphql(`
  fragment StartSettings on SyncSettings {
    mode
    bundleMode
    revision
    startedAt
    options {
      inactiveCompanies
    }
    filters {
      id
    }
    defaults {
      locationId
      departmentId
      stageId
      statusId
    }
    stageMap {
      stage {
        id
        name
        kind
      }
      effective
    }
  }
`);

export const StartPageQuery = graphql(`
  query StartPage {
    syncSettings {
      ...StartSettings
    }
    setupSteps {
      step
      problems {
        code
        field
        message
      }
    }
    integrationHealth {
      ...StartHealth
    }
    locations: referenceItems(kind: "location") {
      ...OptionFields
    }
    departments: referenceItems(kind: "department") {
      ...OptionFields
    }
    stages: referenceItems(kind: "stage") {
      ...OptionFields
    }
    statuses: referenceItems(kind: "status") {
      ...OptionFields
    }
  }
`);

export const StartHealthChanged = graphql(`
  subscription StartHealthChanged {
    integrationHealthChanged {
      ...StartHealth
    }
  }
`);

export const StartSyncMutation = graphql(`
  mutation StartSync($previewId: ID, $onlyNew: Boolean) {
    startSync(previewId: $previewId, onlyNew: $onlyNew) {
      run {
        id
        state
      }
      problems {
        code
        field
        message
        step
      }
    }
  }
`);

export const CancelRunMutation = graphql(`
  mutation CancelRun($id: ID!) {
    cancelRun(id: $id) {
      run {
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
