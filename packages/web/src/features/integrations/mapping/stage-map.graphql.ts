import { graphql } from '../../../graphql/gql.ts';

export const StageMapFields = graphql(`
  fragment StageMapFields on SyncSettings {
    stageMap {
      stage {
        id
        name
        kind
        position
      }
      remoteStageId
      remoteStatusId
      otherRemoteStageIds
      otherRemoteStatusIds
    }
    opportunityMapping {
      statusSource
      wonStatusId
      lostStatusId
      closedStatusWins
    }
    closedStatuses {
      statusId
      outcome
    }
    mappingFallback {
      remoteStageId
      remoteStatusId
      stageId
    }
    startedAt
  }
`);

/** A stage or status of ConnectWise with what it means there. */
export const MappingOptionFields = graphql(`
  fragment MappingOptionFields on ReferenceItem {
    remoteId
    label
    isActive
    flags
  }
`);

export const StageMapQuery = graphql(`
  query StageMapPage {
    syncSettings {
      ...StageMapFields
    }
    stages: referenceItems(kind: "stage") {
      ...MappingOptionFields
    }
    statuses: referenceItems(kind: "status") {
      ...MappingOptionFields
    }
  }
`);
