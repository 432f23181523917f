import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import type { StepReport } from '../../integration/settings/setup-progress.rules.ts';
import type { StepReporter } from '../../integration/settings/setup-progress.service.ts';
import { comparisonStates, pairsWait } from '../messages/match.messages.ts';
import { latestMatchRun } from './comparison/match-runs.queries.ts';
import { changedSinceCompared } from './comparison/match-scope.ts';
import { countWaiting } from './review/match-review.queries.ts';

/** How the comparison stands. Pairs that wait keep nothing from starting: they are skipped until somebody decides. */
export const matchingStep = (settings: Pick<SettingsService, 'of' | 'atRevision'>): StepReporter => ({
  step: 'matching',
  report: async (tx: Tx, connectionId: Id): Promise<StepReport> => {
    const run = await latestMatchRun(tx, connectionId);
    if (!run) return { state: 'open', note: comparisonStates.none };
    if (run.state === 'running') return { state: 'open', note: comparisonStates.running };
    if (run.state === 'failed') return { state: 'open', note: comparisonStates.failed };
    const { configuration, startedAt } = await settings.of(tx, connectionId);
    if ((await changedSinceCompared(tx, settings, connectionId)).length > 0)
      return { state: startedAt ? 'open' : 'needs_work', note: comparisonStates.outdated };
    const waiting = await countWaiting(tx, connectionId, configuration.matching.threshold);
    if (waiting === 0) return { state: 'done', note: null };
    return {
      state: 'open',
      note: pairsWait(waiting),
    };
  },
});
