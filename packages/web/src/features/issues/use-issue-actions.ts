import { plural, t } from '@lingui/core/macro';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import type { Direction, EntityType, ResolveMatchInput } from '../../graphql/graphql.ts';
import {
  AcceptDifferenceMutation,
  AssignIssueMutation,
  CommentIssueMutation,
  DismissIssueMutation,
  ParkIssueMutation,
  ResolveMatchMutation,
  RetryIssueGroupMutation,
  RetryIssuesMutation,
  UnparkIssueMutation,
} from './issue-actions.graphql.ts';

export type IssueActions = {
  /** Each promise tells whether it worked; what failed is shown to the person by then. */
  retry: (ids: readonly string[]) => Promise<boolean>;
  /** All of a group, whatever their number; the server does it. */
  retryGroup: (group: Scope) => Promise<boolean>;
  assign: (id: string, userId: string | null) => Promise<boolean>;
  comment: (id: string, text: string) => Promise<boolean>;
  park: (id: string, reason: string) => Promise<boolean>;
  unpark: (id: string) => Promise<boolean>;
  dismiss: (id: string, reason: string) => Promise<boolean>;
  accept: (id: string, reason: string) => Promise<boolean>;
  resolveMatch: (id: string, input: ResolveMatchInput) => Promise<boolean>;
  isRetrying: boolean;
};

type Scope = { code: string; entity: EntityType; direction: Direction };
type Problems = readonly { message: string }[] | undefined;

export function useIssueActions(): IssueActions {
  const [retrying, retry] = useMutation(RetryIssuesMutation);
  const [retryingGroup, retryGroup] = useMutation(RetryIssueGroupMutation);
  const [, assign] = useMutation(AssignIssueMutation);
  const [, comment] = useMutation(CommentIssueMutation);
  const [, park] = useMutation(ParkIssueMutation);
  const [, unpark] = useMutation(UnparkIssueMutation);
  const [, dismiss] = useMutation(DismissIssueMutation);
  const [, accept] = useMutation(AcceptDifferenceMutation);
  const [, resolve] = useMutation(ResolveMatchMutation);
  return {
    isRetrying: retrying.fetching || retryingGroup.fetching,
    retryGroup: async ({ code, entity, direction }) => {
      const { data, error } = await retryGroup({ code, entity, direction }, groups);
      return told(
        error && failureText(error),
        data?.retryIssueGroup.problems,
        t`Retry is under way. Its progress is shown here.`,
      );
    },
    assign: async (id, userId) => {
      const { data, error } = await assign({ id, userId });
      const done = userId === null ? t`Assigned to nobody.` : t`Assigned.`;
      return told(error && failureText(error), data?.assignIssue.problems, done);
    },
    comment: async (id, text) => {
      const { data, error } = await comment({ id, text });
      return told(error && failureText(error), data?.commentIssue.problems, t`Comment added.`);
    },
    park: async (id, reason) => {
      const { data, error } = await park({ id, reason }, groups);
      return told(error && failureText(error), data?.parkIssue.problems, t`Parked.`);
    },
    unpark: async (id) => {
      const { data, error } = await unpark({ id }, groups);
      return told(error && failureText(error), data?.unparkIssue.problems, t`Back among the open issues.`);
    },
    retry: async (ids) => {
      const { data, error } = await retry({ ids: [...ids] }, groups);
      const problems = data?.retryIssues.flatMap((one) => one.problems);
      return told(
        error && failureText(error),
        problems,
        plural(ids.length, { one: 'Retry is under way.', other: `${ids.length} retries are under way.` }),
      );
    },
    dismiss: async (id, reason) => {
      const { data, error } = await dismiss({ id, reason }, groups);
      return told(error && failureText(error), data?.dismissIssue.problems, t`Issue dismissed.`);
    },
    accept: async (id, reason) => {
      const { data, error } = await accept({ id, reason }, groups);
      return told(
        error && failureText(error),
        data?.acceptDifference.problems,
        t`Difference accepted. The win is being closed in ConnectWise.`,
      );
    },
    resolveMatch: async (id, input) => {
      const { data, error } = await resolve({ id, input }, groups);
      const done = input.decision === 'LINK' ? t`The records are linked.` : t`A new record is being made.`;
      return told(error && failureText(error), data?.resolveMatch.problems, done);
    },
  };
}

/** What the page counts anew. */
const groups = { additionalTypenames: ['IssueGroup', 'IssueRetry', 'SyncIssue'] };

function told(failure: string | undefined, problems: Problems, done: string): boolean {
  const [problem, ...others] = problems ?? [];
  if (failure) notifyFailure(failure);
  else if (problem)
    notifyFailure(others.length > 0 ? t`${problem.message} (and ${others.length} more)` : problem.message);
  else notifyDone(done);
  return !failure && !problem;
}
