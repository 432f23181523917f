import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import type { Saver, SettingsService } from '../configuration/settings.service.ts';
import type { Lacking } from '../mapping/lacking.ts';
import type { Section } from '../setup/section.ts';
import { readSetupFacts } from '../setup/setup-facts.queries.ts';
import {
  acceptTask,
  type NotedTask,
  notedTasks,
  noteTasks,
  openOpportunitiesByStage,
  openOpportunitiesByTaxRegion,
} from './drift.queries.ts';
import { driftTasks } from './drift.rules.ts';
import type { DriftTask } from './drift-task.ts';

/** A task that is open, with what only the database knows of it. */
export interface KnownDriftTask extends DriftTask {
  detectedAt: Date | null;
  /** How many open opportunities it concerns; null where that is not known. */
  affectedOpportunities: number | null;
}

/** Sends out again what waits because an option was gone; the push engine satisfies it. */
export interface HeldPushes {
  retryHeld(tx: Tx, connectionId: Id): Promise<void>;
  /** What went out without an option that one of these lists lacked. */
  retryLacking(tx: Tx, connectionId: Id, kinds: readonly Lacking[]): Promise<void>;
}

/** Watches whether the options that the settings use are still there in ConnectWise. */
export class DriftService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
    private readonly audit: AuditLog,
    private readonly held: HeldPushes,
    /** Every part of the configuration. */
    private readonly sections: readonly Section[],
  ) {}

  /** Those that nobody has accepted. */
  async tasks(tx: Tx): Promise<KnownDriftTask[]> {
    const connection = await this.connections.active(tx);
    if (!connection) return [];
    const noted = await notedTasks(tx, connection.id);
    const tasks = (await this.current(tx, connection.id)).filter((task) => !noted.get(task.key)?.acceptedAt);
    if (tasks.length === 0) return [];
    return this.counted(tx, tasks, noted);
  }

  /**
   * Leaves a task as it is: it is shown no more, until what it is about changes further. Throws ProblemsError: not_found, for one that can
   * only be mended, must_be_mended.
   */
  async accept(tx: Tx, key: string, saver: Saver): Promise<KnownDriftTask[]> {
    const connection = await this.connections.active(tx);
    const task = connection && (await this.tasks(tx)).find((one) => one.key === key);
    if (!task) return refuse('not_found', 'This task is not open any more. Load the page again.', 'key');
    if (!task.canAccept) return refuse('must_be_mended', `${task.message} ${task.advice}`, 'key');
    await acceptTask(tx, connection.id, key, saver.name);
    await this.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        code: task.code,
        name: task.label,
        description: `Left as it is: ${task.message}`,
        actor: saver.name,
      },
    ]);
    return this.tasks(tx);
  }

  /** Who uses each option, by `kind:remoteId`. */
  async users(tx: Tx): Promise<Map<string, string[]>> {
    const connection = await this.connections.active(tx);
    if (!connection) return new Map();
    const { configuration } = await this.settings.of(tx, connection.id);
    const facts = await readSetupFacts(tx, connection.id);
    const users = new Map<string, string[]>();
    for (const { kind, remoteId, usedBy } of this.sections.flatMap((section) => section.uses(configuration, facts)))
      users.set(`${kind}:${remoteId}`, [...(users.get(`${kind}:${remoteId}`) ?? []), usedBy]);
    return users;
  }

  /** After the lists were read or the settings saved: each new task is told once, and what waited for one that is over goes out again. */
  async note(tx: Tx, connectionId: Id): Promise<void> {
    const tasks = await this.current(tx, connectionId);
    const { added, isSomeOver } = await noteTasks(
      tx,
      connectionId,
      tasks.map((task) => task.key),
    );
    await this.audit.record(
      tx,
      tasks
        .filter((task) => added.has(task.key))
        .map(({ code, label, message, advice }) => ({
          operation: 'check',
          status: 'info',
          code,
          name: label,
          description: `${message} ${advice}`,
        })),
    );
    if (isSomeOver) await this.held.retryHeld(tx, connectionId);
  }

  private async counted(
    tx: Tx,
    tasks: readonly DriftTask[],
    noted: ReadonlyMap<string, NotedTask>,
  ): Promise<KnownDriftTask[]> {
    const byStage = await openOpportunitiesByStage(
      tx,
      tasks.flatMap((task) => task.stageIds ?? []),
    );
    const byRegion = await openOpportunitiesByTaxRegion(
      tx,
      tasks.flatMap((task) => task.taxRegionIds ?? []),
    );
    const sum = (ids: readonly Id[] | null, counts: ReadonlyMap<Id, number>): number | null =>
      ids?.reduce((total, id) => total + (counts.get(id) ?? 0), 0) ?? null;
    return tasks.map((task) => ({
      ...task,
      detectedAt: noted.get(task.key)?.detectedAt ?? null,
      affectedOpportunities: sum(task.stageIds, byStage) ?? sum(task.taxRegionIds, byRegion),
    }));
  }

  private async current(tx: Tx, connectionId: Id): Promise<DriftTask[]> {
    const { configuration } = await this.settings.of(tx, connectionId);
    return driftTasks(this.sections, configuration, await readSetupFacts(tx, connectionId));
  }
}
