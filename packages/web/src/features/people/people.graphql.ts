import { graphql } from '../../graphql/gql.ts';

export const PersonFields = graphql(`
  fragment PersonFields on Person {
    id
    email
    name
    role
    isActive
    hasSecondFactor
    lastSignInAt
  }
`);

export const PeopleQuery = graphql(`
  query People {
    people {
      ...PersonFields
    }
    invitations {
      id
      email
      role
      expiresAt
    }
    securityEvents {
      id
      at
      kind
      actor
      address
      description
    }
  }
`);

export const InvitePersonMutation = graphql(`
  mutation InvitePerson($input: InviteInput!) {
    invitePerson(input: $input) {
      link
      isMailed
      problems {
        code
        field
        message
      }
    }
  }
`);

export const WithdrawInvitationMutation = graphql(`
  mutation WithdrawInvitation($id: ID!) {
    withdrawInvitation(id: $id) {
      removedId
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ChangePersonRoleMutation = graphql(`
  mutation ChangePersonRole($id: ID!, $role: Role!) {
    changePersonRole(id: $id, role: $role) {
      person {
        ...PersonFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DeactivatePersonMutation = graphql(`
  mutation DeactivatePerson($id: ID!) {
    deactivatePerson(id: $id) {
      person {
        ...PersonFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ActivatePersonMutation = graphql(`
  mutation ActivatePerson($id: ID!) {
    activatePerson(id: $id) {
      person {
        ...PersonFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ResetSecondFactorMutation = graphql(`
  mutation ResetSecondFactor($id: ID!) {
    resetSecondFactor(id: $id) {
      person {
        ...PersonFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RemovePersonMutation = graphql(`
  mutation RemovePerson($id: ID!) {
    removePerson(id: $id) {
      removedId
      problems {
        code
        field
        message
      }
    }
  }
`);

export const OpenInvitationQuery = graphql(`
  query OpenInvitation($token: String!) {
    openInvitation(token: $token) {
      workspaceName
      email
      role
    }
  }
`);

export const AcceptInvitationMutation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      viewer {
        role
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

/** So that the lists are asked for again after each change. */
export const peopleContext = {
  additionalTypenames: ['Person', 'Invitation', 'SecurityEvent', 'InvitePayload', 'RemovedPayload', 'PersonPayload'],
};
