import { setTimeout as pause } from 'node:timers/promises';
import type { Data } from '../support/graphql-client.ts';

const RETRY_AFTER_MS = 250;
const TIMEOUT_MS = 30_000;

/** What a request came to; with the reason when it failed. */
type Outcome = { data: Data } | { failed: string };

/** The addresses that a balancer sends requests to; requests take turns. */
export class Balancer {
  readonly failures: string[] = [];
  answered = 0;
  retried = 0;
  longestMs = 0;
  private turn = 0;

  constructor(readonly addresses: string[]) {}

  /** Asks once, and once more at the next address when that failed. Null when both did. */
  async ask(query: string, variables: object, headers: Record<string, string>): Promise<Data | null> {
    const begun = performance.now();
    const first = await this.post(query, variables, headers);
    if ('failed' in first) {
      this.retried++;
      await pause(RETRY_AFTER_MS);
    }
    const last = 'failed' in first ? await this.post(query, variables, headers) : first;
    this.longestMs = Math.max(this.longestMs, performance.now() - begun);
    if ('data' in last) {
      this.answered++;
      return last.data;
    }
    this.failures.push('failed' in first ? `${first.failed}; then ${last.failed}` : last.failed);
    return null;
  }

  private async post(query: string, variables: object, headers: Record<string, string>): Promise<Outcome> {
    const address = this.addresses[this.turn++ % this.addresses.length] ?? '';
    try {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body: { data?: Data | null; errors?: { message: string }[] } = JSON.parse(await response.text());
      if (body.data && !body.errors?.length) return problemIn(body.data);
      return { failed: `${response.status} ${body.errors?.[0]?.message ?? 'no data'}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      return { failed: `${error instanceof Error ? error.message : String(error)}${cause}` };
    }
  }
}

/** A mutation that was refused, and somebody whom the API knows no more, have failed as well. */
function problemIn(data: Data): Outcome {
  if (data.viewer === null) return { failed: 'signed out' };
  for (const answer of Object.values(data)) {
    const [problem] = answer?.problems ?? [];
    if (problem) return { failed: problem.message };
  }
  return { data };
}

interface Person {
  headers: Record<string, string>;
}

/** The edits of one value each that the load has made: what must stand in the end. */
export interface LoadResult {
  /** The phone that each client was given last. */
  phones: Map<string, string>;
  /** The clients that were made, by name. */
  made: Set<string>;
  edits: number;
}

export interface LoadOptions {
  balancer: Balancer;
  admin: Person;
  /** A program that reads with a token. */
  program: Person;
  /** Clients of the CRM that may be edited, shared out among the editors. */
  clients: readonly { id: string; name: string }[];
}

const EDITORS = 3;

/** Three people who edit, one who makes clients, one who looks, and a program that reads the audit log, until `stop`. */
export function startLoad({ balancer, admin, program, clients }: LoadOptions): { stop(): Promise<LoadResult> } {
  const result: LoadResult = { phones: new Map(), made: new Set(), edits: 0 };
  let isOver = false;
  const again = async (everyMs: number, work: (round: number) => Promise<unknown>) => {
    for (let round = 0; !isOver; round++) {
      await work(round);
      await pause(everyMs);
    }
  };
  const edit = (editor: number) => async (round: number) => {
    const mine = clients.filter((_, at) => at % EDITORS === editor);
    const client = mine[round % mine.length];
    if (!client) return;
    const phone = `813555${String(1000 + ((round * EDITORS + editor) % 9000))}`;
    const data = await balancer.ask(
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
      { id: client.id, input: { name: client.name, phone } },
      admin.headers,
    );
    if (!data) return;
    result.phones.set(client.id, phone);
    result.edits++;
  };
  const make = async (round: number) => {
    const name = `Made while upgrading ${round}`;
    const data = await balancer.ask(
      'mutation ($input: ClientInput!) { createClient(input: $input) { problems { message } } }',
      { input: { name, phone: `727555${1000 + round}` } },
      admin.headers,
    );
    if (data) result.made.add(name);
  };
  const work = [
    ...Array.from({ length: EDITORS }, (_, editor) => again(40, edit(editor))),
    again(700, make),
    again(10, () =>
      balancer.ask('{ viewer { role } clients(first: 20) { items { id name phone } } }', {}, admin.headers),
    ),
    again(30, () =>
      balancer.ask('{ auditEvents(first: 20) { items { id description status } } }', {}, program.headers),
    ),
  ];
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(work);
      return result;
    },
  };
}
