import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Directories that this process itself holds. */
const held = new Set<string>();

/** Claims a data directory for this process; a claim left by a process that is gone is taken over. Answers its release. */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  // No login company can be called this.
  const path = join(directory, '.lock');
  const place = resolve(directory);
  const holder = readHolder(path);
  const isTaken = holder === process.pid ? held.has(place) : holder !== undefined && isRunning(holder);
  if (isTaken) {
    throw new Error(
      `The data directory ${directory} is in use by process ${holder}. Stop that sandbox, or choose another directory.`,
    );
  }
  writeFileSync(path, String(process.pid));
  held.add(place);
  return () => {
    held.delete(place);
    rmSync(path, { force: true });
  };
}

function readHolder(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
