import { graphql } from '../../../graphql/gql.ts';

export const StartPageQuery = graphql(`
  query StartPage {
    syncSettings {
      revision
      startedAt
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
