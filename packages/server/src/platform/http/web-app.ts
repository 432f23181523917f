import { readdirSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import { type RequestHandler, Router, static as serveStatic } from 'express';

/** File names that carry a hash of their content never change: index-BX3k9aQ1.js. */
const hashed = /-[\w-]{8,}\.(js|css|woff2?|svg|png|map)$/;
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/**
 * The built web app: its files, packed beforehand where the build left a `.br` or `.gz` beside them, and index.html for every
 * other path without a file's extension, since the app has its own routes.
 */
export function webApp(folder: string): Router {
  const root = resolve(folder);
  const router = Router();
  router.use(pageForRoutes, packed(root));
  router.use(
    serveStatic(root, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const plainPath = path.replace(/\.(br|gz)$/, '');
        response.setHeader(
          'Cache-Control',
          hashed.test(plainPath) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    }),
  );
  return router;
}

/** The app's own addresses are answered with its page. */
const pageForRoutes: RequestHandler = (request, _response, next) => {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && !/\.\w+$/.test(request.path) && request.accepts('html')) request.url = '/index.html';
  next();
};

/** Sends the packed sibling of a file to those who can unpack it. What there is was read once, since a build does not change. */
function packed(root: string): RequestHandler {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => `/${name.split(sep).join('/')}`);
  const siblings = new Set(names.filter((name) => encodings.some(({ suffix }) => name.endsWith(suffix))));
  return (request, response, next) => {
    const { path } = request;
    const known = encodings.filter(({ suffix }) => siblings.has(path + suffix));
    if (known.length === 0 || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    response.vary('Accept-Encoding');
    const encoding = known.find(({ name }) => request.acceptsEncodings(name));
    if (!encoding) return next();
    response.type(extname(path));
    response.setHeader('Content-Encoding', encoding.name);
    request.url = path + encoding.suffix;
    next();
  };
}
