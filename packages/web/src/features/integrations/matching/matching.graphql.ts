import { graphql } from '../../../graphql/gql.ts';

export const MatchRunFields = graphql(`
  fragment MatchRunFields on MatchRun {
    id
    state
    startedAt
    startedBy
    finishedAt
    error
    entities {
      entity
      expected
      read
      compared
      pairs
      isRead
      isCompared
    }
  }
`);

export const MatchSummaryFields = graphql(`
  fragment MatchSummaryFields on MatchSummary {
    threshold
    savedThreshold
    waiting
    changedSince
    linkRefusal
    run {
      ...MatchRunFields
    }
    entities {
      entity
      exact
      probable
      ambiguous
      later
      linked
      links
      rejected
      create
      onlyLocal
      onlyRemote
      heldRemote
      excludedLocal
      excludedRemote
    }
  }
`);

export const MatchSummaryQuery = graphql(`
  query MatchSummary($threshold: Int) {
    matchSummary(threshold: $threshold) {
      ...MatchSummaryFields
    }
  }
`);

export const MatchPairFields = graphql(`
  fragment MatchPairFields on MatchPair {
    id
    entity
    remoteId
    remoteName
    remoteUrl
    localId
    localName
    score
    rival
    veto
    state
    decidedBy
    decidedAt
    breakdown {
      attribute
      outcome
      points
      local
      remote
    }
  }
`);

export const MatchPairsQuery = graphql(`
  query MatchPairs(
    $entity: EntityType!
    $bucket: MatchBucket
    $threshold: Int
    $search: String
    $remoteId: String
    $first: Int!
    $after: String
  ) {
    matchPairs(
      entity: $entity
      bucket: $bucket
      threshold: $threshold
      search: $search
      remoteId: $remoteId
      first: $first
      after: $after
    ) {
      items {
        ...MatchPairFields
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
`);

export const UnmatchedRecordsQuery = graphql(`
  query UnmatchedRecords(
    $entity: EntityType!
    $list: UnmatchedList!
    $threshold: Int
    $search: String
    $first: Int!
    $after: String
  ) {
    unmatchedRecords(
      entity: $entity
      list: $list
      threshold: $threshold
      search: $search
      first: $first
      after: $after
    ) {
      items {
        id
        entity
        name
        detail
        parentName
        localId
        remoteId
        remoteUrl
        reason
        issueId
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
`);

export const MatchDecisionsQuery = graphql(`
  query MatchDecisions {
    matchDecisions
  }
`);

export const StartMatchingMutation = graphql(`
  mutation StartMatching {
    startMatching {
      run {
        ...MatchRunFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DecideMatchesMutation = graphql(`
  mutation DecideMatches($ids: [ID!]!, $decision: ReviewDecision!) {
    decideMatches(ids: $ids, decision: $decision) {
      decided
      problems {
        code
        field
        message
      }
    }
  }
`);

export const AcceptMatchesMutation = graphql(`
  mutation AcceptMatches($threshold: Int!) {
    acceptMatchesAbove(threshold: $threshold) {
      decided
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ImportMatchDecisionsMutation = graphql(`
  mutation ImportMatchDecisions($csv: String!) {
    importMatchDecisions(csv: $csv) {
      decided
      problems {
        code
        field
        message
      }
    }
  }
`);
