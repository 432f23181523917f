import { readFile } from 'node:fs/promises';

/** Bytes of a process that lie in memory, as Linux counts them; null elsewhere. */
export async function residentBytes(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(status);
  return found ? Number(found[1]) * 1024 : null;
}
