import type { CombinedError } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import type { FormProblem } from '../../components/form-problems.tsx';

/** What is wrong with an answer, request failures included; nothing when it worked. */
export function answerProblems(
  error: CombinedError | undefined,
  problems: readonly FormProblem[] | undefined,
): FormProblem[] {
  const found = [...(problems ?? [])];
  if (error) found.push({ code: 'failed', message: failureText(error) });
  return found;
}

/** A list or board column that is empty holds no opportunity, only its page, so that is what the cache is told as well. */
export const changesOpportunities = {
  additionalTypenames: ['Opportunity', 'OpportunityPage', 'Document', 'DocumentPage'],
};
