import { graphql } from '../graphql/gql.ts';

export const DriftTaskFields = graphql(`
  fragment DriftTaskFields on DriftTask {
    key
    code
    section
    step
    message
    advice
    holdsBack
    canAccept
    affectedOpportunities
    detectedAt
  }
`);

export const DriftTasksQuery = graphql(`
  query DriftTasks {
    driftTasks {
      step
      ...DriftTaskFields
    }
  }
`);

export const AcceptDriftMutation = graphql(`
  mutation AcceptDrift($key: ID!) {
    acceptDriftTask(key: $key) {
      tasks {
        key
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

/** The list is mostly empty, so the cache cannot see from an answer what it consists of. */
export const driftContext = { additionalTypenames: ['DriftTask'] };
