import type { Express } from 'express';
import type { DocumentFiles } from '../document-files.service.ts';
import { contentDisposition } from '../file-name.rules.ts';
import { publicLink } from '../public-link.ts';
import type { DocumentLinks } from './document-links.service.ts';

/** GET /api/shared/documents/:token sends one document to whoever has its link; it answers nothing else and needs no session. */
export const documentLinkRoutes = (links: DocumentLinks, files: DocumentFiles) => (app: Express) => {
  const limited = publicLink('Too many documents were opened from this address. Try again in a minute.');
  app.get('/api/shared/documents/:token', limited, async (request, response) => {
    const { workspaceId, documentId } = await links.open(String(request.params.token), request.ip ?? 'unknown');
    const file = await files.read(workspaceId, documentId);
    response.set({
      'Content-Type': file.contentType,
      'Content-Disposition': contentDisposition(file.kind === 'quote' ? 'inline' : 'attachment', file.fileName),
      'X-Content-Type-Options': 'nosniff',
    });
    response.send(file.data);
  });
};
