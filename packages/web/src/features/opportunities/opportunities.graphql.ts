import { graphql } from '../../graphql/gql.ts';
import type { OpportunityOrder, StageKind } from '../../graphql/graphql.ts';

export const OpportunitiesQuery = graphql(`
  query Opportunities(
    $first: Int!
    $after: String
    $search: String
    $stageId: ID
    $kind: StageKind
    $clientId: ID
    $orderBy: OpportunityOrder
    $hasNextStep: Boolean
  ) {
    opportunities(
      first: $first
      after: $after
      search: $search
      stageId: $stageId
      kind: $kind
      clientId: $clientId
      orderBy: $orderBy
      hasNextStep: $hasNextStep
    ) {
      items {
        id name amount expectedCloseDate updatedAt
        client { id name }
        stage { id name kind }
        owner { id name }
        push { state step error }
        link { state }
      }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const PipelineStagesQuery = graphql(`
  query PipelineStages { pipelineStages { id name position kind } }
`);

export const BoardColumnQuery = graphql(`
  query BoardColumn(
    $stageId: ID!
    $first: Int!
    $after: String
    $search: String
    $clientId: ID
    $orderBy: OpportunityOrder
    $hasNextStep: Boolean
  ) {
    opportunities(
      first: $first
      after: $after
      search: $search
      stageId: $stageId
      clientId: $clientId
      orderBy: $orderBy
      hasNextStep: $hasNextStep
    ) {
      items {
        id name amount monthly expectedCloseDate createdAt version
        nextStep { id kind subject dueOn isOverdue }
        client { id name }
        stage { id }
        owner { id name }
      }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const PipelineSumsQuery = graphql(`
  query PipelineSums($search: String, $clientId: ID, $hasNextStep: Boolean) {
    pipelineSums(kind: OPEN, search: $search, clientId: $clientId, hasNextStep: $hasNextStep) { stageId count oneTime monthly }
  }
`);

export const OpportunityHeaderFragment = graphql(`
  fragment OpportunityHeader on Opportunity {
    id name amount monthly wonAt lostAt
    recurring { cycle subtotal discount }
    stage { id name kind }
    client { id name link { state url } }
    link { state url lastSyncedAt }
    documents(first: 200) { id kind title number state total createdAt }
  }
`);

export const OpportunityPushFragment = graphql(`
  fragment OpportunityPush on Opportunity {
    id
    stage {
      kind
    }
    link { url }
    push { state step attempts nextAttemptAt errorCode error updatedAt }
  }
`);

export const OpportunityDocumentsFragment = graphql(`
  fragment OpportunityDocuments on Opportunity {
    id
    stage { id kind }
    documents(first: 200) { id kind title number state total fileName contentType sizeBytes url createdAt updatedAt link { expiresAt revokedAt opened openedAt } }
  }
`);

export const RevokeDocumentLinkMutation = graphql(`
  mutation RevokeDocumentLink($documentId: ID!) {
    revokeDocumentLink(documentId: $documentId) { revoked problems { code message } }
  }
`);

export const OpportunityDetailsFragment = graphql(`
  fragment OpportunityDetails on Opportunity {
    id expectedCloseDate notes createdAt updatedAt wonAt lostAt
    client { id name }
    contact { id firstName lastName email phone }
    owner { id name email }
    customFields { name value }
  }
`);

export const OpportunityQuery = graphql(`
  query Opportunity($id: ID!) {
    pipelineStages { id name position kind }
    opportunity(id: $id) {
      id name
      push { state }
      ...OpportunityHeader
      ...OpportunityPush
      ...OpportunityDocuments
      ...OpportunityDetails
    }
  }
`);

export const EditOpportunityQuery = graphql(`
  query EditOpportunity($id: ID!, $isNew: Boolean!, $clientId: ID!, $hasClient: Boolean!) {
    viewer { user { id } }
    users { id name }
    pipelineStages { id name position kind }
    customFields(entity: "opportunity") { id name type options }
    opportunity(id: $id) @skip(if: $isNew) { ...EditedOpportunity }
    client(id: $clientId) @include(if: $hasClient) { id name }
  }
`);

export const OpportunityClientQuery = graphql(`
  query OpportunityClient($id: ID!) { client(id: $id) { id name } }
`);

export const OpportunityContactChoicesQuery = graphql(`
  query OpportunityContactChoices($clientId: ID!) {
    contacts(first: 200, clientId: $clientId) { items { id firstName lastName title isActive } }
  }
`);

export const CreateOpportunityMutation = graphql(`
  mutation CreateOpportunity($input: OpportunityInput!) {
    createOpportunity(input: $input) { opportunity { id } problems { code field message } }
  }
`);

export const UpdateOpportunityMutation = graphql(`
  mutation UpdateOpportunity($id: ID!, $input: OpportunityInput!) {
    updateOpportunity(id: $id, input: $input) {
      opportunity { id ...EditedOpportunity ...OpportunityDetails }
      problems { code field message }
    }
  }
`);

export const MarkOpportunityWonMutation = graphql(`
  mutation MarkOpportunityWon($id: ID!, $quoteId: ID) {
    markOpportunityWon(id: $id, quoteId: $quoteId) {
      opportunity { id ...OpportunityHeader ...OpportunityPush }
      problems { code field message }
    }
  }
`);

export const MarkOpportunityLostMutation = graphql(`
  mutation MarkOpportunityLost($id: ID!) {
    markOpportunityLost(id: $id) { opportunity { id ...OpportunityHeader ...OpportunityPush } problems { code field message } }
  }
`);

export const ReopenOpportunityMutation = graphql(`
  mutation ReopenOpportunity($id: ID!, $stageId: ID) {
    reopenOpportunity(id: $id, stageId: $stageId) {
      opportunity { id ...OpportunityHeader ...OpportunityPush }
      problems { code field message }
    }
  }
`);

export const RetryPushMutation = graphql(`
  mutation RetryPush($opportunityId: ID!) {
    retryPush(opportunityId: $opportunityId) { opportunity { id ...OpportunityPush } problems { code field message } }
  }
`);

export const DeleteOpportunityDocumentMutation = graphql(`
  mutation DeleteOpportunityDocument($id: ID!) {
    deleteDocument(id: $id) { deletedId problems { code field message } }
  }
`);

export type OpportunityFilter = {
  search?: string | undefined;
  stage?: string | undefined;
  kind?: StageKind | undefined;
  client?: string | undefined;
  step?: 'none' | undefined;
  order?: Exclude<OpportunityOrder, 'NAME'> | undefined;
};

export const opportunitiesVariables = ({ search, stage, kind, client, order, step }: OpportunityFilter) => ({
  first: 50,
  search: search ?? null,
  stageId: stage ?? null,
  kind: kind ?? null,
  clientId: client ?? null,
  orderBy: order ?? null,
  hasNextStep: step === 'none' ? false : null,
});
