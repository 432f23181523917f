import { graphql } from '../../graphql/gql.ts';
import { type ContactsSearch, contactsFilter } from './contacts-search.ts';

export const ContactsQuery = graphql(`
  query Contacts($first: Int!, $offset: Int, $search: String, $clientId: ID, $standing: SyncStanding, $orderBy: ContactOrder, $descending: Boolean, $created: TimeRange, $changed: TimeRange) {
    contacts(first: $first, offset: $offset, search: $search, clientId: $clientId, standing: $standing, orderBy: $orderBy, descending: $descending, created: $created, changed: $changed) {
      items { id firstName lastName title email phone isPrimary isActive client { id name } link { state isGoneThere } syncStanding updatedAt }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const ContactQuery = graphql(`
  query Contact($id: ID!) {
    contact(id: $id) {
      id firstName lastName email phone phoneExtension mobile title isPrimary isActive version createdAt updatedAt
      client { id name }
      customFields { name value }
      link { state url lastSyncedAt }
    }
  }
`);

/** The client that the address names, shown in a filter or as the first choice of a new contact. */
export const ContactClientQuery = graphql(`
  query ContactClient($id: ID!) { client(id: $id) { id name } }
`);

export const EditContactQuery = graphql(`
  query EditContact($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {
    customFields(entity: "contact") { id name type options }
    contact(id: $id) @skip(if: $isNew) { ...EditedContact }
    client(id: $clientId) @include(if: $hasClient) { id name }
  }
`);

export const CreateContactMutation = graphql(`
  mutation CreateContact($input: ContactInput!) {
    createContact(input: $input) { contact { id } problems { code field message } }
  }
`);

export const UpdateContactMutation = graphql(`
  mutation UpdateContact($id: ID!, $input: ContactInput!) {
    updateContact(id: $id, input: $input) {
      contact { id updatedAt ...EditedContact }
      problems { code field message }
    }
  }
`);

export const contactsVariables = (search: ContactsSearch) => ({ first: 50, ...contactsFilter(search) });
