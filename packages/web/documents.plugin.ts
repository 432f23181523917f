import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const call = /\bgraphql\(\s*`([^`]*)`\s*,?\s*\)/g;
const isFragment = /^\s*fragment /;
const importLine = /import \{ graphql \} from '[^']*graphql\/gql\.ts';/;

/**
 * Ships each GraphQL document as short text with the code that asks it, instead of one module that holds the syntax trees
 * of all documents of the app. The text of the fragments it spreads is added. urql reads a text when it is asked: were the
 * hundred documents of the app's first file read when it is loaded, each page would wait for that. Of a fragment nothing is
 * left where it is defined, since it is only sent within what spreads it.
 */
export function documentsPlugin(sourceFolder: string): Plugin {
  const fragments = new Map<string, string>();
  return {
    name: 'causeway-documents',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      for (const path of sources(sourceFolder)) {
        for (const [, text = ''] of readFileSync(path, 'utf8').matchAll(call)) {
          const name = /^\s*fragment (\w+)/.exec(text)?.[1];
          if (name) fragments.set(name, text);
        }
      }
    },
    transform(code) {
      if (!importLine.test(code)) return null;
      const shipped = code.replace(call, (_, text: string) =>
        JSON.stringify(isFragment.test(text) ? '' : withFragments(text, fragments)),
      );
      return { code: shipped.replace(importLine, ''), map: null };
    },
  };
}

function withFragments(text: string, fragments: ReadonlyMap<string, string>): string {
  const wanted = new Set<string>();
  const collect = (source: string): void => {
    for (const [, name = ''] of source.matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)) {
      if (wanted.has(name)) continue;
      const fragment = fragments.get(name);
      if (!fragment) throw new Error(`No file defines the GraphQL fragment "${name}".`);
      wanted.add(name);
      collect(fragment);
    }
  };
  collect(text);
  return [text, ...[...wanted].map((name) => fragments.get(name) ?? '')].join(' ').replace(/\s+/g, ' ').trim();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('graphql'))
    .map((name) => join(folder, name));
}
