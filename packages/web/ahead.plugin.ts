import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/**
 * Names in the page itself what nearly every address needs besides the app's first file: the code around the signed-in pages, which the app
 * imports once it runs. `public/ahead.js` has it fetched while the first file is read and executed, and not after it.
 */
export function aheadPlugin(entry: string): Plugin {
  return {
    name: 'causeway-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        const wanted = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(entry));
        if (!wanted) throw new Error(`No file is made of "${entry}".`);
        const tags = tagsOf(withImports(wanted, chunks)).filter(({ attrs }) => !html.includes(String(attrs?.href)));
        return [...tags, { tag: 'script', attrs: { src: '/ahead.js' }, injectTo: 'head' }];
      },
    },
  };
}

function withImports(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const wanted = new Set<string>();
  const collect = ({ fileName, imports }: Rolldown.OutputChunk): Rolldown.OutputChunk[] => {
    if (wanted.has(fileName)) return [];
    wanted.add(fileName);
    const found = imports.flatMap((name) => chunks.filter((each) => each.fileName === name));
    return [...found.flatMap(collect), ...chunks.filter((each) => each.fileName === fileName)];
  };
  return collect(chunk);
}

/** Styles in the order in which the files build on one another. */
function tagsOf(chunks: readonly Rolldown.OutputChunk[]): HtmlTagDescriptor[] {
  const styles = chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  const tag = (as: string, name: string): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: { rel: 'ahead', 'data-as': as, crossorigin: true, href: `/${name}` },
    injectTo: 'head',
  });
  return [
    ...chunks.map(({ fileName }) => tag('modulepreload', fileName)),
    ...styles.map((name) => tag('stylesheet', name)),
  ];
}
