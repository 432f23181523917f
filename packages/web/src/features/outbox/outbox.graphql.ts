import { graphql } from '../../graphql/gql.ts';

export const OutboxQuery = graphql(`
  query Outbox {
    outbox {
      sendsMail
      mails {
        id
        at
        to
        subject
        state
        error
        text
      }
    }
  }
`);
