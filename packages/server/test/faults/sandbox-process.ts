import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JournalEntry } from '@causeway/sandbox';
import { askConnectWise } from '../support/ask-connectwise.ts';
import type { SandboxAt } from '../support/real-programs.ts';

const program = fileURLToPath(new URL('./cli.js', import.meta.resolve('@causeway/sandbox')));

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
type Json = any;

/** ConnectWise's stand-in as a process of its own; everything that is done to it goes over HTTP. */
export interface SandboxProcess extends SandboxAt {
  url: string;
  /** The API, as somebody at work in ConnectWise. Throws what is refused. */
  there(method: string, path: string, body?: unknown): Promise<Json>;
  control(method: string, name: string, body?: unknown): Promise<Json>;
  /** What was asked since the journal was cleared, oldest first. */
  journal(search?: string): Promise<JournalEntry[]>;
  fail(rule: object): Promise<void>;
}

export async function startSandboxProcess(seed: string, port = 0): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [program, '--port', String(port), '--seed', seed, '--control', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line: string = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}.`)));
  });
  const made: Omit<SandboxAt, 'close' | 'port'> & { url: string } = JSON.parse(line);
  const control = async (method: string, name: string, body?: unknown) => {
    const answer = await fetch(`${made.url}/control/${name}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${name} was answered with ${answer.status}: ${text.slice(0, 500)}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    ...made,
    port: Number(new URL(made.url).port),
    there: (method, path, body) => askConnectWise({ sandbox: made }, method, path, body),
    control,
    journal: (search = '') => control('GET', `journal?limit=10000${search}`),
    fail: (rule) => control('POST', 'faults', rule),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
