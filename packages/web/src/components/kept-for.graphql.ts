import { graphql } from '../graphql/gql.ts';

export const KeptForQuery = graphql(`
  query KeptFor {
    retention {
      auditDays
      securityDays
      deliveriesDays
      alertsDays
      mailsDays
      runsDays
    }
  }
`);
