import type { Plugin } from 'vite';

const classNames = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/;

/**
 * Mantine's styles come with the components that need them, instead of one sheet that holds those of all components. Each
 * component reads its class names from a module of its own, which gets the sheet of the same name; the bundler puts a sheet
 * after those of the components that it builds on. The dev server, which packs Mantine beforehand, loads the whole sheet.
 */
export function mantineStylesPlugin(entry: string): Plugin {
  let isBuild = false;
  return {
    name: 'causeway-mantine-styles',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    transform(code, id) {
      if (id.endsWith(entry)) return withSheets(code, isBuild ? everywhere : ['@mantine/core/styles.css']);
      const component = isBuild ? classNames.exec(id)?.[1] : undefined;
      return component ? withSheets(code, [`@mantine/core/styles/${component}.css`]) : null;
    },
  };
}

const everywhere = ['baseline', 'default-css-variables', 'global'].map((name) => `@mantine/core/styles/${name}.css`);

const withSheets = (code: string, sheets: readonly string[]) => ({
  code: `${sheets.map((sheet) => `import '${sheet}';\n`).join('')}${code}`,
  map: null,
});
