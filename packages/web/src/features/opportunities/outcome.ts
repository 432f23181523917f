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

/** Lists and board columns that were empty name no type, so the cache is told what a change touches. */
export const changesOpportunities = { additionalTypenames: ['Opportunity', 'Document', 'PipelineStage'] };
