import { graphql } from '../../../graphql/gql.ts';

export const PermissionFields = graphql(`
  fragment PermissionFields on PermissionReport {
    checkedAt
    checkedBy
    denied
    lines {
      id
      module
      action
      level
      table
      what
      isNeeded
      state
      reason
      fix
    }
  }
`);

export const PermissionsQuery = graphql(`
  query Permissions {
    permissionReport {
      ...PermissionFields
    }
  }
`);

export const CheckPermissionsMutation = graphql(`
  mutation CheckPermissions {
    checkPermissions {
      report {
        ...PermissionFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
