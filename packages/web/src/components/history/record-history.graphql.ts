import { graphql } from '../../graphql/gql.ts';
import type { AuditFilter } from '../../graphql/graphql.ts';

export const RecordEventFragment = graphql(`
  fragment RecordEvent on AuditEvent {
    id cursor at direction entity operation status name description code runId remoteUrl localPath attempt actor
    changes { field label from to }
  }
`);

export const RecordHistoryQuery = graphql(`
  query RecordHistory($filter: AuditFilter!, $first: Int!, $after: String) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      items { id cursor ...RecordEvent }
      pageInfo { endCursor hasNextPage }
      liveCursor
    }
  }
`);

export const RecordEventAddedSubscription = graphql(`
  subscription RecordEventAdded($filter: AuditFilter!, $after: String) {
    auditEventAdded(filter: $filter, after: $after) { id cursor ...RecordEvent }
  }
`);

/** Whose history: a record's own, or all that belongs to an opportunity. */
export type HistoryOf = Pick<AuditFilter, 'localId'> | Pick<AuditFilter, 'opportunityId'>;

export const recordHistoryVariables = (filter: HistoryOf) => ({ filter, first: 50 });
