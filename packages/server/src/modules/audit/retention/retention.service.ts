import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId, newId } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { FileSink, Storage } from '../../../platform/storage.ts';
import { recordSecurityEvent } from '../security/security-event.queries.ts';
import {
  claimRetention,
  forgetOld,
  nextStretch,
  noteExport,
  noteExportDeleted,
  noteRemoved,
  type OldRow,
  oldRows,
  putOff,
  putRetention,
  type RetentionExportRow,
  retentionExport,
  storedRetention,
  tendMonths,
} from './retention.queries.ts';
import {
  changeSentence,
  type RetentionKind,
  type RetentionSettings,
  retentionKinds,
  retentionProblems,
  retentionWords,
  usualRetention,
} from './retention.rules.ts';

export interface RetentionDeps {
  database: Pick<Database, 'inWorkspace' | 'acrossWorkspaces'>;
  storage: Pick<Storage, 'get' | 'delete'> & FileSink;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** What lies in the store for a mail. */
  filesOfMail: (workspaceId: Id, mailId: Id) => readonly string[];
  /** Rows that are read, or taken away, in one transaction. */
  batchSize?: number;
  /** About how many rows one file holds at most. */
  rowsPerFile?: number;
}

/** How long logs are kept: what an administrator says, and a worker's pass that takes away what is older. */
export class RetentionService {
  constructor(private readonly deps: RetentionDeps) {}

  async settings(tx: Tx): Promise<RetentionSettings> {
    return (await storedRetention(tx)) ?? usualRetention;
  }

  async save(tx: Tx, wanted: RetentionSettings, actor: Actor, address: string): Promise<RetentionSettings> {
    const problems = retentionProblems(wanted);
    if (problems.length > 0) throw new ProblemsError(problems);
    const description = changeSentence(await this.settings(tx), wanted);
    if (description === null) return wanted;
    await putRetention(tx, wanted);
    await recordSecurityEvent(tx, { kind: 'retention_changed', ...by(actor, address), description });
    return wanted;
  }

  /** The workspaces whose turn it is now. */
  due(): Promise<{ workspaceId: Id }[]> {
    return this.deps.database.acrossWorkspaces(claimRetention);
  }

  /** One pass over a workspace: exports, then takes away. Stopped at any point, the next pass goes on from there. */
  async run(workspaceId: Id, signal: AbortSignal): Promise<void> {
    const { database, logger } = this.deps;
    const { days, exportsFirst } = await database.inWorkspace(workspaceId, (tx) => this.settings(tx), {
      readOnly: true,
    });
    const kept = retentionKinds.filter((kind) => days[kind] !== null);
    if (exportsFirst) for (const kind of kept) while (!signal.aborted && (await this.exportStretch(workspaceId, kind)));
    await this.tend();
    for (const kind of kept) {
      let removed = 0;
      while (!signal.aborted) {
        const gone = await this.forgetBatch(workspaceId, kind);
        if (gone === 0) break;
        removed += gone;
      }
      if (removed > 0)
        logger.info({ event: 'retention.removed', workspaceId, kind, removed }, 'rows that were too old were removed');
    }
  }

  /** The months of the audit log; a lock that somebody else has is waited for by the next pass. */
  private async tend(): Promise<void> {
    const { database, logger } = this.deps;
    try {
      const dropped = await database.acrossWorkspaces(tendMonths);
      if (dropped.length > 0) logger.info({ event: 'retention.months_dropped', dropped }, 'old months were dropped');
    } catch (err) {
      logger.warn({ err }, 'the months of the audit log could not be looked after; the next pass tries again');
    }
  }

  private async forgetBatch(workspaceId: Id, kind: RetentionKind): Promise<number> {
    const { database, storage, filesOfMail, batchSize = 2_000 } = this.deps;
    const { removed, mailIds } = await database.inWorkspace(workspaceId, async (tx) => {
      const gone = await forgetOld(tx, kind, batchSize);
      if (gone.removed > 0) await noteRemoved(tx, kind, gone.removed);
      await putOff(tx);
      return gone;
    });
    for (const id of mailIds) for (const key of filesOfMail(workspaceId, id)) await storage.delete(key);
    return removed;
  }

