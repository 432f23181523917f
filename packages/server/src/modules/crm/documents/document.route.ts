import type { Express, Request } from 'express';
import { ProblemsError } from '../../../platform/errors.ts';
import { requireRole } from '../../../platform/graphql/context.ts';
import { requireScope } from '../../../platform/graphql/scopes.ts';
import { actorOf } from '../../../platform/http/server.ts';
import { wantsPage } from '../../../platform/http/wants-page.ts';
import type { DocumentFiles } from './document-files.service.ts';
import { contentDisposition } from './file-name.rules.ts';
import { readUploadedFile } from './multipart.ts';

/**
 * POST /api/opportunities/:id/files takes one file as multipart/form-data and answers { document: { id }, problems: [] }.
 * GET /api/documents/:id/revisions/:revision/file sends a quote as it was sent then.
 * GET /api/documents/:id/file sends the PDF of a quote to look at, any other file to keep. Its address stands in notes of ConnectWise, so a
 * browser without a session is led to the sign-in and back.
 */
export const documentRoutes = (files: DocumentFiles) => (app: Express) => {
  app.post('/api/opportunities/:id/files', async (request, response) => {
    const actor = requireRole({ actor: actorOf(response) }, 'sales');
    try {
      const file = await readUploadedFile(request);
      const id = await files.attach(actor.workspaceId, request.params.id, file, actor.origin);
      response.status(201).json({ document: { id }, problems: [] });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      response.status(statusOf(error)).json({ document: null, problems: error.problems });
    }
  });

  app.get('/api/documents/:id/file', async (request, response) => {
    const known = actorOf(response);
    if (!known && wantsPage(request)) return void response.redirect(302, signInFor(request));
    const actor = requireRole({ actor: known }, 'viewer');
    requireScope({ actor }, 'crm');
    const file = await files.read(actor.workspaceId, request.params.id);
    const how = file.kind === 'quote' ? 'inline' : 'attachment';
    response.set({
      'Content-Type': file.contentType,
      'Content-Disposition': contentDisposition(how, file.fileName),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-cache',
    });
    response.send(file.data);
  });

  app.get('/api/documents/:id/revisions/:revision/file', async (request, response) => {
    const known = actorOf(response);
    if (!known && wantsPage(request)) return void response.redirect(302, signInFor(request));
    const actor = requireRole({ actor: known }, 'viewer');
    requireScope({ actor }, 'crm');
    const { id, revision } = request.params;
    const { fileName, data } = await files.readRevision(actor.workspaceId, id, Number(revision));
    response.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition('inline', fileName),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-cache',
    });
    response.send(data);
  });
};

/** The page of the web app that asks who it is, and afterwards goes on to what was asked for. */
const signInFor = ({ originalUrl }: Request): string => `/sign-in?redirect=${encodeURIComponent(originalUrl)}`;

function statusOf({ problems }: ProblemsError): number {
  const codes = problems.map((problem) => problem.code);
  if (codes.includes('not_found')) return 404;
  return codes.includes('file_too_large') ? 413 : 422;
}
