export const connect = `mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }`;
export const summaryOf = `query ($threshold: Int) { matchSummary(threshold: $threshold) {
  threshold savedThreshold waiting run { state startedBy error entities { entity expected read pairs isCompared } }
  entities { entity exact probable ambiguous later linked rejected create onlyLocal onlyRemote } } }`;
export const pairsQuery = `query ($entity: EntityType!, $bucket: MatchBucket, $search: String, $remoteId: String, $first: Int, $after: String, $threshold: Int) {
  matchPairs(entity: $entity, bucket: $bucket, search: $search, remoteId: $remoteId, first: $first, after: $after, threshold: $threshold) {
    items { id remoteId remoteName localName localId score rival veto state decidedBy remoteUrl
      breakdown { attribute outcome points local remote } }
    pageInfo { endCursor hasNextPage } totalCount } }`;
export const decide = `mutation ($ids: [ID!]!, $decision: ReviewDecision!) {
  decideMatches(ids: $ids, decision: $decision) { decided ids problems { code field message } } }`;
export const accept = `mutation ($threshold: Int!, $entity: EntityType) {
  acceptMatchesAbove(threshold: $threshold, entity: $entity) { decided problems { code message } } }`;

export interface Pair {
  id: string;
  remoteId: string;
  remoteName: string;
  localName: string;
  localId: string;
  score: number;
  veto: string | null;
  state: string;
}

export interface PairPage {
  items: Pair[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number;
}
