// Holds docs/requirements.md against the tests: the last column names those whose titles carry the number of the line.
//   node scripts/requirements.mjs --write   fills it in
//   node scripts/requirements.mjs           fails when it is not what the tests say, or a line shows nothing
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'docs', 'requirements.md');
const MAX_SHOWN = 3;
const byNumber = testsByNumber();
const text = readFileSync(file, 'utf8');
const lines = text.split('\n').map((line) => {
  const [, number, what, shown] = /^\| ([RA]\d+) \| (.*?) \|(.*)\|$/.exec(line) ?? [];
  if (!number) return line;
  const tests = byNumber.get(number);
  return `| ${number} | ${what} | ${tests ? shownBy(tests) : byHand(shown)} |`;
});

if (process.argv.includes('--write')) {
  writeFileSync(file, lines.join('\n'));
} else {
  const empty = lines.filter((line) => /^\| [RA]\d+ .*\| {2}\|$/.test(line));
  if (empty.length > 0) fail(`These lines are shown by nothing:\n${empty.join('\n')}`);
  if (lines.join('\n') !== text)
    fail('docs/requirements.md does not name the tests that are there. Run "npm run requirements".');
}

/** Words written by hand stay; names of tests that are gone do not. */
function byHand(shown) {
  return shown.includes('](../') ? '' : shown.trim();
}

function shownBy(tests) {
  const shown = tests.slice(0, MAX_SHOWN).map(({ path }) => `[${basename(path)}](../${path})`);
  const names = [...new Set(shown)].join(', ');
  return tests.length > MAX_SHOWN ? `${names} and more: ${tests.length} tests` : names;
}

/** Titles of tests, groups of tests and rows of their tables that name a requirement: `R26: …`, `… (R34)`, `R20, R21: …`. */
function testsByNumber() {
  const found = new Map();
  for (const path of testFiles(join(root, 'packages')).sort()) {
    const source = readFileSync(path, 'utf8');
    for (const [title] of source.matchAll(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g))
      for (const number of new Set(title.match(/\b[RA]\d{1,2}(?=[:,)])/g) ?? []))
        found.set(number, [...(found.get(number) ?? []), { path: relative(root, path), title }]);
  }
  return found;
}

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
