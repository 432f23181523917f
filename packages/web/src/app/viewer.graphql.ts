import { graphql } from '../graphql/gql.ts';

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      role
      canEdit
      canRetry
      canAdminister
      mustSetUpSecondFactor
      user {
        id
        name
        email
      }
      workspace {
        id
        name
        currency
      }
    }
  }
`);

export const SignOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`);

export const NavCountsQuery = graphql(`
  query NavCounts {
    alerts {
      open
    }
    issues(first: 1) {
      totalCount
    }
  }
`);

export const MyWorkspacesQuery = graphql(`
  query MyWorkspaces {
    myWorkspaces {
      id
      name
      isCurrent
    }
  }
`);

export const SwitchWorkspaceMutation = graphql(`
  mutation SwitchWorkspace($workspaceId: ID!) {
    switchWorkspace(workspaceId: $workspaceId) {
      viewer {
        role
      }
      secondStep
      problems {
        code
        field
        message
      }
    }
  }
`);
