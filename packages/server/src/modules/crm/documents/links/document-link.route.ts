import type { Express, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../../../platform/errors.ts';
import type { DocumentFiles } from '../document-files.service.ts';
import { contentDisposition } from '../file-name.rules.ts';
import type { DocumentLinks } from './document-links.service.ts';

/** Of one address, valid or not: more than a person opens, far fewer than guessing would take. */
const OPENINGS_PER_MINUTE = 30;

/** GET /api/shared/documents/:token sends one document to whoever has its link; it answers nothing else and needs no session. */
export const documentLinkRoutes = (links: DocumentLinks, files: DocumentFiles) => (app: Express) => {
  const limiter = new RateLimiterMemory({ points: OPENINGS_PER_MINUTE, duration: 60 });
  const limited: RequestHandler = async (request, response, next) => {
    // Also what is refused is for nobody's cache, and no page that it leads to learns the address.
    response.set({ 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
    try {
      await limiter.consume(request.ip ?? '');
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      response.set('Retry-After', String(Math.ceil(refusal.msBeforeNext / 1_000)));
      throw new AppError('rate_limited', 'Too many documents were opened from this address. Try again in a minute.');
    }
    next();
  };
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
