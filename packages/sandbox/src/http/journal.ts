import type { JournalEntry, JournalSearch } from './journal-entry.ts';

const KEPT = 10_000;
const MAX_BODY_LENGTH = 16_384;
const MAX_ANSWER_LENGTH = 4_096;
const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The last requests, newest last. Credentials never enter it. */
export class Journal {
  private entries: JournalEntry[] = [];

  add(
    entry: Omit<JournalEntry, 'headers' | 'body' | 'answer'> & {
      headers: Readonly<Record<string, unknown>>;
      body?: string;
      answer?: Buffer | string;
    },
  ): void {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(entry.headers)) if (!SECRET.has(name)) headers[name] = String(value);
    const { body, answer, ...rest } = entry;
    this.entries.push({
      ...rest,
      headers,
      ...(body ? { body: body.slice(0, MAX_BODY_LENGTH) } : {}),
      ...(answer ? { answer: beginning(answer) } : {}),
    });
    if (this.entries.length > KEPT * 1.2) this.entries = this.entries.slice(-KEPT);
  }

  list(): readonly JournalEntry[] {
    return this.entries.slice(-KEPT);
  }

  /** The newest entries that meet every wish, newest last. */
  search(wish: JournalSearch): readonly JournalEntry[] {
    const found = this.list().filter((entry) => meets(entry, wish));
    return found.slice(-(wish.limit ?? KEPT));
  }

  clear(): void {
    this.entries = [];
  }
}

function meets(entry: JournalEntry, wish: JournalSearch): boolean {
  const same = (wanted: string | undefined, text: string | undefined) =>
    wanted === undefined || wanted.toLowerCase() === text?.toLowerCase();
  const holds = (text: string | undefined) => text?.toLowerCase().includes((wish.body ?? '').toLowerCase()) === true;
  return (
    same(wish.method, entry.method) &&
    same(wish.company, entry.company) &&
    (wish.path === undefined || entry.path.toLowerCase().startsWith(wish.path.toLowerCase())) &&
    (wish.status === undefined || isOfStatus(entry.status, String(wish.status))) &&
    (wish.body === undefined || holds(entry.body) || holds(entry.answer))
  );
}

const isOfStatus = (status: number, wanted: string) =>
  /^\dxx$/i.test(wanted) ? String(status).startsWith(wanted.charAt(0)) : String(status) === wanted;

/** Cut before it becomes a text: a page of a thousand records is not spelt out for its first lines. */
const beginning = (answer: Buffer | string): string =>
  typeof answer === 'string'
    ? answer.slice(0, MAX_ANSWER_LENGTH)
    : answer
        .subarray(0, MAX_ANSWER_LENGTH)
        .toString('utf8')
        .replace(/\ufffd$/, '');
