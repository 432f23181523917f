import { WebSocket } from 'ws';

/** How the event of a number stands in its text, whichever server sends it. */
export const markOf = (n: number): string => `[event ${String(n).padStart(6, '0')}]`;
const MARK = Buffer.from('[event ');
const DIGITS = 6;

/** The numbers of the events in a text: a row's name and its description both name one. */
export const marksIn = (data: Buffer): Set<number> =>
  new Set(Array.from(data.toString('latin1').matchAll(/\[event (\d{6})\]/g), ([, digits]) => Number(digits)));

/** Many subscribers in one process, who look at nothing but the number of an event. */
export class Crowd {
  /** When each event was handed over, by its number. */
  readonly sent = new Map<number, number>();
  private readonly sockets: WebSocket[] = [];
  private latencies: number[] = [];
  private awaited: { left: number; done: (at: number) => void } | null = null;
  /** The last text that one of them got. */
  lastText = '';

  static async of(size: number, open: () => Promise<WebSocket>): Promise<Crowd> {
    const crowd = new Crowd();
    // A few at a time, so that none of them counts as a stranger for long.
    while (crowd.sockets.length < size) {
      const next = await Promise.all(Array.from({ length: Math.min(20, size - crowd.sockets.length) }, open));
      for (const socket of next) socket.on('message', (data: Buffer) => crowd.heard(data));
      crowd.sockets.push(...next);
    }
    return crowd;
  }

  /** When all have had so many events more. */
  hear(events: number): Promise<number> {
    return new Promise((done) => {
      this.awaited = { left: events * this.sockets.length, done };
    });
  }

  /** How long each event took to each of them, since this was asked last. */
  takeLatencies(): number[] {
    const { latencies } = this;
    this.latencies = [];
    return latencies;
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private heard(data: Buffer): void {
    const at = data.indexOf(MARK);
    if (at < 0) return;
    const now = performance.now();
    const n = Number(data.toString('latin1', at + MARK.length, at + MARK.length + DIGITS));
    this.latencies.push(now - (this.sent.get(n) ?? now));
    if (!this.awaited || --this.awaited.left > 0) return;
    this.lastText = data.toString('utf8');
    this.awaited.done(now);
    this.awaited = null;
  }
}
