import { graphql } from '../../graphql/gql.ts';

export const SecurityLogQuery = graphql(`
  query SecurityLog($kinds: [String!], $text: String, $before: ID) {
    securityEvents(kinds: $kinds, text: $text, before: $before) {
      id
      at
      kind
      actor
      subject
      address
      description
    }
  }
`);

export const NoteExport = graphql(`
  mutation NoteSecurityLogExport {
    noteSecurityLogExport
  }
`);
