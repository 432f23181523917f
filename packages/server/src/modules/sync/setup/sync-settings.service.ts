import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { ProblemsError } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { diffFields } from '../../audit/diff.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { effectiveResult } from '../../mapping/effective-result.rules.ts';
import type { MappedStage } from '../../mapping/stage.rules.ts';
import type { StageMapInput } from '../../mapping/stage-map.rules.ts';
import type { StageMapService } from '../../mapping/stage-map.service.ts';
import { type Defaults, resolveDefaults } from '../../settings/defaults.rules.ts';
import { defaultKinds, defaultsProblems } from '../../settings/defaults-problems.rules.ts';
import type { Saver, SettingsService } from '../../settings/settings.service.ts';

/** The settings with what they come to: `defaults` completed from ConnectWise's flags, each stage with its effective result. */
export interface EffectiveSettings {
  mode: SyncMode;
  revision: number;
  defaults: Defaults;
  stageMap: (MappedStage & { effective: string })[];
  startedAt: Date | null;
}

/** What is left out stays as it is; a default of null goes back to ConnectWise's own. */
export interface SyncSettingsChange {
  mode?: SyncMode | null;
  defaults?: Partial<Defaults> | null;
  stageMap?: StageMapInput[] | null;
}

export class SyncSettingsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly stageMap: StageMapService,
  ) {}

  async effective(tx: Tx, connectionId: Id): Promise<EffectiveSettings> {
    const settings = await this.settings.of(tx, connectionId);
    const lists = await readReferenceLists(tx, connectionId, defaultKinds);
    const defaults = resolveDefaults(settings.defaults, lists);
    const rows = await this.stageMap.rows(tx, connectionId);
    return {
      mode: settings.mode,
      revision: settings.revision,
      defaults,
      startedAt: settings.startedAt,
      stageMap: rows.map((row) => ({ ...row, effective: effectiveResult(row, defaults, lists) })),
    };
  }

  /** Saves all of it or nothing; ProblemsError names every problem at its field. */
  async save(tx: Tx, connectionId: Id, change: SyncSettingsChange, saver: Saver): Promise<EffectiveSettings> {
    const before = await this.settings.lock(tx, connectionId);
    const lists = await readReferenceLists(tx, connectionId, defaultKinds);
    const chosen = change.defaults ?? {};
    const inputs = change.stageMap ?? [];
    const problems = [
      ...defaultsProblems(chosen, lists),
      ...(await this.stageMap.problems(tx, connectionId, inputs, lists)),
    ];
    if (problems.length > 0) throw new ProblemsError(problems);
    const next = { mode: change.mode ?? before.mode, defaults: { ...before.defaults, ...given(chosen) } };
    await this.settings.write(tx, connectionId, next, saver);
    const mapped = inputs.length > 0 ? await this.stageMap.save(tx, connectionId, inputs) : [];
    const changes = [...diffFields(flat(before), flat(next)), ...mapped];
    await this.settings.record(tx, connectionId, changes, saver);
    return this.effective(tx, connectionId);
  }
}

/** GraphQL gives fields that were left out as undefined; those say nothing. Empty text means "not chosen". */
const given = (chosen: Partial<Defaults>): Partial<Defaults> =>
  Object.fromEntries(
    Object.entries(chosen).flatMap(([key, value]) => (value === undefined ? [] : [[key, value || null]])),
  );

const flat = ({ mode, defaults }: { mode: SyncMode; defaults: Defaults }): Record<string, unknown> => ({
  mode,
  ...Object.fromEntries(Object.entries(defaults).map(([key, value]) => [`defaults.${key}`, value])),
});
