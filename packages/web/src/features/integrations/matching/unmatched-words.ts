import { msg } from '@lingui/core/macro';
import { words } from '../../../components/language/language.ts';
import type { MatchSummaryFieldsFragment, UnmatchedList } from '../../../graphql/graphql.ts';

type Counts = MatchSummaryFieldsFragment['entities'][number];

/** The lists of records that have no counterpart: what they are called, what that means, and how many they are. */
export const unmatchedWords: Record<
  UnmatchedList,
  { label: string; sentence: string; count: (one: Counts) => number }
> = words({
  ONLY_LOCAL: {
    label: msg`Only in the CRM`,
    sentence: msg`Nothing that comes from ConnectWise looks like them.`,
    count: (one: Counts) => one.onlyLocal,
  },
  ONLY_REMOTE: {
    label: msg`Only in ConnectWise`,
    sentence: msg`No record of the CRM is left that looks like them. What comes in is new here.`,
    count: (one: Counts) => one.onlyRemote,
  },
  HELD_REMOTE: {
    label: msg`Not taken in, in ConnectWise`,
    sentence: msg`The sync has seen them and did not bring them in: each says why.`,
    count: (one: Counts) => one.heldRemote,
  },
  EXCLUDED_REMOTE: {
    label: msg`Excluded by a filter, in ConnectWise`,
    sentence: msg`They do not come in, so they are neither linked nor asked about.`,
    count: (one: Counts) => one.excludedRemote,
  },
  EXCLUDED_LOCAL: {
    label: msg`Excluded by a filter, in the CRM`,
    sentence: msg`They are only here, and go out only when a record that is sent needs them.`,
    count: (one: Counts) => one.excludedLocal,
  },
});

export const unmatchedLists = Object.keys(unmatchedWords) as UnmatchedList[];
