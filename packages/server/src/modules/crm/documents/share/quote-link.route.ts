import express, { type Express, type Request } from 'express';
import { pictureHeaders } from '../../profile/picture-headers.ts';
import { pictureTypeOf } from '../../profile/workspace-profile.rules.ts';
import { contentDisposition } from '../file-name.rules.ts';
import { publicLink } from '../public-link.ts';
import type { QuoteLinks, Visitor } from './quote-links.service.ts';

/**
 * GET /api/shared/quotes/:token answers a sent quote to whoever has its link, …/file its PDF, …/logo the picture at its head, and POST …/accept `{ "name": … }` accepts it.
 * None of them needs a session.
 */
export const quoteLinkRoutes = (links: QuoteLinks) => (app: Express) => {
  const limited = publicLink('Too many requests came from this address. Try again in a minute.');
  app.get('/api/shared/quotes/:token', limited, async (request, response) => {
    response.json(await links.open(String(request.params.token), visitorOf(request)));
  });
  app.get('/api/shared/quotes/:token/file', limited, async (request, response) => {
    const { fileName, pdf } = await links.file(String(request.params.token));
    response.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition('inline', fileName),
      'X-Content-Type-Options': 'nosniff',
    });
    response.send(pdf);
  });
  app.get('/api/shared/quotes/:token/logo', limited, async (request, response) => {
    const data = await links.logo(String(request.params.token));
    response.set(pictureHeaders(pictureTypeOf(data) ?? 'application/octet-stream')).send(data);
  });
  app.post('/api/shared/quotes/:token/accept', limited, express.json({ limit: '10kb' }), async (request, response) => {
    response.json(await links.accept(String(request.params.token), request.body, visitorOf(request)));
  });
};

const visitorOf = (request: Request): Visitor => ({
  address: request.ip ?? 'unknown',
  browser: (request.headers['user-agent'] ?? '').slice(0, 200),
});
