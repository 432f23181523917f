import { graphql } from '../../graphql/gql.ts';
import type { EntityType } from '../../graphql/graphql.ts';

export const WaitingPushesQuery = graphql(`
  query WaitingPushes($first: Int!, $after: String, $entity: EntityType) {
    waitingPushes(first: $first, after: $after, entity: $entity) {
      items {
        id
        entity
        localId
        name
        isRunning
        requestedAt
        attempts
        nextAttemptAt
        error
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export const waitingVariables = (entity: EntityType | undefined) => ({ first: 50, entity: entity ?? null });

export const notSentKinds = ['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'] as const;

export const NotSentRecordsQuery = graphql(`
  query NotSentRecords($entity: EntityType!, $first: Int, $after: String) {
    notSentRecords(entity: $entity, first: $first, after: $after) {
      items {
        id
        entity
        name
        updatedAt
        clientId
        clientName
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
`);

export const notSentVariables = (entity: (typeof notSentKinds)[number]) => ({ first: 50, entity });
