import { graphql } from '../../graphql/gql.ts';

export const QuotesQuery = graphql(`
  query Quotes($first: Int!, $offset: Int, $search: String, $state: DocumentState, $orderBy: DocumentOrder, $descending: Boolean) {
    documents(first: $first, offset: $offset, kind: QUOTE, search: $search, state: $state, orderBy: $orderBy, descending: $descending) {
      items { id kind title number state total url createdAt updatedAt opportunity { id name client { id name } } }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const QuoteQuery = graphql(`
  query Quote($id: ID!) {
    taxRegions { id name categories { id name rate } }
    document(id: $id) {
      id kind title number state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } fileName url version updatedAt revision validUntil terms
      revisions { revision total currency sentAt sentBy url acceptedAt acceptedBy acceptedFrom }
      clientLink { url revision createdAt createdBy expiresAt revokedAt opened openedAt }
      taxRegion { id }
      opportunity { id name stage { id kind } client { id name } }
      lines {
        id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource section isOptional
        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost
        product { id name sku isTaxable }
        taxCategory { id name rate }
      }
    }
  }
`);

export const NewQuoteQuery = graphql(`
  query NewQuote($opportunityId: ID!) {
    taxRegions { id name categories { id name rate } }
    opportunity(id: $opportunityId) { id name stage { id kind } client { id name taxRegion { id } } }
  }
`);

export const QuoteProductChoicesQuery = graphql(`
  query QuoteProductChoices($search: String) {
    products(first: 20, search: $search) { items { id name sku description kind price cost isTaxable billing billingCycle billingCycleId billingCycles recurringPrice recurringCost } totalCount }
  }
`);

export const CreateQuoteMutation = graphql(`
  mutation CreateQuote($opportunityId: ID!, $input: QuoteInput!) {
    createQuote(opportunityId: $opportunityId, input: $input) { document { id } problems { code field message } }
  }
`);

export const UpdateQuoteMutation = graphql(`
  mutation UpdateQuote($id: ID!, $input: QuoteInput!) {
    updateQuote(id: $id, input: $input) {
      document {
        id title state discountPercent discountAmount subtotal discount tax total monthly recurring { cycle subtotal discount tax total monthly } version updatedAt revision validUntil terms
        taxRegion { id }
        lines {
          id position description quantity price cost discountPercent total recurringTotal isTaxable taxSource section isOptional
        billing billingCycle billingCycleId billingCycles recurringPrice recurringCost
          product { id name sku isTaxable }
          taxCategory { id name rate }
        }
      }
      problems { code field message }
    }
  }
`);

export const SetQuoteStateMutation = graphql(`
  mutation SetQuoteState($id: ID!, $state: DocumentState!) {
    setDocumentState(id: $id, state: $state) { document { id state version updatedAt } problems { code field message } }
  }
`);

export const CreateQuoteLinkMutation = graphql(`
  mutation CreateQuoteLink($documentId: ID!, $input: QuoteLinkInput) {
    createQuoteLink(documentId: $documentId, input: $input) { document { id } problems { code field message } }
  }
`);

export const RevokeQuoteLinkMutation = graphql(`
  mutation RevokeQuoteLink($documentId: ID!) {
    revokeQuoteLink(documentId: $documentId) { document { id } problems { code field message } }
  }
`);

export const DeleteQuoteMutation = graphql(`
  mutation DeleteQuote($id: ID!) {
    deleteDocument(id: $id) { deletedId problems { code field message } }
  }
`);

/** What the workspace says of each quote that says nothing itself. */
export const QuoteDefaultsQuery = graphql(`
  query QuoteDefaults {
    workspaceProfile {
      quoteValidDays
      quoteTerms
    }
  }
`);
