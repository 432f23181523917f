import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Storage } from '../../platform/storage.ts';
import { DeliveryService } from './delivery.service.ts';
import { type DeliveryChannel, DeliveryLoop } from './delivery-loop.ts';
import { MailChannel, type MailSettings } from './mail-channel.ts';
import { OutboxResolver } from './outbox.resolver.ts';

export interface DeliveryModuleDeps {
  database: Database;
  logger: Logger;
  storage: Storage;
  mail: MailSettings;
  /** How webhooks are reached. */
  webhook: DeliveryChannel;
}

export interface DeliveryModule {
  deliveries: DeliveryService;
  loop: DeliveryLoop;
  resolvers: object[];
  close(): Promise<void>;
}

/** Mails and webhook messages on their way out. */
export function createDelivery({ database, logger, storage, mail, webhook }: DeliveryModuleDeps): DeliveryModule {
  const mailChannel = new MailChannel(mail, storage);
  const loop = new DeliveryLoop({ database, logger, channels: { mail: mailChannel, webhook } });
  const deliveries = new DeliveryService({
    storage,
    sendsMail: mailChannel.sendsMail,
    wake: () => void loop.sendDue(),
  });
  return {
    deliveries,
    loop,
    resolvers: [new OutboxResolver(deliveries)],
    close: async () => {
      await loop.stop();
      mailChannel.close();
    },
  };
}
