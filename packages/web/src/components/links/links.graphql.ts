import { graphql } from '../../graphql/gql.ts';

export const LinkFields = graphql(`
  fragment LinkFields on EntityLink {
    id
    entity
    state
    standing
    localId
    localName
    localPath
    remoteId
    remoteName
    remoteUrl
    lastSyncedAt
    lastPulledAt
    lastPushedAt
    createdAt
    brokenAt
    differing
    heldEdits
    byChoice
    hasNewsThere
    isGoneThere
    notTakenIn
    hold { by reason at }
  }
`);

export const EntityLinksQuery = graphql(`
  query EntityLinks($first: Int!, $after: String, $filter: EntityLinkFilter) {
    entityLinks(first: $first, after: $after, filter: $filter) {
      items { ...LinkFields }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const LinkCountsQuery = graphql(`
  query LinkCounts {
    entityLinkCounts { entity state count }
  }
`);

export const EntityLinkQuery = graphql(`
  query EntityLink($id: ID!) {
    entityLink(id: $id) { ...LinkFields }
  }
`);

export const RecordStandingQuery = graphql(`
  query RecordStanding($entity: EntityType!, $localId: ID!) {
    recordStanding(entity: $entity, localId: $localId) {
      link { ...LinkFields }
      standing
      neverSynced { by reason at }
      isPending
      isStopped
    }
  }
`);

export const SyncModeQuery = graphql(`
  query SyncMode {
    syncSettings { mode }
  }
`);

export const LinkComparisonQuery = graphql(`
  query LinkComparison($linkId: ID!) {
    linkComparison(linkId: $linkId) {
      isGoneThere
      remoteName
      fields { field label crm connectwise base differs winner stays }
      problems { code field message }
    }
  }
`);

export const LinkActionsQuery = graphql(`
  query LinkActions($first: Int!, $entity: EntityType, $localId: ID) {
    linkActions(first: $first, entity: $entity, localId: $localId) {
      items { id kind entity localId remoteId name reason by at description undoneAt undoneBy undoBlock }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export const LinkActionPreviewQuery = graphql(`
  query LinkActionPreview($input: LinkActionInput!) {
    linkActionPreview(input: $input) {
      effects
      warnings
      remoteName
      taken { localId name canMerge }
      fields { field label crm connectwise base differs winner stays }
      problems { code field message }
    }
  }
`);

export const ChangeLinkMutation = graphql(`
  mutation ChangeLink($input: LinkActionInput!) {
    changeLink(input: $input) {
      action { id description }
      note
      problems { code field message }
    }
  }
`);

export const ChangeLinksMutation = graphql(`
  mutation ChangeLinks($action: LinkActionKind!, $linkIds: [ID!]!, $reason: String) {
    changeLinks(action: $action, linkIds: $linkIds, reason: $reason) {
      action { id }
      problems { code field message }
    }
  }
`);

export const UndoLinkActionMutation = graphql(`
  mutation UndoLinkAction($id: ID!) {
    undoLinkAction(id: $id) {
      action { id undoneAt undoneBy }
      problems { code field message }
    }
  }
`);

export const SearchRemoteQuery = graphql(`
  query SearchRemote($entity: EntityType!, $text: String!) {
    searchRemoteRecords(entity: $entity, text: $text, first: 20) {
      remoteId
      name
      detail
      isDeleted
      linkedTo { localId name }
    }
  }
`);

export const MergeSurvivorsQuery = graphql(`
  query MergeSurvivors {
    mergeSurvivors { linkId entity localId name remoteId survivorId survivorName because linkedTo { localId name } }
  }
`);

export const RelinkToSurvivorsMutation = graphql(`
  mutation RelinkToSurvivors($linkIds: [ID!]) {
    relinkToSurvivors(linkIds: $linkIds) {
      action { id description }
      note
      problems { code field message }
    }
  }
`);

/** What a change of a link may change on other pages. */
export const touched = [
  'EntityLink',
  'EntityLinkPage',
  'RecordStanding',
  'LinkAction',
  'LinkActionPage',
  'Client',
  'Contact',
  'Product',
  'Opportunity',
  'SyncIssue',
  'AuditEvent',
];

export const RecordIssuesQuery = graphql(`
  query RecordIssues($localId: ID!) {
    issues(first: 3, localId: $localId) {
      items { id entity code message recordName direction }
      totalCount
    }
  }
`);
