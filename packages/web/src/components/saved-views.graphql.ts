import { graphql } from '../graphql/gql.ts';

export const SavedViewsQuery = graphql(`
  query SavedViews($page: String!) {
    savedViews(page: $page) {
      id
      name
      search
      isShared
      isMine
      ownerName
    }
  }
`);

export const SaveViewMutation = graphql(`
  mutation SaveView($input: SavedViewInput!) {
    saveView(input: $input) {
      view {
        id
        name
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DeleteViewMutation = graphql(`
  mutation DeleteView($id: ID!) {
    deleteView(id: $id) {
      view {
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
