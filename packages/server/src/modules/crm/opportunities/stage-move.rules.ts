import type { StageKind } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Exactly } from '../exactly.ts';

export interface Stage {
  id: Id;
  name: string;
  position: number;
  kind: StageKind;
}

/** What a move means: within a kind nothing special happens. */
export type Move = 'stay' | 'won' | 'lost' | 'reopened';

export type StageDecision<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What it means to go from a stage of one kind to one of another. A closed opportunity is reopened before it is closed the other way. */
export function moveBetween(from: StageKind, to: StageKind): StageDecision<Move> {
  if (from === to) return { ok: true, value: 'stay' };
  if (to === 'open') return { ok: true, value: 'reopened' };
  if (from === 'open') return { ok: true, value: to };
  return refused(`is_${from}`, `This opportunity is ${from}. Reopen it before you mark it ${to}.`, 'stageId');
}

/** When an opportunity was won and lost; null where it is not. */
export interface ClosingTimes {
  wonAt: Date | null;
  lostAt: Date | null;
}

/** The closing times after a move at `now`, and nothing else: they are spread over the opportunity. */
export function closingTimes<Before extends ClosingTimes>(
  move: Move,
  now: Date,
  before: Exactly<ClosingTimes, Before>,
): ClosingTimes {
  switch (move) {
    case 'stay':
      return { wonAt: before.wonAt, lostAt: before.lostAt };
    case 'won':
      return { wonAt: now, lostAt: null };
    case 'lost':
      return { wonAt: null, lostAt: now };
    case 'reopened':
      return { wonAt: null, lostAt: null };
    default:
      return move satisfies never;
  }
}

const wanting: Record<StageKind, { code: string; sentence: string }> = {
  open: { code: 'no_open_stage', sentence: 'Your pipeline has no open stage. Add one, then reopen the opportunity.' },
  won: { code: 'no_won_stage', sentence: 'Your pipeline has no won stage. Add one, then mark the opportunity won.' },
  lost: {
    code: 'no_lost_stage',
    sentence: 'Your pipeline has no lost stage. Add one, then mark the opportunity lost.',
  },
};

/** The first stage of a kind, in the order of the pipeline. */
export function firstStage(stages: readonly Stage[], kind: StageKind): StageDecision<Stage> {
  const [first] = stages.filter((s) => s.kind === kind).sort((a, b) => a.position - b.position);
  return first ? { ok: true, value: first } : refused(wanting[kind].code, wanting[kind].sentence, null);
}

/** Where a closed opportunity goes: the given stage, which must be an open one, or the first open one. */
export function stageToReopen(stages: readonly Stage[], wanted: Id | null): StageDecision<Stage> {
  if (wanted === null) return firstStage(stages, 'open');
  const stage = stages.find((s) => s.id === wanted.toLowerCase());
  if (!stage) return refused('not_found', 'This stage does not exist any more. Choose another one.', 'stageId');
  if (stage.kind !== 'open')
    return refused('stage_not_open', `"${stage.name}" is a ${stage.kind} stage. Choose an open one.`, 'stageId');
  return { ok: true, value: stage };
}

function refused(code: string, message: string, field: string | null): StageDecision<never> {
  return { ok: false, problem: { code, message, field } };
}
