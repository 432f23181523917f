import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Problem, ProblemsError } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { effectiveResult } from '../../mapping/effective-result.rules.ts';
import type { MappedStage } from '../../mapping/stage.rules.ts';
import { stagesWithMap } from '../../mapping/stage-map.queries.ts';
import { resolveDefaults } from '../../settings/defaults.rules.ts';
import type { Saver, SettingsService } from '../../settings/settings.service.ts';
import type { ConfigurationChange } from './section.ts';
import { sections } from './sections.ts';
import { readSetupFacts } from './setup-facts.queries.ts';

/** The settings with what they come to: `defaults` completed from ConnectWise's flags, each stage with its effective result. */
export interface EffectiveSettings {
  configuration: Configuration;
  revision: number;
  defaults: Defaults;
  stageMap: (MappedStage & { effective: string })[];
  startedAt: Date | null;
}

export class SyncSettingsService {
  constructor(private readonly settings: SettingsService) {}

  async effective(tx: Tx, connectionId: Id): Promise<EffectiveSettings> {
    const { configuration, revision, startedAt } = await this.settings.of(tx, connectionId);
    const { lists } = await readSetupFacts(tx, connectionId);
    const defaults = resolveDefaults(configuration.defaults, lists);
    const rows = await stagesWithMap(tx, configuration.stageMap);
    return {
      configuration,
      revision,
      defaults,
      startedAt,
      stageMap: rows.map((row) => ({ ...row, effective: effectiveResult(row, defaults, lists) })),
    };
  }

  /** Saves all of it or nothing; ProblemsError names every problem at its field. */
  async save(tx: Tx, connectionId: Id, change: ConfigurationChange, saver: Saver): Promise<EffectiveSettings> {
    const before = await this.settings.lock(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    const next = sections.reduce((whole, section) => section.apply(whole, change), before.configuration);
    const problems = sections.flatMap((one) => one.problems(before.configuration, next, change, facts));
    if (problems.length > 0) throw new ProblemsError(problems);
    const names = new Map(facts.stages.map((stage) => [stage.id, stage.name]));
    await this.settings.save(tx, before, next, saver, { names });
    return this.effective(tx, connectionId);
  }

  /** Everything that keeps the sync from starting: what is wrong (an option may have gone since it was chosen) and what is missing. */
  async problemsBySection(tx: Tx, connectionId: Id): Promise<{ step: SetupStep; problem: Problem }[]> {
    const { configuration } = await this.settings.of(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    return sections.flatMap((one) =>
      [...one.problems(configuration, configuration, null, facts), ...one.missing(configuration, facts)].map(
        (problem) => ({ step: one.step, problem }),
      ),
    );
  }
}
