import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import { sweepUndos, undoJobs } from './undo.job.ts';
import { UndoResolver } from './undo.resolver.ts';
import { type UndoDeps, UndoService } from './undo.service.ts';

export interface UndoModule {
  service: UndoService;
  /** Enqueues every undo that nobody is at. */
  sweep(): Promise<void>;
  resolvers: object[];
  jobs: JobHandler[];
}

/** Taking back a first sync. */
export function createUndo(deps: UndoDeps & { database: Database }): UndoModule {
  const service = new UndoService(deps);
  return {
    service,
    sweep: () => sweepUndos(deps.database, deps.queue),
    resolvers: [new UndoResolver(service)],
    jobs: undoJobs(service),
  };
}
