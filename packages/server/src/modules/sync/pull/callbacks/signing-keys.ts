import type { HttpAnswer } from '../../../../connectwise/client/transport.ts';
import type { Id } from '../../../../platform/ids.ts';

/** Asks for a key at its checked address, with the connection's own headers only where the host wants them. */
export type AskForKey = (
  connection: { id: Id; workspaceId: Id },
  url: URL,
) => Promise<Pick<HttpAnswer, 'status' | 'text'>>;

interface Kept {
  key: string | null;
  until: number;
}

const KEEP_MS = 60 * 60_000;
/** A key that was not given is not asked for again for a while; whoever sends messages must not make us send as many. */
const REFUSED_MS = 60_000;
const MAX_ASKED_A_MINUTE = 30;
const MAX_KEPT = 1_000;

/** Signing keys by their address. A wrong signature may mean a new key, so a key may be asked for again once a minute. */
export class SigningKeys {
  private readonly kept = new Map<string, Kept>();
  private readonly asked = new Map<Id, number[]>();

  constructor(private readonly ask: AskForKey) {}

  async keyAt(connection: { id: Id; workspaceId: Id }, url: URL, { anew = false } = {}): Promise<string | null> {
    const known = this.kept.get(url.href);
    const now = Date.now();
    const isFresh = known !== undefined && (anew ? known.until - KEEP_MS + REFUSED_MS > now : known.until > now);
    if (known && isFresh) return known.key;
    if (!this.mayAsk(connection.id, now)) return null;
    const key = await this.fetch(connection, url);
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(url.href, { key, until: now + (key === null ? REFUSED_MS : KEEP_MS) });
    return key;
  }

  private mayAsk(id: Id, now: number): boolean {
    const recent = (this.asked.get(id) ?? []).filter((at) => at > now - 60_000);
    this.asked.set(id, recent);
    if (recent.length >= MAX_ASKED_A_MINUTE) return false;
    recent.push(now);
    return true;
  }

  private async fetch(connection: { id: Id; workspaceId: Id }, url: URL): Promise<string | null> {
    try {
      const { status, text } = await this.ask(connection, url);
      if (status !== 200) return null;
      const answer: unknown = JSON.parse(text);
      const key = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'signing_key') : null;
      return typeof key === 'string' && key.length >= 8 ? key : null;
    } catch {
      return null;
    }
  }
}
