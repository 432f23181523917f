import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers that every answer carries unless somebody takes them off; they are the same for all, so they are worked out once. */
export function securityHeaders(address: { isHttps: boolean }): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  protection(address)(request, answer, () => undefined);
  const headers = answer.getHeaderNames().map((name) => [name, String(answer.getHeader(name))] as const);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

const pageHeaders = [
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'Referrer-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
] as const;

/** Takes off what only a page obeys, which would be a good part of what a small answer weighs. */
export function forgetPageHeaders(response: Pick<ServerResponse, 'removeHeader'>): void {
  for (const header of pageHeaders) response.removeHeader(header);
}

/** What is asked for by a script is never shown as a page. */
export const withoutPageHeaders: RequestHandler = ({ method }, response, next) => {
  if (method === 'POST') forgetPageHeaders(response);
  next();
};

/** The component library sets inline styles, and the explorer's styles hold their fonts. */
const protection = ({ isHttps }: { isHttps: boolean }) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: true },
  });
