import { graphql } from '../../graphql/gql.ts';
import { type OpportunitiesSearch, opportunitiesFilter } from './opportunities-search.ts';

export const OpportunitiesQuery = graphql(`
  query Opportunities(
    $first: Int!
    $offset: Int
    $search: String
    $stageId: ID
    $kind: StageKind
    $clientId: ID
    $ownerId: ID
    $standing: SyncStanding
    $orderBy: OpportunityOrder
    $descending: Boolean
    $hasNextStep: Boolean
    $closesFrom: Date
    $closesTo: Date
  ) {
    opportunities(
      first: $first
      offset: $offset
      search: $search
      stageId: $stageId
      kind: $kind
      clientId: $clientId
      ownerId: $ownerId
      standing: $standing
      orderBy: $orderBy
      descending: $descending
      hasNextStep: $hasNextStep
      closesFrom: $closesFrom
      closesTo: $closesTo
    ) {
      items {
        id name amount isAmountForecast expectedCloseDate version
        client { id name }
        stage { id name kind }
        owner { id name }
        push { state step error errorCode }
        link { state isGoneThere } syncStanding
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
    $ownerId: ID
    $standing: SyncStanding
    $orderBy: OpportunityOrder
    $descending: Boolean
    $hasNextStep: Boolean
    $closesFrom: Date
    $closesTo: Date
  ) {
    opportunities(
      first: $first
      after: $after
      search: $search
      stageId: $stageId
      clientId: $clientId
      ownerId: $ownerId
      standing: $standing
      orderBy: $orderBy
      descending: $descending
      hasNextStep: $hasNextStep
      closesFrom: $closesFrom
      closesTo: $closesTo
    ) {
      items {
        id name amount isAmountForecast monthly expectedCloseDate openSince version
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
  query PipelineSums($search: String, $clientId: ID, $ownerId: ID, $standing: SyncStanding, $hasNextStep: Boolean, $closesFrom: Date, $closesTo: Date) {
    pipelineSums(kind: OPEN, search: $search, clientId: $clientId, ownerId: $ownerId, standing: $standing, hasNextStep: $hasNextStep, closesFrom: $closesFrom, closesTo: $closesTo) { stageId count oneTime monthly }
  }
`);

export const OpportunityHeaderFragment = graphql(`
  fragment OpportunityHeader on Opportunity {
    id name amount isAmountForecast monthly wonAt lostAt
    recurring { cycle subtotal discount monthly }
    stage { id name kind }
    client { id name link { state url } }
    link { state url lastSyncedAt }
    documents(first: 200) { id kind title number state total recurring { cycle subtotal discount total monthly } createdAt }
  }
`);

export const OpportunityPushFragment = graphql(`
  fragment OpportunityPush on Opportunity {
    id
    stage {
      kind
    }
    link { url }
    push { state step attempts nextAttemptAt errorCode error updatedAt leftOut { label because setting } }
  }
`);

export const OpportunityDocumentsFragment = graphql(`
  fragment OpportunityDocuments on Opportunity {
    id
    stage { id kind }
    documents(first: 200) { id kind title number state total recurring { cycle subtotal discount total monthly } fileName contentType sizeBytes url createdAt updatedAt link { expiresAt revokedAt opened openedAt } }
  }
`);

export const RevokeDocumentLinkMutation = graphql(`
  mutation RevokeDocumentLink($documentId: ID!) {
    revokeDocumentLink(documentId: $documentId) { revoked problems { code message } }
  }
`);

export const OpportunityDetailsFragment = graphql(`
  fragment OpportunityDetails on Opportunity {
    id expectedCloseDate notes openSince createdAt updatedAt wonAt lostAt
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

export const SetStageOfOpportunitiesMutation = graphql(`
  mutation SetStageOfOpportunities($opportunities: [ChosenOpportunityInput!]!, $stageId: ID!) {
    setStageOfOpportunities(opportunities: $opportunities, stageId: $stageId) {
      opportunities { id }
      refused { id name message }
      problems { code field message }
    }
  }
`);

export const SetOwnerOfOpportunitiesMutation = graphql(`
  mutation SetOwnerOfOpportunities($opportunities: [ChosenOpportunityInput!]!, $ownerId: ID) {
    setOwnerOfOpportunities(opportunities: $opportunities, ownerId: $ownerId) {
      opportunities { id }
      refused { id name message }
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

export const opportunitiesVariables = (search: OpportunitiesSearch) => ({ first: 50, ...opportunitiesFilter(search) });
