import { graphql } from '../../graphql/gql.ts';

export const StagesQuery = graphql(`
  query Stages {
    pipelineStages {
      id
      name
      position
      kind
    }
    pipelineSums {
      stageId
      count
    }
  }
`);
