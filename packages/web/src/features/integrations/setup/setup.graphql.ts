import { graphql } from '../../../graphql/gql.ts';

export const SetupStepsQuery = graphql(`
  query SetupSteps {
    connection {
      id
      state
    }
    syncSettings {
      revision
      startedAt
    }
    setupSteps {
      step
      state
      note
      problems {
        code
        field
        message
      }
    }
  }
`);

/** One entry of a list of ConnectWise. */
export const OptionFields = graphql(`
  fragment OptionFields on ReferenceItem {
    kind
    remoteId
    label
    isActive
  }
`);

/** Each page of the set-up reads its own part of what comes back; the cache is told by type. */
export const SaveSettingsMutation = graphql(`
  mutation SaveSyncSettings($input: SyncSettingsInput!) {
    saveSyncSettings(input: $input) {
      settings {
        revision
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RefreshListsMutation = graphql(`
  mutation RefreshReferenceData {
    refreshReferenceData {
      settings {
        revision
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ReferenceListsQuery = graphql(`
  query ReferenceLists {
    referenceLists {
      kind
      readAt
    }
  }
`);
