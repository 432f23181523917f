import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Storage } from '../../platform/storage.ts';
import { DeliveryService } from './delivery.service.ts';
import { DeliveryLoop } from './delivery-loop.ts';
import { MailChannel, type MailSettings } from './mail-channel.ts';
import { OutboxResolver } from './outbox.resolver.ts';

export interface DeliveryModuleDeps {
  database: Database;
  logger: Logger;
  storage: Storage;
  mail: MailSettings;
}

export interface DeliveryModule {
  deliveries: DeliveryService;
  loop: DeliveryLoop;
  resolvers: object[];
  close(): Promise<void>;
}

/** Mails on their way out. */
export function createDelivery({ database, logger, storage, mail }: DeliveryModuleDeps): DeliveryModule {
  const mailChannel = new MailChannel(mail, storage);
  const loop = new DeliveryLoop({ database, logger, channels: { mail: mailChannel } });
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
