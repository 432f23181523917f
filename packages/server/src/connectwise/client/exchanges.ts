import type { Exchange } from './exchange.ts';

const MAX_EXCHANGES = 20;
/** Of all bodies together: a row stays small enough to be read at once. */
const MAX_TOTAL_LENGTH = 64_000;

/** What is kept in the place of a body for which there was no room. */
export const NO_ROOM = '(not kept: the entry holds too many requests)';

/** The requests of one piece of work since they were last taken, the newest ones when there are many. */
export class Exchanges {
  private held: Exchange[] = [];

  readonly hear = (exchange: Exchange): void => {
    this.held.push(exchange);
    if (this.held.length > MAX_EXCHANGES) this.held.shift();
  };

  /** Remembers what is held; answers how to hold it again when what it was taken for did not come about. */
  remember(): () => void {
    const held = [...this.held];
    return () => {
      this.held = [...held, ...this.held.filter((one) => !held.includes(one))].slice(-MAX_EXCHANGES);
    };
  }

  /** All since the last time; what changed something or failed keeps its bodies longest. */
  take(): Exchange[] {
    const taken = this.held;
    this.held = [];
    return fitting(taken);
  }
}

function fitting(exchanges: readonly Exchange[]): Exchange[] {
  const fitted = [...exchanges];
  const size = () =>
    fitted.reduce((sum, { request, answer }) => sum + (request?.length ?? 0) + (answer?.length ?? 0), 0);
  const isRead = ({ method, status }: Exchange) => method === 'GET' && status !== null && status < 400;
  for (const mayGo of [isRead, () => true])
    for (const [at, one] of fitted.entries())
      if (size() > MAX_TOTAL_LENGTH && mayGo(one))
        fitted[at] = { ...one, request: one.request && NO_ROOM, answer: one.answer && NO_ROOM };
  return fitted;
}
