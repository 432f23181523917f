import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Access } from './client.ts';

const monitor = new URL('./blocking-monitor.ts', import.meta.url).href;
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface ChildSandbox extends Access {
  readonly child: ChildProcess;
  kill(): Promise<void>;
  /** The longest stretch, since the last question, for which the process did nothing but one thing. Needs `watch`. */
  longestBlockMs(): Promise<number>;
}

/** Starts the built command line as a process of its own, so that it can be killed. */
export async function startChild(args: readonly string[], { watch = false } = {}): Promise<ChildSandbox> {
  if (!existsSync(cli)) throw new Error('The sandbox is not built. Run "npm run build" first.');
  const nodeArgs = watch ? ['--import', monitor, '--disable-warning=ExperimentalWarning'] : [];
  const child = spawn(process.execPath, [...nodeArgs, cli, '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', ...(watch ? (['ipc'] as const) : [])],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  return {
    ...(JSON.parse(line) as Access),
    child,
    longestBlockMs: async () => {
      child.send('how long?');
      const [answer] = (await once(child, 'message')) as [{ longestMs: number }];
      return answer.longestMs;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
