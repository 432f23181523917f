import { graphql } from '../../graphql/gql.ts';

export const ActivityLineFragment = graphql(`
  fragment ActivityLine on Activity {
    id kind subject details dueOn isOverdue doneAt doneBy createdBy createdAt version
    owner { id name }
  }
`);

export const OpportunityActivitiesQuery = graphql(`
  query OpportunityActivities($opportunityId: ID!, $first: Int!, $after: String) {
    activities(opportunityId: $opportunityId, first: $first, after: $after) {
      items { id ...ActivityLine }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const ActivityOwnersQuery = graphql(`
  query ActivityOwners { viewer { user { id } } users { id name } }
`);

export const CreateActivityMutation = graphql(`
  mutation CreateActivity($opportunityId: ID!, $input: ActivityInput!) {
    createActivity(opportunityId: $opportunityId, input: $input) { activity { id } problems { code field message } }
  }
`);

export const UpdateActivityMutation = graphql(`
  mutation UpdateActivity($id: ID!, $input: ActivityInput!) {
    updateActivity(id: $id, input: $input) { activity { id ...ActivityLine } problems { code field message } }
  }
`);

export const CompleteActivityMutation = graphql(`
  mutation CompleteActivity($id: ID!, $isDone: Boolean!) {
    completeActivity(id: $id, isDone: $isDone) { activity { id ...ActivityLine } problems { code field message } }
  }
`);

export const DeleteActivityMutation = graphql(`
  mutation DeleteActivity($id: ID!) { deleteActivity(id: $id) { deletedId problems { code field message } } }
`);

/** What a change of an activity touches, also where a list was empty and so named no type. */
export const changesActivities = {
  additionalTypenames: ['Activity', 'ActivityPage', 'Opportunity', 'OpportunityPage'],
};