  /** Writes one file of what is too old and in no file yet; false when there is no such row. */
  private async exportStretch(workspaceId: Id, kind: RetentionKind): Promise<boolean> {
    const { database, storage, rowsPerFile = 200_000 } = this.deps;
    const stretch = await database.inWorkspace(workspaceId, (tx) => nextStretch(tx, kind, rowsPerFile));
    if (!stretch) return false;
    const storageKey = `${workspaceId}/kept/${kind}-${newId()}.gz`;
    const hash = createHash('sha256');
    const count = { rows: 0, bytes: 0 };
    const packed = Readable.from(this.lines(workspaceId, kind, stretch, count)).pipe(createGzip());
    await storage.putStream(storageKey, measured(packed, hash, count));
    await database.inWorkspace(workspaceId, async (tx) => {
      const file = { rowCount: count.rows, sizeBytes: count.bytes, sha256: hash.digest('hex'), storageKey };
      await noteExport(tx, { kind, ...stretch, ...file });
      await putOff(tx);
    });
    return true;
  }

  private async *lines(
    workspaceId: Id,
    kind: RetentionKind,
    { from, to }: { from: string; to: string },
    count: { rows: number },
  ): AsyncGenerator<string> {
    const { database, batchSize: limit = 2_000 } = this.deps;
    let after: { at: string; id: Id } | null = null;
    for (;;) {
      const behind: { at: string; id: Id } | null = after;
      const rows: OldRow[] = await database.inWorkspace(workspaceId, (tx) =>
        oldRows(tx, kind, { from, to, after: behind, limit }),
      );
      if (rows.length > 0) yield rows.map(({ row }) => `${JSON.stringify(row)}\n`).join('');
      count.rows += rows.length;
      after = rows.at(-1) ?? after;
      if (rows.length < limit) return;
    }
  }

  /** A file to download, and its name; the security log tells of it. ProblemsError: not_found. */
  async download(actor: Actor, id: string, address: string): Promise<{ name: string; data: Buffer }> {
    const { database, storage } = this.deps;
    const file = await database.inWorkspace(actor.workspaceId, async (tx) => {
      const found = await this.fileOf(tx, id);
      const description = `${actor.name} downloaded ${describe(found)}.`;
      await recordSecurityEvent(tx, { kind: 'retention_export_downloaded', ...by(actor, address), description });
      return found;
    });
    return { name: fileName(file), data: await storage.get(file.storageKey) };
  }

  /** Deletes a file for good. ProblemsError: not_found. */
  async deleteExport(tx: Tx, id: string, actor: Actor, address: string): Promise<void> {
    const file = await this.fileOf(tx, id);
    await noteExportDeleted(tx, file.id);
    const description = `${actor.name} deleted ${describe(file)}.`;
    await recordSecurityEvent(tx, { kind: 'retention_export_deleted', ...by(actor, address), description });
    tx.afterCommit(() => this.deps.storage.delete(file.storageKey));
  }

  private async fileOf(tx: Tx, id: string): Promise<RetentionExportRow> {
    const file = isId(id) ? await retentionExport(tx, id) : undefined;
    return file ?? refuse('not_found', 'There is no such file of exported rows.', 'id');
  }
}

async function* measured(
  content: AsyncIterable<Buffer>,
  hash: { update(data: Buffer): unknown },
  count: { bytes: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk);
    count.bytes += chunk.length;
    yield chunk;
  }
}

const by = (actor: Actor, address: string) => ({ actorId: actor.userId, actor: actor.name, address });

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export const fileName = ({ kind, fromAt, toAt }: Pick<RetentionExportRow, 'kind' | 'fromAt' | 'toAt'>): string =>
  `${retentionWords[kind].replaceAll(' ', '-')}-${dayOf(fromAt)}-to-${dayOf(toAt)}.jsonl.gz`;

const describe = (file: RetentionExportRow): string =>
  `the exported rows of the ${retentionWords[file.kind]} from ${dayOf(file.fromAt)} to ${dayOf(file.toAt)}`;
