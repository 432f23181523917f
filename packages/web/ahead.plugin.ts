import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Pages for those who are not signed in, or not within the app's frame. */
const isFrameless = /^\/(sign-in|forgot-password|new-password|first-start|invitation|quote|explorer)$/;
const frame = '/app/require-user.tsx';
/** Where the address of the app alone leads. */
const home = '/overview';

/**
 * A page of HTML for each address of the app, as `pages/~clients~$clientId.html`: its head names what the address needs besides the app's first
 * file. The browser fetches that along with the first file, and not when this has been executed and has found out which page is wanted. The
 * server chooses by the address (`web-app.ts`); one without a page of its own gets `index.html`.
 */
export function aheadPlugin(): Plugin {
  let root = '';
  return {
    name: 'causeway-ahead',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle);
        const html = files.find(({ fileName }) => fileName === 'index.html');
        if (html?.type !== 'asset') throw new Error('There is no index.html.');
        const chunks = files.filter((each) => each.type === 'chunk');
        const plain = String(html.source);
        const hinted = new Set(chunks.filter(({ isEntry }) => isEntry));
        for (const { path, page } of addressesOf(root)) {
          const needed = withImports(isFrameless.test(path) ? [page] : [frame, page], chunks);
          if (path !== explorer) for (const chunk of needed) hinted.add(chunk);
          const tags = tagsOf(needed).filter(({ href }) => !plain.includes(href));
          const source = plain.replace('</head>', `${tags.map(({ tag }) => `  ${tag}\n`).join('')}  </head>`);
          for (const name of path === home ? ['/', path] : [path])
            this.emitFile({ type: 'asset', fileName: `pages/${name.replaceAll('/', '~')}.html`, source });
        }
        for (const chunk of hinted) chunk.code = `${compileHint}\n${chunk.code}`;
      },
    },
  };
}

/**
 * The first line of a file has the browser compile all of its functions while it is fetched, beside the main thread. Nearly all that a page
 * names runs before it is drawn, and compiling each function when it is first called was a third of the main thread's work until then.
 */
const compileHint = '//# allFunctionsCalledOnLoad';
/** Loads an editor of which it runs a small part. */
const explorer = '/explorer';

type Address = { path: string; page: string };

/** What the routes of the features say of themselves: where they are, and which file is their page. */
function addressesOf(root: string): Address[] {
  const folder = join(root, 'src', 'features');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('routes.tsx'))
    .flatMap((name) => {
      const [, ...routes] = readFileSync(join(folder, name), 'utf8').split('createRoute({');
      return routes.map((route): Address => {
        const path = /\bpath: '([^']+)'/.exec(route)?.[1];
        const page = /\bcomponent: lazyRouteComponent\([^;]*?import\('\.\/([^']+)'\)/.exec(route)?.[1];
        if (!path || !page) throw new Error(`A route of ${name} names no path or no page that it imports.`);
        return { path: `/${path}`, page: `/features/${dirname(name)}/${page}` };
      });
    });
}

/** The chunks of these files and all that they import, what is imported first. */
function withImports(pages: readonly string[], chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const wanted = new Set<string>();
  const collect = (chunk: Rolldown.OutputChunk): Rolldown.OutputChunk[] => {
    if (wanted.has(chunk.fileName)) return [];
    wanted.add(chunk.fileName);
    const imported = chunk.imports.flatMap((name) => chunks.filter(({ fileName }) => fileName === name));
    return [...imported.flatMap(collect), chunk];
  };
  return pages.flatMap((page) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
    if (!chunk) throw new Error(`No file is made of "${page}".`);
    return collect(chunk);
  });
}

/** Styles first, since nothing is executed before they are there, in the order in which the files build on one another. */
function tagsOf(chunks: readonly Rolldown.OutputChunk[]): { href: string; tag: string }[] {
  const styles = chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  const tag = (rel: string, name: string) => {
    const href = `/${name}`;
    return { href, tag: `<link rel="${rel}" crossorigin href="${href}">` };
  };
  return [
    ...styles.map((name) => tag('stylesheet', name)),
    ...chunks.map(({ fileName }) => tag('modulepreload', fileName)),
  ];
}
