import { graphql } from '../../graphql/gql.ts';

export const WorkspaceProfileQuery = graphql(`
  query WorkspaceProfile {
    workspaceProfile {
      name
      currency
      address
      phone
      website
      taxNumber
      quoteTerms
      quoteValidDays
      paper
      printsOn
      logoPath
    }
  }
`);

export const SaveWorkspaceProfile = graphql(`
  mutation SaveWorkspaceProfile($input: WorkspaceProfileInput!) {
    saveWorkspaceProfile(input: $input) {
      profile {
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

export const RemoveWorkspaceLogo = graphql(`
  mutation RemoveWorkspaceLogo {
    removeWorkspaceLogo {
      problems {
        code
        message
      }
    }
  }
`);

/** What saving brings anew: the name stands in the head of every page. */
export const profileContext = { additionalTypenames: ['WorkspaceProfile', 'Workspace', 'Viewer'] };
