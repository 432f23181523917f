import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import { effectiveResult } from '@causeway/shared/mapping/outcome.rules';
import type { MappedStage, MappingFallback, StageMapping } from '@causeway/shared/mapping/stage-mapping';
import type { SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Problem, ProblemsError } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { stageMappingOf } from '../../mapping/stage-mapping.queries.ts';
import { resolveDefaults } from '../../settings/defaults.rules.ts';
import type { Saver, SettingsService } from '../../settings/settings.service.ts';
import type { CwStatusField } from '../cw-status/cw-status-field.service.ts';
import type { ConfigurationChange, SetupFacts } from './section.ts';
import { sections } from './sections.ts';
import { readSetupFacts } from './setup-facts.queries.ts';

/** The settings with what they come to: `defaults` completed from ConnectWise's flags, each stage with its effective result. */
export interface EffectiveSettings {
  configuration: Configuration;
  revision: number;
  defaults: Defaults;
  stageMap: (MappedStage & { effective: string })[];
  mappingFallback: MappingFallback;
  startedAt: Date | null;
}

export class SyncSettingsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly cwStatusField: CwStatusField,
  ) {}

  async effective(tx: Tx, connectionId: Id): Promise<EffectiveSettings> {
    const { configuration, revision, startedAt } = await this.settings.of(tx, connectionId);
    const { lists, stages } = await readSetupFacts(tx, connectionId);
    const mapping = stageMappingOf(stages, configuration, lists);
    return {
      configuration,
      revision,
      defaults: resolveDefaults(configuration.defaults, lists),
      startedAt,
      stageMap: mapping.stages.map((row) => ({ ...row, effective: effectiveResult(row, mapping) })),
      mappingFallback: mapping.fallback,
    };
  }

  /** What the rules of stage and status go by, as saved, or as it would be after a change that is not saved. ProblemsError as `save` does. */
  async stageMapping(tx: Tx, connectionId: Id, change: ConfigurationChange): Promise<StageMapping> {
    const { configuration } = await this.settings.of(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    return stageMappingOf(facts.stages, changed(configuration, change, facts), facts.lists);
  }

  /** Saves all of it or nothing; ProblemsError names every problem at its field. */
  async save(tx: Tx, connectionId: Id, change: ConfigurationChange, saver: Saver): Promise<EffectiveSettings> {
    const before = await this.settings.lock(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    const next = changed(before.configuration, change, facts);
    const names = new Map(facts.stages.map((stage) => [stage.id, stage.name]));
    await this.settings.save(tx, before, next, saver, { names });
    if (change.opportunityMapping) await this.cwStatusField.keepUp(tx, connectionId);
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

/** The configuration after a change; ProblemsError names everything that is wrong with it. */
function changed(before: Configuration, change: ConfigurationChange, facts: SetupFacts): Configuration {
  const next = sections.reduce((whole, section) => section.apply(whole, change), before);
  const problems = sections.flatMap((one) => one.problems(before, next, change, facts));
  if (problems.length > 0) throw new ProblemsError(problems);
  return next;
}
