import { graphql } from '../../../graphql/gql.ts';

export const SettingChangeFields = graphql(`
  fragment SettingChangeFields on SettingChange {
    field
    label
    from
    to
  }
`);

export const RevisionFields = graphql(`
  fragment RevisionFields on SettingsRevision {
    id
    kind
    revision
    at
    actor
    note
    isCurrent
    isRestorable
    changes {
      ...SettingChangeFields
    }
  }
`);

export const HistoryQuery = graphql(`
  query SettingsHistory($first: Int!, $after: String) {
    settingsRevisions(first: $first, after: $after) {
      items {
        id
        ...RevisionFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export const RestoreMutation = graphql(`
  mutation RestoreSettings($revision: Int!) {
    restoreSettings(revision: $revision) {
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

export const ExportQuery = graphql(`
  query ExportSettings {
    exportSettings
  }
`);

export const ImportMutation = graphql(`
  mutation ImportSettings($document: JSON!, $apply: Boolean!, $leaveOut: Boolean!, $choices: [ImportChoiceInput!]) {
    importSettings(document: $document, apply: $apply, leaveOut: $leaveOut, choices: $choices) {
      changes {
        ...SettingChangeFields
      }
      matched {
        kind
        field
        label
        id
        newId
        suggestedId
      }
      unresolved {
        kind
        field
        id
        label
        reason
        isOmitted
        suggestedId
      }
      options {
        kind
        word
        options {
          id
          label
        }
      }
      isApplied
      problems {
        code
        field
        message
      }
    }
  }
`);

export const historyVariables = { first: 20 };
