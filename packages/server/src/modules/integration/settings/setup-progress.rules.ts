import { type SetupState, type SetupStep, setupSteps } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';

/** How a step stands, and one sentence about it. */
export interface StepStanding {
  step: SetupStep;
  state: SetupState;
  note: string | null;
  problems: Problem[];
}

/** What a step says of itself once ConnectWise is connected; a step that says nothing is `open`. */
export type StepReport = Pick<StepStanding, 'state' | 'note'> & { problems?: Problem[] };

export interface ProgressQuestion {
  isConnected: boolean;
  isStarted: boolean;
  /** What keeps the sync from starting, by the step in which it is mended. */
  problems: readonly { step: SetupStep; problem: Problem }[];
  reports: Partial<Record<SetupStep, StepReport>>;
}

/** All steps in their order: without a connection everything behind it is locked; what misses something needs work. */
export function setupProgress({ isConnected, isStarted, problems, reports }: ProgressQuestion): StepStanding[] {
  return setupSteps.map((step): StepStanding => {
    const own = problems.filter((p) => p.step === step).map((p) => p.problem);
    if (step === 'connect')
      return { step, state: isConnected ? 'done' : 'needs_work', note: null, problems: isConnected ? [] : own };
    if (!isConnected) return { step, state: 'locked', note: 'Connect to ConnectWise first.', problems: [] };
    if (step === 'start') return startStep(isStarted, problems.length);
    const report = reports[step];
    const all = [...own, ...(report?.problems ?? [])];
    if (all.length > 0) return { step, state: 'needs_work', note: report?.note ?? sentenceOf(all), problems: all };
    return { step, state: report?.state ?? 'done', note: report?.note ?? null, problems: [] };
  });
}

function startStep(isStarted: boolean, problems: number): StepStanding {
  const base = { step: 'start' as const, problems: [] };
  if (isStarted) return { ...base, state: 'done', note: null };
  if (problems > 0)
    return {
      ...base,
      state: 'locked',
      note: problems === 1 ? 'One thing is still missing.' : `${problems} things are still missing.`,
    };
  return { ...base, state: 'open', note: null };
}

const sentenceOf = (problems: readonly Problem[]): string | null =>
  problems.length === 1 ? (problems[0]?.message ?? null) : `${problems.length} things need a choice.`;
