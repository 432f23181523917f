import { graphql } from '../../../graphql/gql.ts';

export const RemoteCustomFieldFields = graphql(`
  fragment RemoteCustomFieldFields on RemoteCustomField {
    remoteId
    record
    caption
    type
    crmType
    options
    isRequired
    value
    customFieldId
    unknownOptions
    choices {
      id
      name
      type
      misfit
    }
  }
`);

export const DefineFieldMutation = graphql(`
  mutation DefineFieldForConnectWise($input: CustomFieldInput!) {
    createCustomField(input: $input) {
      customField {
        id
        name
      }
      problems {
        field
        message
      }
    }
  }
`);

export const CustomFieldsQuery = graphql(`
  query CustomFieldsPage {
    syncSettings {
      revision
    }
    remoteCustomFields {
      ...RemoteCustomFieldFields
    }
  }
`);
