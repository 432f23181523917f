import { graphql } from '../graphql/gql.ts';

export const DriftTasksQuery = graphql(`
  query DriftTasks {
    driftTasks {
      key
      step
      message
      affectedOpportunities
      detectedAt
    }
  }
`);
