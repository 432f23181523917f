import { graphql } from '../../../graphql/gql.ts';

export const RemoteCustomFieldFields = graphql(`
  fragment RemoteCustomFieldFields on RemoteCustomField {
    remoteId
    record
    caption
    type
    options
    isRequired
    value
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
