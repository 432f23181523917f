import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { Storage } from '../../platform/storage.ts';
import { insertDelivery, latestMails, type MailRow } from './delivery.queries.ts';
import { keptText } from './mail-channel.ts';
import { type MailParts, mailBody } from './mail-text.rules.ts';

const MAX_SHOWN = 200;

export interface DeliveryServiceDeps {
  storage: Pick<Storage, 'get'>;
  sendsMail: boolean;
  /** Called after the commit, so that nobody waits for the next look. */
  wake: () => void;
}

/** Mails: written with what causes them, sent after the commit. */
export class DeliveryService {
  constructor(private readonly deps: DeliveryServiceDeps) {}

  /** Whether there is a mail server; else mails are kept in a folder. */
  get sendsMail(): boolean {
    return this.deps.sendsMail;
  }

  async mail(tx: Tx, to: string, parts: MailParts): Promise<void> {
    await insertDelivery(tx, { channel: 'mail', recipient: to, subject: parts.subject, body: mailBody(parts) });
    tx.afterCommit(this.deps.wake);
  }

  mails(tx: Tx): Promise<MailRow[]> {
    return latestMails(tx, MAX_SHOWN);
  }

  /** The text of a mail that was kept; null for one that was sent: what was in it is not kept. */
  async textOf(workspaceId: Id, mail: Pick<MailRow, 'id' | 'state'>): Promise<string | null> {
    if (mail.state !== 'kept') return null;
    const file = await this.deps.storage.get(keptText(workspaceId, mail.id)).catch(() => null);
    return file?.toString('utf8') ?? null;
  }
}
