import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { StartError } from './start-error.ts';

const RESTART_PAUSE_MS = 1_000;
const STOP_TIMEOUT_MS = 6_000;

export interface ChildOptions {
  name: string;
  script: string;
  /** Node itself starts it again when a file that it uses changed. */
  watch?: boolean;
  args?: string[];
  environment: Record<string, string>;
  logFile: string;
  /** Sees each line that the child prints on standard output. */
  onLine?: (line: string) => void;
}

/** A program of ours that is started again when it dies, until it is told to stop. */
export class Child {
  private process?: ChildProcess;
  private stopping = false;

  constructor(private readonly options: ChildOptions) {}

  get pid(): number | undefined {
    return this.process?.pid;
  }

  start(): void {
    const { script, args = [], watch = false, environment, logFile, onLine } = this.options;
    const log = createWriteStream(logFile, { flags: 'a' });
    const node = watch ? ['--watch', '--watch-preserve-output'] : [];
    const child = spawn(process.execPath, [...node, script, ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    child.stderr.pipe(log, { end: false });
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log.write(chunk);
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    });
    child.on('error', (error) => log.write(`${error.message}\n`));
    child.on('exit', () => {
      log.end();
      if (!this.stopping) setTimeout(() => !this.stopping && this.start(), RESTART_PAUSE_MS);
    });
  }

  /** Asks it to end, and ends it when it does not within the time. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }
}

/** Waits until the address answers 200, or says which program did not come up and where its log is. */
export async function waitUntilReady(url: string, child: ChildOptions, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StartError(`The ${child.name} did not come up within ${timeoutMs / 1000} s. Its log: ${child.logFile}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
