import { graphql } from '../../graphql/gql.ts';

export const PaletteRecordsQuery = graphql(`
  query PaletteRecords($text: String!) {
    clients(first: 5, search: $text) {
      items {
        id
        name
        city
      }
    }
    contacts(first: 5, search: $text) {
      items {
        id
        firstName
        lastName
        client {
          id
          name
        }
      }
    }
    opportunities(first: 5, search: $text) {
      items {
        id
        name
        client {
          id
          name
        }
      }
    }
    products(first: 5, search: $text) {
      items {
        id
        name
      }
    }
    documents(first: 5, search: $text) {
      items {
        id
        kind
        title
        number
      }
    }
  }
`);

export const PaletteSyncNow = graphql(`
  mutation PaletteSyncNow {
    syncNow {
      run {
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
