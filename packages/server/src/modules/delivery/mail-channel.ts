import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Storage } from '../../platform/storage.ts';
import type { ClaimedDelivery } from './delivery.queries.ts';
import type { DeliveryChannel } from './delivery-loop.ts';

export interface MailSettings {
  /** smtp:// or smtps://, with user and password where the server asks for them; null: mails go to a folder. */
  smtpUrl: string | null;
  from: string;
}

const bodySchema = z.object({ text: z.string(), html: z.string() });
const TIMEOUT_MS = 20_000;

/** Where the text of a mail lies that was not sent, beside the mail itself. */
export const keptText = (workspaceId: string, id: string): string => `${workspaceId}/outbox/${id}.txt`;
const keptMail = (workspaceId: string, id: string): string => `${workspaceId}/outbox/${id}.eml`;

/** What lies in the store for one mail. */
export const filesOfMail = (workspaceId: string, id: string): readonly string[] => [
  keptText(workspaceId, id),
  keptMail(workspaceId, id),
];

/** Mails over SMTP; without a server they are put into the storage folder, each as a file that any mail program opens. */
export class MailChannel implements DeliveryChannel {
  private readonly transport: Transporter | null;

  constructor(
    private readonly settings: MailSettings,
    private readonly storage: Pick<Storage, 'put'>,
  ) {
    this.transport = settings.smtpUrl
      ? createTransport({
          url: settings.smtpUrl,
          connectionTimeout: TIMEOUT_MS,
          greetingTimeout: TIMEOUT_MS,
          socketTimeout: TIMEOUT_MS,
        })
      : null;
  }

  get sendsMail(): boolean {
    return this.transport !== null;
  }

  async deliver(delivery: ClaimedDelivery): Promise<'sent' | 'kept'> {
    const { id, workspaceId, recipient, subject, createdAt } = delivery;
    const { text, html } = bodySchema.parse(delivery.body);
    const message = {
      from: this.settings.from,
      to: { name: '', address: recipient },
      subject,
      text,
      html,
      date: createdAt,
      // Known by it again when an attempt whose answer was lost is repeated.
      messageId: `<${id}@causeway>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
    if (this.transport) {
      await this.transport.sendMail(message);
      return 'sent';
    }
    const composed = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
    if (Buffer.isBuffer(composed.message)) await this.storage.put(keptMail(workspaceId, id), composed.message);
    await this.storage.put(keptText(workspaceId, id), Buffer.from(text));
    return 'kept';
  }

  close(): void {
    this.transport?.close();
  }
}
