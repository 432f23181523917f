import type { MatchSummaryFieldsFragment, UnmatchedList } from '../../../graphql/graphql.ts';

type Counts = MatchSummaryFieldsFragment['entities'][number];

/** The lists of records that have no counterpart: what they are called, what that means, and how many they are. */
export const unmatchedWords: Record<
  UnmatchedList,
  { label: string; sentence: string; count: (one: Counts) => number }
> = {
  ONLY_LOCAL: {
    label: 'Only in the CRM',
    sentence: 'Nothing that comes from ConnectWise looks like them.',
    count: (one) => one.onlyLocal,
  },
  ONLY_REMOTE: {
    label: 'Only in ConnectWise',
    sentence: 'Nothing in the CRM looks like them; what comes in is new here.',
    count: (one) => one.onlyRemote,
  },
  EXCLUDED_REMOTE: {
    label: 'Excluded by a filter, in ConnectWise',
    sentence: 'They do not come in, so they are neither linked nor asked about.',
    count: (one) => one.excludedRemote,
  },
  EXCLUDED_LOCAL: {
    label: 'Excluded by a filter, in the CRM',
    sentence: 'They are only here, and go out only when a record that is sent needs them.',
    count: (one) => one.excludedLocal,
  },
};

export const unmatchedLists = Object.keys(unmatchedWords) as UnmatchedList[];
