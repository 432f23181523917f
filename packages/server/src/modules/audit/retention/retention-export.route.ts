import type { Express } from 'express';
import { ProblemsError } from '../../../platform/errors.ts';
import { requireRole } from '../../../platform/graphql/context.ts';
import { actorOf } from '../../../platform/http/server.ts';
import type { RetentionService } from './retention.service.ts';

/** GET /api/retention/exports/:id sends a file of rows that were exported before they were removed, to administrators. */
export const retentionExportRoute = (service: RetentionService) => (app: Express) => {
  app.get('/api/retention/exports/:id', async (request, response) => {
    const actor = requireRole({ actor: actorOf(response) }, 'admin');
    try {
      const { name, data } = await service.download(actor, request.params.id, request.ip ?? '');
      response.set({
        'Content-Type': 'application/gzip',
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      response.send(data);
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      response.status(404).json({ problems: error.problems });
    }
  });
};
