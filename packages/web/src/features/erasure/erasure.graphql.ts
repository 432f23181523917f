import { graphql } from '../../graphql/gql.ts';

export const ErasuresQuery = graphql(`
  query Erasures {
    erasures {
      id
      subject
      state
      rows
      requestedBy
      startedAt
      finishedAt
    }
    removedPeople {
      id
      name
      email
      removedAt
    }
  }
`);

export const ContactChoicesQuery = graphql(`
  query ContactChoices($search: String) {
    contacts(first: 20, search: $search) {
      items {
        id
        firstName
        lastName
        email
        client {
          id
          name
        }
      }
    }
  }
`);

export const ErasurePreviewQuery = graphql(`
  query ErasurePreview($subject: ErasureSubject!, $id: ID!) {
    erasurePreview(subject: $subject, id: $id) {
      preview {
        name
        isLinked
        auditRows
        securityRows
        otherRows
        documents
        notes
        records
        settings
        sentQuotes
        acceptedQuotes
        exports
        shared
      }
      problems {
        code
        message
      }
    }
  }
`);

export const ErasePerson = graphql(`
  mutation ErasePerson($input: ErasePersonInput!) {
    erasePerson(input: $input) {
      erasure {
        id
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

/** What erasing somebody brings anew. */
export const erasureContext = { additionalTypenames: ['Erasure', 'RemovedPerson', 'Contact'] };
