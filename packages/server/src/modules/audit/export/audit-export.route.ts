import type { Express } from 'express';
import type { Database } from '../../../platform/database/database.ts';
import { type Actor, requireRole } from '../../../platform/graphql/context.ts';
import { requireScope } from '../../../platform/graphql/scopes.ts';
import { actorOf } from '../../../platform/http/server.ts';
import { announceExport, sendParts } from '../../../platform/http/streamed-export.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditQueries } from '../audit.queries.ts';
import type { AuditEvent } from '../audit-event.type.ts';
import { recordSecurityEvent } from '../security/security-event.queries.ts';
import { type ExportRequest, readExportRequest } from './export-request.rules.ts';
import { exportForms } from './export-rows.ts';

export interface ExportDeps {
  database: Pick<Database, 'inWorkspace'>;
  queries: AuditQueries;
  /** Rows that are read and sent at a time. */
  batchSize?: number;
}

/**
 * GET /api/audit/export?format=csv|json&filter={…} sends all rows of the log that pass the filter, newest first, as they are read: batch after
 * batch, and the next one only when the reader has taken the one before, so that memory stays flat. `X-Total-Rows` says how many there will be,
 * with `X-Total-Rows-Kind: at_least` where counting stopped. What breaks on the way ends the connection, so that no cut file passes for a whole one.
 */
export const auditExportRoute = (deps: ExportDeps) => (app: Express) => {
  app.get('/api/audit/export', async (request, response) => {
    const actor = requireRole({ actor: actorOf(response) }, 'viewer');
    requireScope({ actor }, 'audit');
    const wanted = readExportRequest(request.query);
    const total = await deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      await recordSecurityEvent(tx, {
        kind: 'audit_log_exported',
        actorId: actor.userId,
        actor: actor.name,
        address: request.ip ?? '',
        description: exported(actor, wanted),
      });
      return deps.queries.count(tx, wanted.filter);
    });
    const { contentType } = exportForms[wanted.format];
    const { value, kind } = total;
    const file = { name: 'audit-log', extension: wanted.format };
    announceExport(response, { ...file, contentType, total: value, isExact: kind === 'exact' });
    await sendParts(response, partsOf(deps, actor, wanted));
  });
};

async function* partsOf(deps: ExportDeps, actor: Actor, { format, filter }: ExportRequest): AsyncGenerator<string> {
  const { database, queries, batchSize = 1_000 } = deps;
  const form = exportForms[format];
  let after: Id | null = null;
  yield form.begin;
  for (;;) {
    const behind: Id | null = after;
    const events: AuditEvent[] = await database.inWorkspace(
      actor.workspaceId,
      (tx) => queries.batch(tx, { filter, after: behind, limit: batchSize }),
      { readOnly: true },
    );
    if (events.length > 0) yield form.rows(events, after === null);
    after = events.at(-1)?.id ?? after;
    if (events.length < batchSize) break;
  }
  yield form.end;
}

/** What narrows the log, in the words of its page. */
const partWords: Readonly<Record<string, string>> = {
  directions: 'direction',
  entity: 'record type',
  entities: 'record type',
  statuses: 'status',
  operations: 'operation',
  code: 'cause',
  codes: 'cause',
  actor: 'person',
  actors: 'person',
  runId: 'run',
  localId: 'record',
  remoteId: 'ConnectWise ID',
  opportunityId: 'opportunity',
  text: 'search',
  from: 'time',
  to: 'time',
};

function exported({ name, viaToken }: Actor, { format, filter }: ExportRequest): string {
  const parts = [...new Set(Object.keys(filter).map((part) => partWords[part] ?? part))];
  const which = parts.length === 0 ? 'the whole audit log' : `the audit log, filtered by ${parts.join(', ')},`;
  return `${viaToken ? `The token "${name}"` : name} exported ${which} as ${format.toUpperCase()}.`;
}
