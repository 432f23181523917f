import { graphql } from '../../graphql/gql.ts';

export const MySessionsQuery = graphql(`
  query MySessions {
    mySessions {
      id
      createdAt
      expiresAt
      address
      userAgent
      isCurrent
    }
  }
`);

export const HasPasswordQuery = graphql(`
  query HasPassword {
    hasPassword
  }
`);

export const RenameMyselfMutation = graphql(`
  mutation RenameMyself($name: String!) {
    renameMyself(name: $name) {
      person {
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

export const ChangeMyPasswordMutation = graphql(`
  mutation ChangeMyPassword($currentPassword: String!, $newPassword: String!) {
    changeMyPassword(currentPassword: $currentPassword, newPassword: $newPassword) {
      endedSessions
      problems {
        code
        field
        message
      }
    }
  }
`);

export const EndMyOtherSessionsMutation = graphql(`
  mutation EndMyOtherSessions {
    endMyOtherSessions
  }
`);

export const EndMySessionMutation = graphql(`
  mutation EndMySession($id: ID!) {
    endMySession(id: $id) {
      removedId
      problems {
        code
        field
        message
      }
    }
  }
`);
