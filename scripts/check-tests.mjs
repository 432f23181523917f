// Every test file belongs to exactly one kind, told by its name, so that none is silently never run.
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

export function checkTestFiles(root) {
  const strays = findTestFiles(root).filter((file) => kindsOf(relative(root, file)).length !== 1);
  if (strays.length === 0) return;
  console.error(
    `These test files are run by no runner, or by two:\n${strays.map((f) => `  ${relative(root, f)}`).join('\n')}`,
  );
  process.exit(1);
}

/** The kinds that a file of this path belongs to. */
export function kindsOf(file) {
  const name = basename(file);
  if (file.startsWith(join('packages', 'web'))) return /\.test\.tsx?$/.test(name) ? ['web'] : [];
  const marks = ['int', 'e2e', 'browser'].filter((mark) => name.endsWith(`.${mark}.test.ts`));
  const kinds = marks.map((mark) => (mark === 'int' ? 'integration' : mark));
  return kinds.length > 0 ? kinds : name.endsWith('.test.ts') ? ['unit'] : [];
}

export const findTestFiles = (root) => find(join(root, 'packages'));

function find(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return find(path);
    return /\.(test|spec)\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}
