import { graphql } from '../../../graphql/gql.ts';

export const StageMapFields = graphql(`
  fragment StageMapFields on SyncSettings {
    revision
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

export const StageMapQuery = graphql(`
  query StageMapPage {
    syncSettings {
      ...StageMapFields
    }
    stages: referenceItems(kind: "stage") {
      ...OptionFields
    }
    statuses: referenceItems(kind: "status") {
      ...OptionFields
    }
  }
`);
