import { graphql } from '../../../graphql/gql.ts';

export const PreviewSummary = graphql(`
  fragment PreviewSummary on SyncPreview {
    id
    state
    settingsRevision
    startedAt
    finishedAt
    requestedBy
    cancelledBy
    error
    changedSince
    entities {
      entity
      expected
      processed
      created
      updated
      linked
      unchanged
      skipped
      failed
      startedAt
      finishedAt
    }
  }
`);

export const LatestPreviewQuery = graphql(`
  query LatestPreview {
    latestPreview {
      ...PreviewSummary
    }
  }
`);

export const LatestPreviewChanged = graphql(`
  subscription LatestPreviewChanged {
    latestPreviewChanged {
      ...PreviewSummary
    }
  }
`);

export const StartPreviewMutation = graphql(`
  mutation StartPreview {
    startPreview {
      preview {
        ...PreviewSummary
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const CancelPreviewMutation = graphql(`
  mutation CancelPreview($id: ID!) {
    cancelPreview(id: $id) {
      preview {
        ...PreviewSummary
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const PreviewRecordRow = graphql(`
  fragment PreviewRecordRow on PreviewRecord {
    id
    entity
    operation
    name
    remoteId
    remoteUrl
    localId
    code
    reason
    changes {
      field
      label
      from
      to
    }
  }
`);

export const PreviewRecordsQuery = graphql(`
  query PreviewRecords(
    $previewId: ID!
    $entity: EntityType
    $operation: PreviewOperation
    $search: String
    $first: Int!
    $after: String
  ) {
    previewRecords(
      previewId: $previewId
      entity: $entity
      operation: $operation
      search: $search
      first: $first
      after: $after
    ) {
      items {
        ...PreviewRecordRow
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** While there is none, an answer names no type by which the cache would know that it is out of date. */
export const latestPreviewContext = { additionalTypenames: ['SyncPreview'] };
