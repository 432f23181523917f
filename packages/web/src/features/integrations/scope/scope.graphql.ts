import { graphql } from '../../../graphql/gql.ts';

export const ScopeFields = graphql(`
  fragment ScopeFields on SyncSettings {
    mode
    bundleMode
    revision
    startedAt
    options {
      pushLost
      inactiveCompanies
      documentLinks {
        isOn
        expireAfterDays
      }
      owners {
        company
        contact
        product
        opportunity
      }
    }
    filters {
      id
      entity
      direction
      field
      operator
      values
    }
    defaults {
      ...ScopeDefaults
    }
    chosenDefaults {
      ...ScopeDefaults
    }
  }
`);

export const ScopeDefaults = graphql(`
  fragment ScopeDefaults on SyncDefaults {
    locationId
    departmentId
    ratingId
    stageId
    statusId
    opportunityTypeId
    salesRepId
    taxCodeId
    closeDateOffsetDays
    localStageId
    contactName
  }
`);

export const ScopeQuery = graphql(`
  query ScopePage {
    syncSettings {
      ...ScopeFields
    }
    integrationHealth {
      nextPullAt
    }
    callbacks {
      state
    }
    pipelineStages {
      id
      name
      kind
    }
    locations: referenceItems(kind: "location") {
      remoteId
      flags
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
    companyTypes: referenceItems(kind: "company_type") {
      ...OptionFields
    }
    companyStatuses: referenceItems(kind: "company_status") {
      ...OptionFields
    }
    contactTypes: referenceItems(kind: "contact_type") {
      ...OptionFields
    }
    productTypes: referenceItems(kind: "product_type") {
      ...OptionFields
    }
    categories: referenceItems(kind: "category") {
      ...OptionFields
    }
  }
`);

export const RevokeAllDocumentLinksMutation = graphql(`
  mutation RevokeAllDocumentLinks {
    revokeAllDocumentLinks {
      revoked
      problems {
        code
        message
      }
    }
  }
`);

export const ModePreviewQuery = graphql(`
  query ModePreview($mode: SyncMode) {
    modePreview(mode: $mode) {
      preview {
        mode
        sentences
        unpushedEdits
        newHere
        skippedByMode
        heldPushes
        incoming
      }
      problems {
        code
        message
      }
    }
  }
`);

export const CatchUpMutation = graphql(`
  mutation CatchUp($input: CatchUpInput!) {
    catchUp(input: $input) {
      edits
      newRecords
      changes
      problems {
        code
        message
      }
    }
  }
`);

export const FilterTestQuery = graphql(`
  query FilterTest(
    $entity: EntityType!
    $direction: Direction!
    $rules: [FilterRuleInput!]!
    $inactiveCompanies: InactiveCompanies
  ) {
    testFilter(entity: $entity, direction: $direction, rules: $rules, inactiveCompanies: $inactiveCompanies) {
      test {
        matching
        excluded
        lookedAt
        total
        isCapped
        passing {
          id
          name
        }
        excludedSamples {
          id
          name
          reason
        }
      }
      problems {
        code
        message
      }
    }
  }
`);

export const BundlePreviewQuery = graphql(`
  query BundlePreview {
    bundlePreview {
      preview {
        productId
        name
        quantity
        price
        modes {
          mode
          total
          note
          lines {
            description
            quantity
            total
            isComponent
          }
        }
      }
    }
  }
`);

export const CompanyStandingsQuery = graphql(`
  query CompanyStandings {
    companyStandings {
      statusId
      label
      count
    }
  }
`);
