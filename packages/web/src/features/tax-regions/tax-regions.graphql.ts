import { graphql } from '../../graphql/gql.ts';

export const TaxRegionsQuery = graphql(`
  query TaxRegions {
    taxRegions { id name version categories { id name rate } }
  }
`);

export const CreateTaxRegionMutation = graphql(`
  mutation CreateTaxRegion($input: TaxRegionInput!) {
    createTaxRegion(input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }
  }
`);

export const UpdateTaxRegionMutation = graphql(`
  mutation UpdateTaxRegion($id: ID!, $input: TaxRegionInput!) {
    updateTaxRegion(id: $id, input: $input) { taxRegion { id name version categories { id name rate } } problems { code field message } }
  }
`);

/** So that an empty list is asked for again when the first one is made. */
export const taxRegionsContext = { additionalTypenames: ['TaxRegion'] };
