import type { Express } from 'express';
import type { GraphQLSchema } from 'graphql';
import { requireRole } from '../platform/graphql/context.ts';
import { actorOf } from '../platform/http/server.ts';
import { wantsPage } from '../platform/http/wants-page.ts';
import { accessRules } from './access-rules.ts';
import { permissionsOf } from './permissions.ts';
import { referencePage } from './reference-page.ts';

/** GET /api/reference: every field and type of the API as this server answers it, for members. */
export const referenceRoute = (schema: GraphQLSchema) => (app: Express) => {
  const page = referencePage(schema, permissionsOf(schema, accessRules));
  app.get('/api/reference', (request, response) => {
    const actor = actorOf(response);
    if (!actor && wantsPage(request))
      return void response.redirect(302, `/sign-in?redirect=${encodeURIComponent(request.originalUrl)}`);
    requireRole({ actor }, 'viewer');
    response.type('html').send(page);
  });
};
