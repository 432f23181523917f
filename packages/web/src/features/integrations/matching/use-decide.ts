import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import type { ReviewDecision } from '../../../graphql/graphql.ts';
import { decisions } from './match-words.ts';
import { DecideMatchesMutation } from './matching.graphql.ts';

/** What of the cache is no longer true once pairs were decided. */
export const touchedByDecisions = ['MatchSummary', 'MatchCounts', 'MatchPair', 'MatchPairPage', 'SetupStep'];

export type Decide = (ids: readonly string[], decision: ReviewDecision) => Promise<boolean>;

/** Decides about pairs and says how it went; `busy` holds those that are on their way. */
export function useDecide(): { decide: Decide; busy: ReadonlySet<string> } {
  const [, send] = useMutation(DecideMatchesMutation);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const decide: Decide = async (ids, decision) => {
    setBusy((before) => new Set([...before, ...ids]));
    const { data, error } = await send({ ids: [...ids], decision }, { additionalTypenames: touchedByDecisions });
    setBusy((before) => new Set([...before].filter((id) => !ids.includes(id))));
    const failure = error ? failureText(error) : problemsText(data?.decideMatches.problems ?? []);
    if (failure) notifyFailure(failure);
    const count = data?.decideMatches.decided ?? 0;
    const word = decisions.find((one) => one.decision === decision)?.done ?? '';
    if (count > 0) notifyDone(plural(count, { one: `One pair is ${word}.`, other: `# pairs are ${word}.` }));
    return count > 0;
  };
  return { decide, busy };
}

const MAX_SHOWN = 5;

/** Each sentence once; many of them are cut short. */
export function problemsText(problems: readonly { message: string }[]): string {
  const sentences = [...new Set(problems.map((problem) => problem.message))];
  const rest = sentences.length - MAX_SHOWN;
  return [...sentences.slice(0, MAX_SHOWN), ...(rest > 0 ? [t`And ${rest} more like these.`] : [])].join(' ');
}
