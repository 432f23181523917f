import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { reasonOf } from './last-words.ts';
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

const KEPT_LINES = 50;
/** EX_TEMPFAIL: it ended on purpose, to be started again. */
const START_ANEW = 75;

/** A program of ours that is started again when it dies, until it is told to stop. */
export class Child {
  private process?: ChildProcess;
  private stopping = false;
  private readonly tellEnd: ((reason: string) => void)[] = [];

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
    const last: string[] = [];
    const keep = (line: string): void => {
      last.push(line);
      if (last.length > KEPT_LINES) last.shift();
    };
    eachLine(child.stdout, log, (line) => {
      keep(line);
      onLine?.(line);
    });
    eachLine(child.stderr, log, keep);
    child.on('error', (error) => keep(error.message));
    // Once its output was read to the end.
    child.on('close', (code) => {
      log.end();
      if (this.stopping) return;
      if (code !== START_ANEW) for (const tell of this.tellEnd) tell(reasonOf(last));
      setTimeout(() => !this.stopping && this.start(), RESTART_PAUSE_MS);
    });
  }

  /** Tells each time that it ended without being asked to, with the last that it said. */
  onEnd(tell: (reason: string) => void): void {
    this.tellEnd.push(tell);
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

function eachLine(stream: Readable, log: Writable, see: (line: string) => void): void {
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    log.write(chunk);
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) see(line);
  });
  stream.on('end', () => rest && see(rest));
}

/** Rejects as soon as one of these programs ends: what they say then is why nothing can start. */
export function firstEnd(children: readonly { child: Child; name: string; logFile: string }[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const { child, name, logFile } of children)
      child.onEnd((reason) => reject(new StartError(`The ${name} cannot start. ${reason} Its log: ${logFile}`)));
  });
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
