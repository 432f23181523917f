import { randomFrom } from '../http/faults.ts';
import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { type CallbackBehaviour, checkBehaviour, defaultBehaviour } from './behaviour.ts';
import type { Delivery } from './delivery.ts';
import { type CallbackEvent, entryCovers, eventsOf } from './event.ts';
import { recordOutcome } from './health.ts';
import { entityText, messageBody, signatureOf } from './message.ts';

interface Message {
  readonly entryId: number;
  readonly event: CallbackEvent;
  readonly body: string;
  readonly signature: string;
}

const RETRIED = new Set([404, 409, 419, 429]);
const KEPT = 1_000;
const AT_ONCE = 8;

/** Delivers signed messages to the callback entries of one login company after each commit. */
export class CallbackDispatcher {
  readonly behaviour: CallbackBehaviour = { ...defaultBehaviour };
  private readonly tenant: Tenant;
  private readonly origin: () => string;
  private readonly signingKey: (entry: Stored) => string;
  private waiting: Message[] = [];
  private toShuffle: Message[] = [];
  private running = 0;
  private scheduled = 0;
  private closed = false;
  private random = randomFrom(1);
  private log: Delivery[] = [];
  private idleWaiters: (() => void)[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(tenant: Tenant, origin: () => string, signingKey: (entry: Stored) => string) {
    this.tenant = tenant;
    this.origin = origin;
    this.signingKey = signingKey;
    tenant.store.onCommit((commit) => {
      if (tenant.store.table('callbacks').size > 0) this.enqueue(eventsOf(commit));
    });
  }

  setBehaviour(changes: Partial<CallbackBehaviour>): void {
    checkBehaviour(changes);
    Object.assign(this.behaviour, changes);
    this.random = randomFrom(this.behaviour.seed);
  }

  deliveries(): readonly Delivery[] {
    return this.log;
  }

  /** Settles when nothing waits and nothing is on its way. */
  idle(): Promise<void> {
    if (this.isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  close(): void {
    this.closed = true;
    this.waiting = [];
    for (const timer of this.timers) clearTimeout(timer);
  }

  private enqueue(events: readonly CallbackEvent[]): void {
    for (const event of events) {
      for (const entry of this.tenant.store.table('callbacks').all()) {
        if (entryCovers(entry, event)) this.prepare(entry, event);
      }
    }
  }

  private prepare(entry: Stored, event: CallbackEvent): void {
    if (this.random() < this.behaviour.drop) {
      this.note(entry.id, event, { attempts: 0, status: 0, outcome: 'dropped' });
      return;
    }
    const message = this.message(entry, event);
    for (let copy = 0; copy <= this.behaviour.duplicate; copy += 1) {
      this.scheduled += 1;
      this.later(this.behaviour.delayMs, () => {
        this.scheduled -= 1;
        if (this.behaviour.reorder) this.gather(message);
        else {
          this.waiting.push(message);
          this.pump();
        }
      });
    }
  }

  /** Holds messages back for a moment, then sends them one by one in another order than that of their commits. */
  private gather(message: Message): void {
    this.toShuffle.push(message);
    if (this.toShuffle.length > 1) return;
    this.later(this.behaviour.reorderWithinMs, () => {
      this.waiting.push(...shuffled(this.toShuffle.splice(0), this.random));
      this.pump();
    });
  }

  private message(entry: Stored, event: CallbackEvent): Message {
    const definition = recordNamed(event.record);
    const host = this.behaviour.foreignKeyHost;
    const base = host ? `https://${host}` : this.origin();
    const company = encodeURIComponent(this.tenant.company);
    const body = messageBody({
      event,
      entry,
      company: this.tenant.company,
      fromUrl: new URL(this.origin()).host,
      keyUrl: `${base}/v4_6_release//system/callbackkey/index.rails?companyName=${company}&id=${entry.connectWiseID}`,
      entity: event.action === 'deleted' ? null : entityText(this.tenant.renderer, definition, event.row),
    });
    const isForged = this.random() < this.behaviour.forge;
    const signature = signatureOf(body, isForged ? 'not the signing key' : this.signingKey(entry));
    return { entryId: entry.id, event, body, signature };
  }

  private pump(): void {
    const atOnce = this.behaviour.reorder ? 1 : AT_ONCE;
    while (!this.closed && this.running < atOnce) {
      const message = this.waiting.shift();
      if (!message) break;
      this.running += 1;
      this.deliver(message).finally(() => {
        this.running -= 1;
        this.pump();
        this.announceIdle();
      });
    }
  }

  private async deliver(message: Message): Promise<void> {
    const entry = this.tenant.store.table('callbacks').get(message.entryId);
    if (!entry || entry.inactiveFlag === true) return;
    let status = 0;
    let attempts = 0;
    for (const wait of [0, ...this.behaviour.retryDelaysMs]) {
      if (wait > 0) await new Promise<void>((resolve) => this.later(wait, resolve));
      attempts += 1;
      status = await this.post(entry, message);
      if (!RETRIED.has(status) || this.closed) break;
    }
    const isDelivered = status >= 200 && status < 300;
    if (this.closed) return;
    recordOutcome(this.tenant, message.entryId, isDelivered);
    this.note(message.entryId, message.event, { attempts, status, outcome: isDelivered ? 'delivered' : 'failed' });
  }

  /** ConnectWise appends the id and the action to the text of the URL (Developer Guide). */
  private async post(entry: Stored, message: Message): Promise<number> {
    try {
      const response = await fetch(`${entry.url}${message.event.id}&action=${message.event.action}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'x-content-signature': message.signature },
        body: message.body,
        signal: AbortSignal.timeout(this.behaviour.timeoutMs),
        redirect: 'manual',
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  private note(entryId: number, event: CallbackEvent, end: Pick<Delivery, 'attempts' | 'status' | 'outcome'>): void {
    const url = String(this.tenant.store.table('callbacks').get(entryId)?.url ?? '');
    const at = this.tenant.store.clock.now().toISOString();
    this.log.push({ at, entryId, url, type: event.type, action: event.action, id: event.id, ...end });
    if (this.log.length > KEPT * 1.2) this.log = this.log.slice(-KEPT);
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }

  private isIdle(): boolean {
    return this.running === 0 && this.scheduled === 0 && this.waiting.length === 0 && this.toShuffle.length === 0;
  }

  private announceIdle(): void {
    if (!this.isIdle()) return;
    for (const resolve of this.idleWaiters.splice(0)) resolve();
  }
}

/** A shuffle that never gives back the order it was given, where there are two to swap. */
function shuffled(messages: Message[], random: () => number): Message[] {
  const order = [...messages];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as Message, order[at] as Message];
  }
  return order.every((message, at) => message === messages[at]) ? order.reverse() : order;
}
