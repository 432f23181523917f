import { close, fdatasync, fstatSync, openSync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const writeTo = promisify(write);
const syncData = promisify(fdatasync);
const closeFile = promisify(close);

interface Batch {
  readonly lines: string[];
}

/** An append-only file of lines. Lines that come while a write is under way share the next write and its fsync. */
export class GroupCommitLog {
  readonly path: string;
  bytes: number;
  private readonly file: number;
  private next: Batch | undefined;
  private last: Promise<void> = Promise.resolve();
  private broken: Error | undefined;

  constructor(path: string) {
    this.path = path;
    this.file = openSync(path, 'a');
    this.bytes = fstatSync(this.file).size;
    // Ends a line that a crash may have left unfinished.
    if (this.bytes > 0) writeSync(this.file, '\n');
  }

  /** Takes a line; it is safe once `settled()` called afterwards has settled. */
  append(line: string): void {
    if (!this.next) {
      const batch: Batch = { lines: [] };
      this.next = batch;
      this.last = this.last.catch(() => undefined).then(() => this.write(batch));
      // Whoever waits hears of a failure; nobody may be waiting.
      this.last.catch(() => undefined);
    }
    this.next.lines.push(line);
  }

  /** Settles when every line taken so far is on disk; rejects when it could not be written. */
  settled(): Promise<void> {
    return this.broken ? Promise.reject(this.broken) : this.last;
  }

  async close(): Promise<void> {
    await this.last.catch(() => undefined);
    await closeFile(this.file);
  }

  private async write(batch: Batch): Promise<void> {
    // Leave room for the other requests of this turn to join the batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.next = undefined;
    if (this.broken) throw this.broken;
    const bytes = Buffer.from(`${batch.lines.join('\n')}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += (await writeTo(this.file, bytes, at)).bytesWritten;
      await syncData(this.file);
      this.bytes += bytes.length;
    } catch (error) {
      const why = (error as Error).message;
      this.broken = new Error(
        `The data directory cannot be written: ${why}. Free space there and restart the sandbox.`,
      );
      throw this.broken;
    }
  }
}
