import { graphql } from '../../graphql/gql.ts';

export const SecurityLogQuery = graphql(`
  query SecurityLog($kinds: [String!], $text: String, $before: ID, $at: TimeRange) {
    securityEvents(kinds: $kinds, text: $text, before: $before, at: $at) {
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
