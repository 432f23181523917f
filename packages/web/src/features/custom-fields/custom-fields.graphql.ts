import { graphql } from '../../graphql/gql.ts';

export const CustomFieldRow = graphql(`
  fragment CustomFieldRow on CustomField { id entity name type options version isRetired isManaged }
`);

export const CustomFieldsQuery = graphql(`
  query CustomFields {
    client: customFields(entity: "client", includeRetired: true) { ...CustomFieldRow }
    contact: customFields(entity: "contact", includeRetired: true) { ...CustomFieldRow }
    opportunity: customFields(entity: "opportunity", includeRetired: true) { ...CustomFieldRow }
    product: customFields(entity: "product", includeRetired: true) { ...CustomFieldRow }
  }
`);

export const CreateCustomFieldMutation = graphql(`
  mutation CreateCustomField($input: CustomFieldInput!) {
    createCustomField(input: $input) { customField { id ...CustomFieldRow } problems { code field message } }
  }
`);

export const UpdateCustomFieldMutation = graphql(`
  mutation UpdateCustomField($id: ID!, $input: CustomFieldInput!) {
    updateCustomField(id: $id, input: $input) { customField { id ...CustomFieldRow } problems { code field message } }
  }
`);

export const RemoveCustomFieldMutation = graphql(`
  mutation RemoveCustomField($id: ID!) {
    removeCustomField(id: $id) { removedId isRetired problems { code field message } }
  }
`);

export const RestoreCustomFieldMutation = graphql(`
  mutation RestoreCustomField($id: ID!) {
    restoreCustomField(id: $id) { customField { id ...CustomFieldRow } problems { code field message } }
  }
`);

/** So that a list is asked for again when a field is made or removed. */
export const customFieldsContext = { additionalTypenames: ['CustomField'] };
