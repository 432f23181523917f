import { graphql } from '../../../graphql/gql.ts';

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
