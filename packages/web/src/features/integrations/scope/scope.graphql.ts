import { graphql } from '../../../graphql/gql.ts';

export const ScopeFields = graphql(`
  fragment ScopeFields on SyncSettings {
    mode
    revision
    defaults {
      locationId
      departmentId
      ratingId
      stageId
      statusId
      opportunityTypeId
      salesRepId
      taxCodeId
    }
  }
`);

export const ScopeQuery = graphql(`
  query ScopePage {
    syncSettings {
      ...ScopeFields
    }
    locations: referenceItems(kind: "location") {
      ...OptionFields
    }
    departments: referenceItems(kind: "department") {
      ...OptionFields
    }
    ratings: referenceItems(kind: "rating") {
      ...OptionFields
    }
    stages: referenceItems(kind: "stage") {
      ...OptionFields
    }
    statuses: referenceItems(kind: "status") {
      ...OptionFields
    }
    opportunityTypes: referenceItems(kind: "opportunity_type") {
      ...OptionFields
    }
    members: referenceItems(kind: "member") {
      ...OptionFields
    }
    taxCodes: referenceItems(kind: "tax_code") {
      ...OptionFields
    }
  }
`);
