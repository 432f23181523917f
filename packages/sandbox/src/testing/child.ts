import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Access } from './client.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface ChildSandbox extends Access {
  readonly child: ChildProcess;
  kill(): Promise<void>;
}

/** Starts the built command line as a process of its own, so that it can be killed. */
export async function startChild(args: readonly string[], nodeArgs: readonly string[] = []): Promise<ChildSandbox> {
  if (!existsSync(cli)) throw new Error('The sandbox is not built. Run "npm run build" first.');
  const child = spawn(process.execPath, [...nodeArgs, cli, '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  return {
    ...(JSON.parse(line) as Access),
    child,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
