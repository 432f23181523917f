import { graphql } from '../../graphql/gql.ts';
import { type ClientsSearch, clientsFilter } from './clients-search.ts';

export const ClientsQuery = graphql(`
  query Clients($first: Int!, $offset: Int, $search: String, $standing: SyncStanding, $type: String, $status: String, $orderBy: ClientOrder, $descending: Boolean, $created: TimeRange, $changed: TimeRange) {
    clients(first: $first, offset: $offset, search: $search, standing: $standing, type: $type, status: $status, orderBy: $orderBy, descending: $descending, created: $created, changed: $changed) {
      items { id name identifier city region country phone type status link { state isGoneThere } syncStanding updatedAt }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const ClientAddressFragment = graphql(`
  fragment ClientAddress on Client {
    addressLine1 addressLine2 city region postalCode country phone website type status identifier
    taxRegion { id name categories { id name rate } } customFields { name value } createdAt updatedAt
  }
`);

export const ClientContactsFragment = graphql(`
  fragment ClientContacts on Client {
    id
    contacts(first: 200) { id firstName lastName title email phone isPrimary isActive }
  }
`);

export const ClientOpportunitiesFragment = graphql(`
  fragment ClientOpportunities on Client {
    id
    opportunities(first: 200) { id name amount isAmountForecast expectedCloseDate stage { id name kind } }
  }
`);

export const ClientQuery = graphql(`
  query Client($id: ID!) {
    syncSettings { mode }
    client(id: $id) {
      id name
      link { state url lastSyncedAt }
      ...ClientAddress
      ...ClientContacts
      ...ClientOpportunities
    }
  }
`);

export const EditClientQuery = graphql(`
  query EditClient($id: ID!, $isNew: Boolean!) {
    taxRegions { id name }
    customFields(entity: "client") { id name type options }
    client(id: $id) @skip(if: $isNew) { ...EditedClient }
  }
`);

export const CreateClientMutation = graphql(`
  mutation CreateClient($input: ClientInput!) {
    createClient(input: $input) { client { id } problems { code field message } }
  }
`);

export const UpdateClientMutation = graphql(`
  mutation UpdateClient($id: ID!, $input: ClientInput!) {
    updateClient(id: $id, input: $input) {
      client { id ...EditedClient ...ClientAddress }
      problems { code field message }
    }
  }
`);

export const clientsVariables = (search: ClientsSearch) => ({ first: 50, ...clientsFilter(search) });
