import { graphql } from '../graphql/gql.ts';

/** Whether the installation has no workspace yet. */
export const NeedsSetUpQuery = graphql(`
  query NeedsSetUp {
    needsSetUp
  }
`);
