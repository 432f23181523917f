import type { Database } from '../../platform/database/database.ts';
import { handle, type JobHandler } from '../../platform/jobs/job.ts';
import { unfinishedErasures } from './erasure.queries.ts';
import { ErasureResolver } from './erasure.resolver.ts';
import { type ErasureDeps, ErasureService } from './erasure.service.ts';
import { erasureJob } from './erasure-wake-up.ts';

export interface ErasureModule {
  service: ErasureService;
  /** Enqueues every erasure that nobody is at. */
  sweep(): Promise<void>;
  resolvers: object[];
  jobs: JobHandler[];
}

/** Erasing one person's data on request. */
export function createErasure(deps: ErasureDeps & { database: Database }): ErasureModule {
  const service = new ErasureService(deps);
  return {
    service,
    sweep: async () => {
      for (const one of await deps.database.acrossWorkspaces(unfinishedErasures))
        await deps.queue.enqueue(erasureJob, one);
    },
    resolvers: [new ErasureResolver(service)],
    jobs: [handle(erasureJob, ({ workspaceId, erasureId }, { signal }) => service.run(workspaceId, erasureId, signal))],
  };
}
