import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../settings/settings.service.ts';
import { sections } from '../setup/sections.ts';
import { readSetupFacts } from '../setup/setup-facts.queries.ts';
import { detectedAt, noteTasks, openOpportunitiesByStage } from './drift.queries.ts';
import { type DriftTask, driftTasks } from './drift.rules.ts';

/** A task with what only the database knows of it. */
export interface KnownDriftTask extends DriftTask {
  detectedAt: Date | null;
  /** How many open opportunities would get the option; null where that is not known. */
  affectedOpportunities: number | null;
}

/** Sends out again what waits because an option was gone; the push engine satisfies it. */
export interface HeldPushes {
  retryHeld(tx: Tx, connectionId: Id): Promise<void>;
}

/** Watches whether the options that the settings use are still there in ConnectWise. */
export class DriftService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
    private readonly audit: AuditLog,
    private readonly held: HeldPushes,
  ) {}

  async tasks(tx: Tx): Promise<KnownDriftTask[]> {
    const connection = await this.connections.active(tx);
    if (!connection) return [];
    const tasks = await this.current(tx, connection.id);
    if (tasks.length === 0) return [];
    const since = await detectedAt(tx, connection.id);
    const open = await openOpportunitiesByStage(
      tx,
      tasks.flatMap((task) => task.stageIds ?? []),
    );
    return tasks.map((task) => ({
      ...task,
      detectedAt: since.get(task.key) ?? null,
      affectedOpportunities: task.stageIds?.reduce((sum, id) => sum + (open.get(id) ?? 0), 0) ?? null,
    }));
  }

  /** Who uses each option, by `kind:remoteId`. */
  async users(tx: Tx): Promise<Map<string, string[]>> {
    const connection = await this.connections.active(tx);
    if (!connection) return new Map();
    const { configuration } = await this.settings.of(tx, connection.id);
    const facts = await readSetupFacts(tx, connection.id);
    const users = new Map<string, string[]>();
    for (const { kind, remoteId, usedBy } of sections.flatMap((section) => section.uses(configuration, facts)))
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
        .map(({ code, label, message }) => ({
          operation: 'check',
          status: 'info',
          code,
          name: label,
          description: `${message} Choose another; records that need it wait until then.`,
        })),
    );
    if (isSomeOver) await this.held.retryHeld(tx, connectionId);
  }

  private async current(tx: Tx, connectionId: Id): Promise<DriftTask[]> {
    const { configuration } = await this.settings.of(tx, connectionId);
    return driftTasks(sections, configuration, await readSetupFacts(tx, connectionId));
  }
}
