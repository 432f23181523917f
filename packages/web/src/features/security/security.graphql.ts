import { graphql } from '../../graphql/gql.ts';

export const SecurityLogQuery = graphql(`
  query SecurityLog($kinds: [String!], $text: String, $before: ID, $at: TimeRange, $oldestFirst: Boolean) {
    securityEvents(kinds: $kinds, text: $text, before: $before, at: $at, oldestFirst: $oldestFirst) {
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
