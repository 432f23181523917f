import { graphql } from '../../graphql/gql.ts';

export const StandingFields = graphql(`
  fragment StandingFields on RecordTallies {
    entity
    here {
      ...TallyFields
    }
    there {
      ...TallyFields
    }
  }
`);

export const TallyFields = graphql(`
  fragment TallyFields on RecordTally {
    total
    linked
    heldEdits
    differByChoice
    pending
    failing
    broken
    paused
    never
    excluded
    skipped
    skippedCodes
    dismissed
    notSent
  }
`);

export const RecordTalliesQuery = graphql(`
  query RecordTallies {
    recordTallies {
      ...StandingFields
    }
  }
`);

/** What the last day and the last week brought. */
export const FiguresQuery = graphql(`
  query OverviewFigures($day: DateTime!, $week: DateTime!) {
    day: syncStatistics(from: $day, bucket: HOUR, groupBy: [ENTITY, OPERATION, STATUS]) {
      buckets
      series {
        entity
        operation
        status
        total
        counts
      }
      lag {
        direction
        total
        overallP50Ms
        overallP95Ms
      }
      apiCalls {
        budgetPerMinute
        budgetPerBucket
        outcomes {
          outcome
          total
          counts
        }
      }
    }
    week: syncStatistics(from: $week, bucket: DAY, groupBy: [ENTITY, OPERATION, STATUS]) {
      buckets
      series {
        entity
        operation
        status
        total
        counts
      }
    }
  }
`);

export const OverviewIssuesQuery = graphql(`
  query OverviewIssues {
    issueGroups {
      code
      entity
      direction
      count
      since
      newLastDay
      newDayBefore
    }
  }
`);
