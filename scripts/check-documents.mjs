// Tries what the documents say where a machine can: commands and their options, paths, links, environment variables.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (file) => readFileSync(join(root, file), 'utf8');
const markdownIn = (folder) =>
  readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : []));
const documents = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('docs/adr'), 'packages/sandbox/README.md'];
const scriptsOf = (folder) => Object.keys(JSON.parse(read(join(folder, 'package.json'))).scripts ?? {});
const startOptions = read('packages/server/src/main/embedded/options.ts');
const environment = new Set(
  read('packages/server/src/platform/env.ts')
    .match(/^ {4}[A-Z][A-Z_]+(?=: )/gm)
    .map((line) => line.trim()),
);

/** Where a path of the documents may begin. */
const bases = [
  '',
  'packages/server',
  'packages/server/src',
  'packages/server/src/modules',
  'packages/web',
  'packages/sandbox',
];
const isPath = /^(packages|docs|scripts|src|test|modules|platform|main|connectwise|sync|integration)\/[\w./{},*-]+$/;

const complaints = documents.flatMap((file) => {
  const text = read(file);
  return [
    ...commands(file, text),
    ...options(text),
    ...links(file, text),
    ...paths(text),
    ...(file === 'docs/operating.md' ? variables(text) : []),
    ...(file === 'docs/architecture.md' ? ways(text) : []),
    ...(file === 'docs/security.md' ? securityItems(text) : []),
  ].map((complaint) => `${file}: ${complaint}`);
});
for (const complaint of complaints) console.error(complaint);
console.log(`${documents.length} documents, ${complaints.length} claims that do not hold.`);
process.exit(complaints.length > 0 ? 1 : 0);

function commands(file, text) {
  const known = new Set([
    ...scriptsOf('.'),
    ...scriptsOf(file === 'packages/sandbox/README.md' ? dirname(file) : 'packages/web'),
  ]);
  const named = [...text.matchAll(/\bnpm run (?:--silent )?(?!exec)(\w[\w:-]*)/g)].map(([, name]) => name);
  return named.filter((name) => !known.has(name)).map((name) => `there is no "npm run ${name}".`);
}

function options(text) {
  return [...text.matchAll(/npm start -- ((?:--[\w-]+ ?)+)/g)]
    .flatMap(([, list]) => list.trim().split(/ +/))
    .filter((option) => !startOptions.includes(`  ${option}`))
    .map((option) => `"npm start" knows no ${option}.`);
}

function links(file, text) {
  return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
    .map(([, target]) => target)
    .filter((target) => !existsSync(join(root, dirname(file), target)))
    .map((target) => `the link to ${target} leads nowhere.`);
}

/** Code in backticks that looks like a path: built files stand for their sources. */
function paths(text) {
  const named = [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code]) => code.split(/[\s:]+/))
    .filter((word) => isPath.test(word));
  return [...new Set(named)]
    .filter((path) => path.includes('/dist/') === false || /\.js$/.test(path))
    .filter((path) => !variantsOf(path).every(isThere))
    .map((path) => `there is no ${path}.`);
}

function variantsOf(path) {
  const source = path.replace(/\/dist\/(src\/)?(.*)\.js$/, '/src/$2.ts');
  const [, before, choices, after] = /^(.*)\{([^}]+)\}(.*)$/.exec(source) ?? [];
  return choices ? choices.split(',').map((choice) => `${before}${choice.trim()}${after}`) : [source];
}

function isThere(path) {
  const fixed = path.replace(/\/[^/]*\*.*$/, '').replace(/\/$/, '');
  return bases.some((base) => ['', '.ts', '.mjs'].some((ending) => existsSync(join(root, base, `${fixed}${ending}`))));
}

