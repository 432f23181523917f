import type { ChildProcess } from 'node:child_process';

/** Makes a program tell how much it holds when it is asked with SIGUSR2. */
export const tellingFlags = [
  '--expose-gc',
  '--import',
  import.meta.resolve('@causeway/server/dist/test/support/memory-teller.js'),
];

/** Bytes that such a program holds after all that nobody needs was collected, whatever room the collector keeps besides. */
export function heldBytes(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let printed = '';
    const hear = (chunk: Buffer) => {
      printed += chunk;
      const found = /^held (\d+)$/m.exec(printed);
      if (!found) return;
      child.stdout?.off('data', hear);
      resolve(Number(found[1]));
    };
    child.stdout?.on('data', hear);
    child.kill('SIGUSR2');
  });
}
