// Which tests the arguments of "npm test" mean, and whether they run on the built product.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findTestFiles, kindsOf } from './check-tests.mjs';

export const kinds = ['unit', 'web', 'integration', 'e2e', 'browser'];

export const usage = `Usage: npm test -- [KIND …] [PATTERN …] [options of the runner]

  KIND     ${kinds.join(', ')}; without one, every kind that has a matching file
  PATTERN  a part of the path of a test file

  npm test -- unit                      one kind
  npm test -- integration apply-remote  one file of it
  npm test -- main-story                whatever kind it is
  npm test -- unit env -t "fills in"    one test of it

What the tests need is built first: e2e and browser tests drive the built product, the others read the sources.`;

/** Options begin with a dash; everything from the first one on goes to the runner. */
export function planTests(root, args) {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const words = firstOption < 0 ? args : args.slice(0, firstOption);
  const more = firstOption < 0 ? [] : args.slice(firstOption);
  const named = words.filter((word) => kinds.includes(word));
  const patterns = words.filter((word) => !kinds.includes(word));
  const isMatch = (file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern));
  const matching = new Set(
    findTestFiles(root)
      .map((file) => relative(root, file))
      .filter(isMatch)
      .flatMap(kindsOf),
  );
  const wanted = kinds.filter((kind) => (named.length === 0 || named.includes(kind)) && matching.has(kind));
  const fault =
    wanted.length === 0
      ? `No test file${named.length > 0 ? ` of the kind ${named.join(' or ')}` : ''} has "${patterns.join('" or "')}" in its path.\n\n${usage}`
      : null;
  return {
    kinds: wanted,
    patterns,
    more,
    fault,
    needsBuild:
      !more.includes('--help') &&
      (wanted.some((kind) => kind === 'e2e' || kind === 'browser') ||
        // Some of these start programs that read the shared package, or the sandbox, as they were built last.
        (wanted.includes('integration') && !existsSync(join(root, 'packages', 'sandbox', 'dist')))),
  };
}
