import { fileURLToPath } from 'node:url';

/** Beside the built tests lie the built programs; so `npm test` says of the e2e kind, which it builds first. */
const isHere = import.meta.url.endsWith('.js');
const isBuilt = isHere || process.env.TEST_PROGRAMS === 'built';
const folder = new URL(isBuilt && !isHere ? '../../dist/test/support/' : './', import.meta.url);
const besideSources = (name: string) =>
  fileURLToPath(new URL(`${isHere ? '../../../test/support' : '.'}/${name}.mjs`, import.meta.url));

/** The arguments of Node that run a program, named by its path from this folder without the ending. The sources are compiled as they start. */
export function nodeArguments(program: string): string[] {
  const file = fileURLToPath(new URL(`${program}.${isBuilt ? 'js' : 'ts'}`, folder));
  return ['--import', besideSources(isBuilt ? 'keep-compiled' : 'run-typescript'), file];
}
