/** The sandbox's clock: real time unless a test sets or moves it. */
export class Clock {
  private offsetMs = 0;
  private readonly source: () => Date;

  constructor(source: () => Date = () => new Date()) {
    this.source = source;
  }

  now(): Date {
    return new Date(this.source().getTime() + this.offsetMs);
  }

  /** Whole seconds since 1970: two writes in one second share their `lastUpdated`, as in ConnectWise. */
  seconds(): number {
    return Math.floor((this.source().getTime() + this.offsetMs) / 1000);
  }

  set(date: Date): void {
    this.offsetMs = date.getTime() - this.source().getTime();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
