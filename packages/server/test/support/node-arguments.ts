import { fileURLToPath } from 'node:url';

/** Beside the built tests lie the built programs; beside the sources a loader compiles them as they start. */
const isBuilt = import.meta.url.endsWith('.js');
const loader = fileURLToPath(new URL('./run-typescript.mjs', import.meta.url));

/** The arguments of Node that run a program of the sources, named by its path from this folder without the ending. */
export function nodeArguments(program: string): string[] {
  const file = fileURLToPath(new URL(`${program}.${isBuilt ? 'js' : 'ts'}`, import.meta.url));
  return isBuilt ? [file] : ['--import', loader, file];
}
