/** Writes to the terminal of `npm start`: lines, and one line of progress that is drawn over itself where the terminal can. */
export class Terminal {
  private drawn = false;
  private lastPlain = 0;

  constructor(private readonly out: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'> = process.stdout) {}

  line(text = ''): void {
    this.endProgress();
    this.out.write(`${text}\n`);
  }

  progress(text: string): void {
    if (this.out.isTTY) {
      const width = Math.max(20, (this.out.columns ?? 80) - 1);
      this.out.write(`\r\x1b[2K${text.slice(0, width)}`);
      this.drawn = true;
      return;
    }
    if (Date.now() - this.lastPlain < 2_000) return;
    this.lastPlain = Date.now();
    this.out.write(`${text}\n`);
  }

  endProgress(): void {
    if (this.drawn) this.out.write('\n');
    this.drawn = false;
  }
}
