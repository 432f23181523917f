import type pg from 'pg';
import { KeptClient, type KeptClientOptions } from './kept-client.ts';

/** `onConnect`: whatever was sent meanwhile was missed, so read again. */
export interface PgListenerOptions extends Pick<KeptClientOptions, 'url' | 'onConnect' | 'onError'> {
  channels: readonly string[];
  onNotification(channel: string, payload: string): void;
}

/** One connection that LISTENs, and comes back by itself when it is lost. Notifications are hints, never facts. */
export class PgListener {
  private readonly kept: KeptClient;

  constructor({ channels, onNotification, ...options }: PgListenerOptions) {
    const listen = async (client: pg.Client): Promise<void> => {
      client.on('notification', (message) => onNotification(message.channel, message.payload ?? ''));
      for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    };
    this.kept = new KeptClient({ ...options, applicationName: 'causeway-listen', prepare: listen });
  }

  get isListening(): boolean {
    return this.kept.isConnected;
  }

  /** Resolves after the first attempt, successful or not; further attempts go on by themselves. */
  start(): Promise<void> {
    return this.kept.start();
  }

  stop(): Promise<void> {
    return this.kept.stop();
  }
}
