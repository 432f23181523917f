import type { Database } from '../../platform/database/database.ts';
import { AuditQueries } from './audit.queries.ts';
import {
  AuditPageResolver,
  AuditResolver,
  type FieldLabels,
  type LocalPaths,
  type RecordUrls,
} from './audit.resolver.ts';
import { AuditLog } from './audit-log.service.ts';
import { LiveHub } from './live/live-hub.ts';

export interface AuditDeps {
  database: Database;
  listenUrl: string;
  recordUrls: RecordUrls;
  localPath: LocalPaths;
  labelOf: FieldLabels;
  onError?: (error: unknown) => void;
}

export interface Audit {
  log: AuditLog;
  queries: AuditQueries;
  live: LiveHub;
  resolvers: object[];
}

/** The log of every attempt. `live` begins to listen with `live.start()`. */
export function createAudit({ database, listenUrl, recordUrls, localPath, labelOf, onError }: AuditDeps): Audit {
  const queries = new AuditQueries();
  const live = new LiveHub({ database, listenUrl, ...(onError ? { onError } : {}) });
  return {
    log: new AuditLog(),
    queries,
    live,
    resolvers: [new AuditResolver(queries, live, { recordUrls, localPath, labelOf }), new AuditPageResolver(queries)],
  };
}
