import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
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
  const index = join(root, 'index.html');
  const router = Router();
  router.use(packed(root));
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
  router.use((request, response, next) => {
    const isPage = request.method === 'GET' && !/\.\w+$/.test(request.path) && request.accepts('html');
    if (!isPage) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
  return router;
}

/** Sends the packed sibling of a file to those who can unpack it. */
function packed(root: string): RequestHandler {
  const known = new Map<string, boolean>();
  const isThere = (path: string) => {
    if (!known.has(path)) known.set(path, existsSync(path));
    return known.get(path) === true;
  };
  return (request, response, next) => {
    const wanted = /^\/[\w./-]+\.(js|css|svg|html|json)$/.exec(request.path)?.[1];
    const path = join(root, request.path);
    if (!wanted || (request.method !== 'GET' && request.method !== 'HEAD') || !path.startsWith(root + sep))
      return next();
    const encoding = encodings.find(({ name, suffix }) => request.acceptsEncodings(name) && isThere(path + suffix));
    if (!encoding) return next();
    response.type(wanted);
    response.setHeader('Content-Encoding', encoding.name);
    response.vary('Accept-Encoding');
    request.url += encoding.suffix;
    next();
  };
}
