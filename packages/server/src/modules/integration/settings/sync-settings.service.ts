import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import { effectiveResult } from '@causeway/shared/mapping/outcome.rules';
import type { MappedStage, MappingFallback, StageMapping } from '@causeway/shared/mapping/stage-mapping';
import type { SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Problem, ProblemsError } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import { resolveDefaults } from '../configuration/defaults.rules.ts';
import type { Saver, SettingsRecord, SettingsService } from '../configuration/settings.service.ts';
import { driftTasks } from '../drift/drift.rules.ts';
import { isProblem } from '../drift/drift-task.ts';
import { stageMappingOf } from '../mapping/stage-mapping.queries.ts';
import type { ConfigurationChange, SetupFacts } from '../setup/section.ts';
import { settingChanges } from '../setup/setting-lines.rules.ts';
import { readSetupFacts } from '../setup/setup-facts.queries.ts';
import { sections } from './sections.ts';

/** The settings with what they come to: `defaults` completed from ConnectWise's flags, each stage with its effective result. */
export interface EffectiveSettings {
  configuration: Configuration;
  revision: number;
  defaults: Defaults;
  stageMap: (MappedStage & { effective: string })[];
  mappingFallback: MappingFallback;
  startedAt: Date | null;
}

export type OnChanged = (tx: Tx, connectionId: Id, before: Configuration, next: Configuration) => Promise<void>;

export class SyncSettingsService {
  constructor(
    private readonly settings: SettingsService,
    /** Told in the transaction of every save. */
    private readonly onSaved: (tx: Tx, connectionId: Id) => Promise<void> = async () => undefined,
    /** The same, with what was in force before and is now. */
    private readonly onChanged: OnChanged = async () => undefined,
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

  /** The configuration as it would be after a change that is not saved, beside the one in force. ProblemsError as `save` does. */
  async tried(
    tx: Tx,
    connectionId: Id,
    change: ConfigurationChange,
  ): Promise<{ before: Configuration; next: Configuration }> {
    const { configuration: before } = await this.settings.of(tx, connectionId);
    return { before, next: changed(before, change, await readSetupFacts(tx, connectionId)) };
  }

  /** Saves all of it or nothing; ProblemsError names every problem at its field. */
  async save(tx: Tx, connectionId: Id, change: ConfigurationChange, saver: Saver): Promise<EffectiveSettings> {
    const before = await this.settings.lock(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    return this.keep(tx, before, changed(before.configuration, change, facts), { saver, facts });
  }

  /** Puts a whole configuration in place, judged like a save of the parts that differ. `note` says in the history what was done. */
  async replace(tx: Tx, connectionId: Id, next: Configuration, saver: Saver, note: string): Promise<EffectiveSettings> {
    const before = await this.settings.lock(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    const problems = this.problemsOf(before.configuration, next, facts);
    if (problems.length > 0) throw new ProblemsError(problems);
    return this.keep(tx, before, next, { saver, facts, note });
  }

  /**
   * What is wrong with the parts that differ, lost options included; what is as it was is not judged, as a save of another part would not
   * either.
   */
  problemsOf(before: Configuration, next: Configuration, facts: SetupFacts): Problem[] {
    const told = sections.flatMap((one) =>
      isSame(before[one.key], next[one.key]) ? [] : one.problems(before, next, null, facts),
    );
    const fields = new Set(told.map((problem) => problem.field));
    const known = new Set(driftTasks(sections, before, facts).map((task) => task.key));
    const lost = driftTasks(sections, next, facts).filter(
      (task) => isProblem(task) && !known.has(task.key) && !fields.has(task.fields[0]),
    );
    return [...told, ...lost.map(({ code, fields: [field], message }) => ({ code, field: field ?? null, message }))];
  }

  private async keep(
    tx: Tx,
    before: SettingsRecord,
    next: Configuration,
    { saver, facts, note }: { saver: Saver; facts: SetupFacts; note?: string },
  ): Promise<EffectiveSettings> {
    const inWords = settingChanges(sections, before.configuration, next, facts);
    await this.settings.save(tx, before, next, saver, { inWords, ...(note ? { note } : {}) });
    await this.onChanged(tx, before.connectionId, before.configuration, next);
    await this.onSaved(tx, before.connectionId);
    return this.effective(tx, before.connectionId);
  }

  /** Everything that keeps the sync from starting: what is wrong (an option may have gone since it was chosen) and what is missing. */
  async problemsBySection(tx: Tx, connectionId: Id): Promise<{ step: SetupStep; problem: Problem }[]> {
    const { configuration } = await this.settings.of(tx, connectionId);
    const facts = await readSetupFacts(tx, connectionId);
    const drift = driftTasks(sections, configuration, facts).filter(isProblem);
    const lost = new Set<string | null | undefined>(drift.flatMap((task) => task.fields));
    const others = sections.flatMap((one) =>
      [...one.problems(configuration, configuration, null, facts), ...one.missing(configuration, facts)].map(
        (problem) => ({ step: one.step, problem }),
      ),
    );
    const told = drift.map(({ step, code, fields, message }) => ({
      step,
      problem: { code, field: fields[0] ?? null, message },
    }));
    return [...told, ...others.filter(({ problem }) => !lost.has(problem.field))];
  }
}

/** The configuration after a change; ProblemsError names everything that is wrong with it. */
function changed(before: Configuration, change: ConfigurationChange, facts: SetupFacts): Configuration {
  const next = sections.reduce((whole, section) => section.apply(whole, change), before);
  const problems = sections.flatMap((one) => one.problems(before, next, change, facts));
  if (problems.length > 0) throw new ProblemsError(problems);
  return next;
}
