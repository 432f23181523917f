import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import type { Records } from '../../records/records.ts';
import { callbackJob } from './callback-wake-up.ts';
import { countRejected, keepEvent, ownerOfSecret } from './callbacks.queries.ts';
import { isSignedWith, trustedKeyUrl } from './signature.rules.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface ReceiverDeps {
  database: Database;
  connections: Connections;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  keys: SigningKeys;
  records: Records;
}

const message = z.object({
  MessageId: z.string().max(200).optional(),
  CompanyId: z.string(),
  Action: z.string().max(40),
  Type: z.string(),
  ID: z.number().int().nonnegative(),
  Metadata: z.object({ key_url: z.string() }),
});
type Message = z.output<typeof message>;

/** `accepted` and `repeated` are answered alike: ConnectWise shall not send it again. */
export type Reception = 'accepted' | 'repeated' | 'unknown_address' | 'senseless' | 'forged';

/** Messages that come at once wake a worker once. */
const WAKE_EVERY_MS = 150;

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

/**
 * Takes messages of ConnectWise: believes one only when its bytes were signed with the company's own key, keeps which record it names, and wakes a
 * worker, which reads that record anew. What a message says of the record is never used, so an old one that is sent again changes nothing.
 */
export class CallbackReceiver {
  private readonly wokenAt = new Map<Id, number>();

  constructor(private readonly deps: ReceiverDeps) {}

  async receive(secret: string, raw: Buffer, signature: string | null): Promise<Reception> {
    if (!/^[\w-]{20,100}$/.test(secret)) return 'unknown_address';
    const owner = await ownerOfSecret(this.deps.database.outside, hashOfSecret(secret));
    if (!owner) return 'unknown_address';
    const { workspaceId, connectionId } = owner;
    const connection = await this.deps.database.inWorkspace(
      workspaceId,
      (tx) => this.deps.connections.byId(tx, connectionId),
      { readOnly: true },
    );
    if (!connection) return 'unknown_address';
    const told = parse(raw);
    if (!told) return 'senseless';
    if (signature === null || !(await this.isGenuine(connection, told, raw, signature))) {
      await this.deps.database.inWorkspace(workspaceId, (tx) => countRejected(tx, connectionId));
      return 'forged';
    }
    const type = told.Type.toLowerCase();
    const entity = this.deps.records.all.find(({ addresses }) => addresses.callbacks === type)?.entity;
    if (!entity) return 'accepted';
    const isNew = await this.deps.database.inWorkspace(workspaceId, (tx) =>
      keepEvent(tx, connectionId, {
        messageId: told.MessageId ?? createHash('sha256').update(raw).digest('hex'),
        entity,
        remoteId: String(told.ID),
        action: told.Action,
        traceParent: currentTraceParent(),
      }),
    );
    if (isNew) this.wake(workspaceId, connectionId);
    return isNew ? 'accepted' : 'repeated';
  }

  private async isGenuine(
    connection: ConnectionRecord,
    told: Message,
    raw: Buffer,
    signature: string,
  ): Promise<boolean> {
    if (told.CompanyId.toLowerCase() !== connection.loginCompany.toLowerCase()) return false;
    const url = trustedKeyUrl(told.Metadata.key_url, connection);
    if (!url) return false;
    const key = await this.deps.keys.keyAt(connection, url);
    if (key !== null && isSignedWith(raw, signature, key)) return true;
    const newer = await this.deps.keys.keyAt(connection, url, { anew: true });
    return newer !== null && newer !== key && isSignedWith(raw, signature, newer);
  }

  /** Not awaited: the answer must not wait for the job store. The row is what counts; the sweep finds it. */
  private wake(workspaceId: Id, connectionId: Id): void {
    const now = Date.now();
    const last = this.wokenAt.get(connectionId) ?? 0;
    if (last > now) return;
    const delay = Math.max(0, last + WAKE_EVERY_MS - now);
    this.wokenAt.set(connectionId, now + delay);
    const send = () =>
      this.deps.queue.enqueue(callbackJob, { workspaceId, connectionId }).catch((err: unknown) => {
        this.deps.logger.warn({ err, connectionId }, 'could not wake a worker for a callback; the sweep will find it');
      });
    if (delay === 0) void send();
    else setTimeout(() => void send(), delay).unref();
  }
}

function parse(raw: Buffer): Message | null {
  try {
    const parsed = message.safeParse(JSON.parse(raw.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
