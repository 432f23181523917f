// Limits of the code that no linter knows: how long a file may be, where the server's types are overruled with `as`, that SQL text stands
// only in the files that hold statements, and that every word of the web app is in its catalogues, and none
// said before the language is known.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { complaintsAboutWords } from './early-words.mjs';
import { complaintsAbout, isEngineFile } from './stray-sentences.mjs';
import { complaintsAboutUnmarked } from './unmarked-words.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MAX_LINES = 400;
/** A third of what there was when they were first counted. */
const MAX_CASTS = 17;

const isUnlimited = (file) =>
  file.startsWith('packages/web/src/graphql/') ||
  file.includes('/migrations/') ||
  file.endsWith('/database/schema.ts') ||
  /\/seed\/|(^|\/)demo-[^/]*$/.test(file);

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.css'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '');
const textOf = (file) => {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return ''; // Deleted and not yet committed.
  }
};

const tooLong = files
  .filter((file) => !isUnlimited(file))
  .flatMap((file) => {
    const lines = textOf(file).split('\n').length - 1;
    return lines > MAX_LINES ? [`${file} has ${lines} lines; split it, ${MAX_LINES} is the limit.`] : [];
  });

/** Every `x as T` of a file but `as const`, with its line and the lines in which a reason may stand. */
function castsIn(file) {
  const text = textOf(file);
  if (!/\bas\b/.test(text)) return [];
  const bytes = Buffer.from(text);
  const lines = text.split('\n');
  const found = [];
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== 'object') return undefined;
    if (node.type === 'TsAsExpression' || node.type === 'TsTypeAssertion') found.push(node);
    return Object.values(node).forEach(visit);
  };
  visit(parseSync(text, { syntax: 'typescript', decorators: true }).body);
  return found.map(({ span }) => {
    const number = bytes
      .subarray(0, span.end - 1)
      .toString()
      .split('\n').length;
    const hasReason = [lines[number - 1], lines[number - 2]].some((line) => /\/\/ |\*\/|^\s*\*/.test(line ?? ''));
    return { place: `${file}:${number}`, hasReason };
  });
}

const casts = files
  .filter((file) => /^packages\/server\/src\/.*\.ts$/.test(file) && !/\.(test|contract)\.ts$/.test(file))
  .flatMap(castsIn);
/** SQL text belongs into `*.queries.ts`; elsewhere statements are written with `tx.db`, which the compiler checks. */
const strayStatements = files
  .filter((file) => /^packages\/server\/src\/.*\.ts$/.test(file))
  .filter((file) => !/\.(test|contract|queries|migration)\.ts$/.test(file) && !file.includes('/platform/database/'))
  .flatMap((file) => {
    const text = textOf(file);
    return [...text.matchAll(/\.query\s*(<[^(]*>)?\(|\bfrom 'kysely'/g)].map(
      ({ index }) => `${file}:${text.slice(0, index).split('\n').length}`,
    );
  });
const straySentences = files.filter(isEngineFile).flatMap((file) => complaintsAbout(file, textOf(file)));
const wordComplaints = files
  .filter((file) => /^packages\/web\/src\/.*\.tsx?$/.test(file))
  .flatMap((file) => [...complaintsAboutWords(file, textOf(file)), ...complaintsAboutUnmarked(file, textOf(file))]);
const complaints = [
  ...tooLong,
  ...wordComplaints,
  ...straySentences,
  ...casts
    .filter(({ hasReason }) => !hasReason)
    .map(
      ({ place }) =>
        `${place} overrules a type with "as" and does not say why; say it in a comment on this line or above.`,
    ),
  ...(casts.length > MAX_CASTS
    ? [
        `The server overrules types with "as" in ${casts.length} places, ${MAX_CASTS} is the limit:`,
        ...casts.map(({ place }) => place),
      ]
    : []),
  ...strayStatements.map(
    (place) => `${place} holds SQL text; move it into a *.queries.ts of its folder, or write it with tx.db.`,
  ),
];
for (const complaint of complaints) console.error(complaint);
console.log(`${files.length} files, ${casts.length} of at most ${MAX_CASTS} casts in the server.`);
process.exit(complaints.length > 0 ? 1 : 0);
