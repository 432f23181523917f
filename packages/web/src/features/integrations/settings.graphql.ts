import { graphql } from '../../graphql/gql.ts';

export const SettingsFields = graphql(`
  fragment SettingsFields on SyncSettings {
    mode
    revision
    startedAt
    defaults {
      locationId
      departmentId
      ratingId
      stageId
      statusId
      opportunityTypeId
      salesRepId
      taxCodeId
    }
    stageMap {
      stage {
        id
        name
        kind
      }
      remoteStageId
      remoteStatusId
      effective
    }
  }
`);

export const OptionFields = graphql(`
  fragment OptionFields on ReferenceItem {
    kind
    remoteId
    label
    isActive
  }
`);

export const SettingsQuery = graphql(`
  query SyncSettingsPage {
    connection {
      id
      state
    }
    syncSettings {
      ...SettingsFields
    }
    locations: referenceItems(kind: "location") {
      ...OptionFields
    }
    departments: referenceItems(kind: "department") {
      ...OptionFields
    }
    ratings: referenceItems(kind: "rating") {
      ...OptionFields
    }
    stages: referenceItems(kind: "stage") {
      ...OptionFields
    }
    statuses: referenceItems(kind: "status") {
      ...OptionFields
    }
    opportunityTypes: referenceItems(kind: "opportunity_type") {
      ...OptionFields
    }
    members: referenceItems(kind: "member") {
      ...OptionFields
    }
    taxCodes: referenceItems(kind: "tax_code") {
      ...OptionFields
    }
  }
`);

export const SaveSettingsMutation = graphql(`
  mutation SaveSyncSettings($input: SyncSettingsInput!) {
    saveSyncSettings(input: $input) {
      settings {
        ...SettingsFields
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
        ...SettingsFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const StartSyncMutation = graphql(`
  mutation StartSync {
    startSync {
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
