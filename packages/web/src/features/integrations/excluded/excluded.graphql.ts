import { graphql } from '../../../graphql/gql.ts';
import type { ExcludedSearch } from './excluded-search.ts';

export const ExcludedRecordsQuery = graphql(`
  query ExcludedRecords($first: Int, $after: String, $entity: EntityType, $rule: String, $text: String) {
    excludedRecords(first: $first, after: $after, entity: $entity, rule: $rule, text: $text) {
      items {
        id
        entity
        remoteId
        remoteUrl
        name
        reason
        localId
        at
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
`);

export const excludedVariables = ({ entity, rule, text }: ExcludedSearch) => ({
  first: 50,
  entity: entity ?? null,
  rule: rule ?? null,
  text: text ?? null,
});
