import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import type { ResolveMatchInput } from '../../graphql/graphql.ts';
import {
  AcceptDifferenceMutation,
  DismissIssueMutation,
  ResolveMatchMutation,
  RetryIssuesMutation,
} from './issues.graphql.ts';

export type IssueActions = {
  /** Each promise tells whether it worked; what failed is shown to the person by then. */
  retry: (ids: readonly string[]) => Promise<boolean>;
  dismiss: (id: string, reason: string) => Promise<boolean>;
  accept: (id: string, reason: string) => Promise<boolean>;
  resolveMatch: (id: string, input: ResolveMatchInput) => Promise<boolean>;
  isRetrying: boolean;
};

type Problems = readonly { message: string }[] | undefined;

export function useIssueActions(): IssueActions {
  const [retrying, retry] = useMutation(RetryIssuesMutation);
  const [, dismiss] = useMutation(DismissIssueMutation);
  const [, accept] = useMutation(AcceptDifferenceMutation);
  const [, resolve] = useMutation(ResolveMatchMutation);
  return {
    isRetrying: retrying.fetching,
    retry: async (ids) => {
      const { data, error } = await retry({ ids: [...ids] });
      const problems = data?.retryIssues.flatMap((one) => one.problems);
      return told(
        error && failureText(error),
        problems,
        ids.length === 1 ? 'Retry is under way.' : `${ids.length} retries are under way.`,
      );
    },
    dismiss: async (id, reason) => {
      const { data, error } = await dismiss({ id, reason });
      return told(error && failureText(error), data?.dismissIssue.problems, 'Issue dismissed.');
    },
    accept: async (id, reason) => {
      const { data, error } = await accept({ id, reason });
      return told(
        error && failureText(error),
        data?.acceptDifference.problems,
        'Difference accepted. The win is being closed in ConnectWise.',
      );
    },
    resolveMatch: async (id, input) => {
      const { data, error } = await resolve({ id, input });
      const done = input.decision === 'LINK' ? 'The records are linked.' : 'A new record is being made.';
      return told(error && failureText(error), data?.resolveMatch.problems, done);
    },
  };
}

function told(failure: string | undefined, problems: Problems, done: string): boolean {
  const [problem, ...others] = problems ?? [];
  if (failure) notifyFailure(failure);
  else if (problem)
    notifyFailure(others.length > 0 ? `${problem.message} (and ${others.length} more)` : problem.message);
  else notifyDone(done);
  return !failure && !problem;
}