/** The table of the environment and what the programs read are the same. */
function variables(text) {
  const rows = text.match(/^\| (`[A-Z_]+`(, )?)+ \|/gm) ?? [];
  const told = new Set(rows.flatMap((row) => [...row.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name)));
  const usual = new Set(['NODE_ENV']);
  return [
    ...[...environment].filter((name) => !told.has(name) && !usual.has(name)).map((name) => `${name} is not told.`),
    ...[...told].filter((name) => !environment.has(name)).map((name) => `no program reads ${name}.`),
  ];
}

/** Each item is shown by tests that there are, and what is not met is told in full. */
function securityItems(text) {
  const tests = new Map(
    readdirSync(join(root, 'packages'), { recursive: true })
      .filter((path) => /\.test\.tsx?$/.test(path) && !/node_modules|[\\/]dist[\\/]/.test(path))
      .map((path) => [path.replace(/^.*[\\/]|\.test\.tsx?$/g, ''), path]),
  );
  const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+)\S* \| (.*) \|$/gm)].map(([, item, rest]) => {
    const [, state, , shown = ''] = rest.split(/ ?\| ?/);
    return { item, state, shown };
  });
  const open = [...text.matchAll(/^- \*\*(\d+\.\d+\.\d+)\*\* /gm)].map(([, item]) => item);
  const isOpen = ({ state }) => state === 'partly' || state === 'not met';
  const states = ['met', 'by document', 'untested', 'partly', 'not met', '–'];
  return [
    ...(rows.length < 60 ? [`only ${rows.length} items were read.`] : []),
    ...rows.filter(({ state }) => !states.includes(state)).map(({ item, state }) => `${item}: what is "${state}"?`),
    ...rows
      .filter((row) => isOpen(row) && !open.includes(row.item))
      .map(({ item }) => `${item} is not met, and not told.`),
    ...open
      .filter((item) => !rows.some((row) => row.item === item && isOpen(row)))
      .map((item) => `${item} is told as not met.`),
    ...rows
      .filter(
        ({ state, shown }) =>
          (state === 'met' && !shown.includes('“')) || (state === 'by document' && !shown.includes('](')),
      )
      .map(({ item }) => `${item}: nothing shows it.`),
    ...rows.flatMap(({ item, shown }) =>
      shown.split('; ').flatMap((part) => {
        const [, file] = /^`([^`]+)` “/.exec(part) ?? [];
        if (!file) return [];
        if (!tests.has(file)) return [`${item}: there is no test file ${file}.`];
        const code = read(join('packages', tests.get(file)));
        return [...part.matchAll(/“([^”]+)”/g)]
          .filter(([, title]) => !["'", '"', '`'].some((mark) => code.includes(`${mark}${title}${mark}`)))
          .map(([, title]) => `${item}: ${file} has no test "${title}".`);
      }),
    ),
  ];
}

/** A way through the code, as a numbered list of files: each file leads on, and none imports one that was read before. */
function ways(text) {
  const modules = join(root, 'packages/server/src/modules');
  const lists = [...text.matchAll(/below `packages\/server\/src\/modules`[\s\S]*?\n\n((?:\d+\. .*\n)+)/gm)].flatMap(
    ([, list]) => list ?? [],
  );
  if (lists.length < 2)
    return ['the ways of a page and of a win are not told as numbered lists below `packages/server/src/modules`.'];
  return lists.flatMap((list) => {
    const files = [...list.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path]) => path);
    const imports = (path) =>
      [...readFileSync(join(modules, path), 'utf8').matchAll(/ from '(\.[^']+)'/g)].map(([, to]) =>
        join(dirname(path), to),
      );
    return [
      ...(files.length > 12
        ? [`the way that begins at ${files[0]} has ${files.length} files; 12 can be read in ten minutes.`]
        : []),
      ...files.filter((path) => !existsSync(join(modules, path))).map((path) => `there is no ${path}.`),
      ...files.flatMap((path, at) => {
        const back = existsSync(join(modules, path))
          ? imports(path).filter((to) => files.slice(0, at).includes(to))
          : [];
        return back.map((to) => `${path} sends the reader back to ${to}.`);
      }),
    ];
  });
}
