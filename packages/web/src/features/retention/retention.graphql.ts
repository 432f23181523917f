import { graphql } from '../../graphql/gql.ts';

export const RetentionQuery = graphql(`
  query Retention {
    retention {
      auditDays
      securityDays
      deliveriesDays
      alertsDays
      mailsDays
      runsDays
      exportsFirst
      removed {
        kind
        removed
        removedAt
      }
    }
    retentionExports {
      id
      kind
      fileName
      rowCount
      sizeBytes
      sha256
      createdAt
    }
  }
`);

export const SaveRetention = graphql(`
  mutation SaveRetention($input: RetentionInput!) {
    saveRetention(input: $input) {
      retention {
        auditDays
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const SaveRunsRetention = graphql(`
  mutation SaveRunsRetention($days: Int!) {
    saveSyncSettings(input: { options: { keepRunsDays: $days } }) {
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DeleteExport = graphql(`
  mutation DeleteRetentionExport($id: ID!) {
    deleteRetentionExport(id: $id) {
      problems {
        code
        message
      }
    }
  }
`);

/** What saving or deleting brings anew. */
export const retentionContext = { additionalTypenames: ['RetentionSettingsType', 'RetentionExport'] };
