import type { Express } from 'express';
import { ProblemsError } from '../../../platform/errors.ts';
import { requireRole } from '../../../platform/graphql/context.ts';
import { actorOf } from '../../../platform/http/server.ts';
import { readUploadedFile } from '../documents/multipart.ts';
import { pictureHeaders } from './picture-headers.ts';
import { logoTooLarge, MAX_LOGO_BYTES } from './workspace-profile.rules.ts';
import type { WorkspaceProfiles } from './workspace-profile.service.ts';

/** POST /api/workspace/logo takes one picture as multipart/form-data, GET sends it. */
export const workspaceLogoRoutes = (profiles: WorkspaceProfiles) => (app: Express) => {
  app.post('/api/workspace/logo', async (request, response) => {
    const actor = requireRole({ actor: actorOf(response) }, 'admin');
    try {
      const { data } = await readUploadedFile(request, { bytes: MAX_LOGO_BYTES, problem: logoTooLarge });
      await profiles.setLogo(actor, data, request.ip ?? '');
      response.status(201).json({ problems: [] });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      response.status(422).json({ problems: error.problems });
    }
  });

  app.get('/api/workspace/logo', async (_request, response) => {
    const actor = requireRole({ actor: actorOf(response) }, 'viewer');
    const { type, data } = await profiles.logo(actor.workspaceId);
    response.set(pictureHeaders(type)).send(data);
  });
};
