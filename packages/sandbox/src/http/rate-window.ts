const WINDOW_MS = 60_000;

/** Counts the requests of the last minute. */
export class RateWindow {
  private times: number[] = [];

  /** Seconds until another request is welcome, or undefined when this one is (and counts). */
  secondsToWait(nowMs: number, limit: number): number | undefined {
    this.times = this.times.filter((time) => time > nowMs - WINDOW_MS && time <= nowMs);
    const oldest = this.times[0];
    if (this.times.length >= limit && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - nowMs) / 1000));
    this.times.push(nowMs);
    return undefined;
  }
}
