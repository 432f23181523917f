import { graphql } from '../../../graphql/gql.ts';

export const MappedRegionFields = graphql(`
  fragment MappedRegionFields on MappedTaxRegion {
    id
    name
    taxableRate
    taxCodeId
    by
    codeLabel
    codeRate
    isCodeActive
    notes
    importedAt
  }
`);

export const TaxMapQuery = graphql(`
  query TaxMapPage {
    syncSettings {
      revision
      startedAt
    }
    taxMapping {
      importedAt
      regions {
        ...MappedRegionFields
      }
    }
    taxCodes: referenceItems(kind: "tax_code") {
      ...OptionFields
    }
  }
`);

export const TaxImportFields = graphql(`
  fragment TaxImportFields on TaxImportItem {
    taxCodeId
    identifier
    label
    state
    regionName
    rate
    rateBefore
    notes
  }
`);

export const ImportTaxCodesMutation = graphql(`
  mutation ImportTaxCodes($apply: Boolean!, $decisions: [TaxClashInput!]) {
    importTaxCodes(apply: $apply, decisions: $decisions) {
      applied
      items {
        ...TaxImportFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
