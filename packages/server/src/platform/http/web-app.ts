import { existsSync, readdirSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { type RequestHandler, Router, static as serveStatic } from 'express';
import { forgetPageHeaders } from './security-headers.ts';

/** File names that carry a hash of their content never change: index-BX3k9aQ1.js. */
const hashed = /-[\w-]{8,}\.(js|css|woff2?|svg|png|map)$/;
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/**
 * The built web app: its files, packed beforehand where the build left a `.br` or `.gz` beside them, and a page for every
 * other path without a file's extension, since the app has its own routes: the one that was built for the address, or index.html.
 */
export function webApp(folder: string): Router {
  const root = resolve(folder);
  if (!existsSync(root))
    throw new Error(
      `WEB_DIST "${folder}" is no folder. Build the web app with "npm run build", or leave WEB_DIST out.`,
    );
  const router = Router();
  router.use(pageForRoutes(root), packed(root));
  // What only a page obeys, and what asks again for a file that never changes, would be a good part of what small files weigh.
  const lasting = serveStatic(root, {
    ...usual,
    lastModified: false,
    acceptRanges: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      forgetPageHeaders(response);
      // A script may be that of a worker, which obeys it.
      if (/\.css(\.\w+)?$/.test(path)) response.removeHeader('Content-Security-Policy');
    },
  });
  const others = serveStatic(root, {
    ...usual,
    setHeaders: (response) => void response.setHeader('Cache-Control', 'no-cache'),
  });
  router.use((request, response, next) => {
    const isHashed = hashed.test(request.path.replace(/\.(br|gz)$/, ''));
    return (isHashed ? lasting : others)(request, response, next);
  });
  return router;
}

const usual = { index: false, redirect: false } as const;

/** The app's own addresses are answered with its page, the same for whoever asks. */
function pageForRoutes(root: string): RequestHandler {
  const pageOf = builtPages(root);
  return (request, _response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && !/\.\w+$/.test(request.path) && request.accepts('html')) request.url = pageOf(request.path);
    next();
  };
}

/**
 * Pages that name in their head what their address needs, so that a browser fetches all of it at once. The name of the file is the address, with
 * `~` for `/`: `~clients~$clientId.html` is that of each client, unless there is one that names the address itself.
 */
function builtPages(root: string): (path: string) => string {
  const folder = join(root, 'pages');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];
  const pages = names
    .map((name) => ({ url: `/pages/${name}`, parts: name.slice(0, -'.html'.length).split('~') }))
    .sort((one, other) => variablesIn(one.parts) - variablesIn(other.parts));
  return (path) => {
    const asked = path.split('/');
    const found = pages.find(
      ({ parts }) =>
        parts.length === asked.length &&
        parts.every((part, at) => part === asked[at] || (asked[at] && isVariable(part))),
    );
    return found?.url ?? '/index.html';
  };
}

const isVariable = (part: string): boolean => part.startsWith('$');
const variablesIn = (parts: readonly string[]): number => parts.filter(isVariable).length;

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
