import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { type Id, isId, newId } from '../../../platform/ids.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { usableConnection } from '../../connection/usable-connection.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { runningPull } from '../pull/runs/runs.queries.ts';
import { cancelPreview, findPreview, newestPreview, openPreview, type PreviewRow } from './preview.queries.ts';
import { readBasis } from './preview-basis.queries.ts';
import { changedSince, type StandsOn } from './preview-basis.rules.ts';
import { previewJob } from './preview-wake-up.ts';

/** A preview with what has changed since it was asked for, in words. */
export type PreviewView = PreviewRow & { changedSince: string[] };

/** Asks for previews and tells whether they still hold. A preview is a row; the job only wakes a worker. */
export class PreviewService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
    private readonly queue: Pick<JobQueue, 'enqueue'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** Begins a preview with the settings as they are, or answers the one that is being made. */
  async start(tx: Tx, requestedBy: string): Promise<PreviewView> {
    const connection = await usableConnection(this.connections, tx);
    if ((await runningPull(tx, connection.id))?.kind === 'initial')
      refuse(
        'already_running',
        'The first sync is running: its progress tells what it does. A preview comes before it.',
      );
    const now = await this.now(tx, connection.id);
    await openPreview(tx, { id: newId(), connectionId: connection.id, requestedBy, ...now });
    const preview = await newestPreview(tx, connection.id, 'running');
    if (!preview) throw new AppError('conflict', 'The preview ended while it was being started. Try again.');
    this.wake(tx, preview.id);
    return { ...preview, changedSince: changedSince(preview, now) };
  }

  /** Ends a preview that is being made. Its worker stops within seconds; a new one can be asked for at once. */
  async cancel(tx: Tx, id: Id, cancelledBy: string): Promise<PreviewView> {
    const isEnded = isId(id) && (await cancelPreview(tx, id, cancelledBy));
    const preview = await this.byId(tx, id);
    if (!preview) return refuse('not_found', 'There is no such preview.', 'id');
    if (!isEnded) return refuse('not_running', 'This preview is over already. Look at it, or make a new one.', 'id');
    return preview;
  }

  async byId(tx: Tx, id: Id): Promise<PreviewView | null> {
    return isId(id) ? this.view(tx, await findPreview(tx, id)) : null;
  }

  /** The newest preview of the workspace's connection, whatever its state. */
  async latest(tx: Tx): Promise<PreviewView | null> {
    const connection = await this.connections.active(tx);
    return connection && this.view(tx, await newestPreview(tx, connection.id));
  }

  /** Refuses to start by a preview that does not hold any more, naming what changed; without an ID the newest one counts. */
  async require(tx: Tx, connectionId: Id, previewId: Id | null): Promise<void> {
    const found = previewId
      ? isId(previewId) && (await findPreview(tx, previewId))
      : await newestPreview(tx, connectionId, 'done');
    const preview = found && found.connectionId === connectionId ? found : null;
    if (!preview)
      return refuse(
        'preview_missing',
        previewId
          ? 'There is no such preview any more. Make a new one: Set up → Preview.'
          : 'Look at a preview before the first start: Set up → Preview.',
        'previewId',
      );
    if (preview.state === 'cancelled')
      refuse('preview_cancelled', 'This preview was cancelled. Make a new one, then start.', 'previewId');
    if (preview.state !== 'done')
      return refuse('preview_unfinished', 'The preview is not finished. Wait for it, or make a new one.', 'previewId');
    const changed = changedSince(preview, await this.now(tx, connectionId));
    if (changed.length > 0)
      refuse(
        'preview_stale',
        `Since the preview ${sentence(changed)} changed. Make a new one, then start.`,
        'previewId',
      );
  }

  private async view(tx: Tx, preview: PreviewRow | null): Promise<PreviewView | null> {
    return preview && { ...preview, changedSince: changedSince(preview, await this.now(tx, preview.connectionId)) };
  }

  private async now(tx: Tx, connectionId: Id): Promise<StandsOn> {
    const { revision } = await this.settings.of(tx, connectionId);
    return { settingsRevision: revision, basis: await readBasis(tx, connectionId) };
  }

  private wake(tx: Tx, previewId: Id): void {
    tx.afterCommit(() => {
      this.queue.enqueue(previewJob, { workspaceId: tx.workspaceId, previewId }).catch((error: unknown) => {
        this.logger.warn({ err: error, previewId }, 'could not wake a worker for a preview; the sweep will find it');
      });
    });
  }
}

/** "a, b and c" */
const sentence = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
