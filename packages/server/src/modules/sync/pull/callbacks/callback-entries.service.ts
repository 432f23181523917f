import { randomBytes } from 'node:crypto';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { type CallbackEntry, callbackWire } from '../../../../connectwise/wire/callback.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { SecretBox } from '../../../../platform/secrets.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import {
  callbacksNotStarted,
  callbacksStopped,
  entriesNotRemoved,
  entriesRegistered,
  entriesRemoved,
  entriesRenewed,
  mayNotManage,
  orphansRemoved,
  silenceNoticed,
} from '../../messages/callback-description.messages.ts';
import type { Records } from '../../records/records.ts';
import { CALLBACK_PATH, callbackUrl, secretIn, whyUnreachable } from './callback-address.rules.ts';
import { hashOfSecret } from './callback-receiver.service.ts';
import {
  type EndpointRow,
  ensureEndpoint,
  findEndpoint,
  type KnownEntry,
  noteEndpoint,
  noteSilence,
  ownerOfSecret,
  unannounced,
} from './callbacks.queries.ts';

export interface CallbackEntriesDeps {
  database: Database;
  audit: AuditLog;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  records: Records;
  secrets: Pick<SecretBox, 'seal' | 'open'>;
  /** The address that ConnectWise may call; null when the operator named none. */
  publicUrl: () => string | null;
}

const DESCRIPTION = 'Causeway: tells of changes at once';

/** Looks after the entries of a connection: makes what is missing, switches on again what ConnectWise switched off, removes what is left over. */
export class CallbackEntries {
  constructor(private readonly deps: CallbackEntriesDeps) {}

  /** The address that ConnectWise may call; null when the operator named none. */
  get address(): string | null {
    return this.deps.publicUrl();
  }

  /** Brings the entries to what they should be, and notices a silence. Safe to repeat. */
  async check(workspaceId: Id, connectionId: Id): Promise<void> {
    const { database } = this.deps;
    const { connection, endpoint } = await database.inWorkspace(workspaceId, async (tx) => {
      const found = await this.deps.connections.byId(tx, connectionId);
      if (found) await this.giveSecret(tx, connectionId);
      return { connection: found, endpoint: found && (await findEndpoint(tx, connectionId)) };
    });
    if (!connection || !endpoint || connection.state !== 'connected') return;
    const reason = this.whyOff(connection);
    if (reason) return this.switchOff(connection, endpoint, reason);
    try {
      await this.bringInOrder(connection, endpoint);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.noteFailure(connection, endpoint, error);
    }
  }

  /** Takes the entries out before the keys go; what cannot be removed is told, since it keeps calling. */
  async remove(connection: ConnectionRecord): Promise<void> {
    const { database, audit } = this.deps;
    const { workspaceId, id } = connection;
    const endpoint = await database.inWorkspace(workspaceId, (tx) => findEndpoint(tx, id), { readOnly: true });
    if (!endpoint || endpoint.entries.length === 0) return;
    let failure: ConnectWiseError | null = null;
    try {
      const client = await this.deps.clients.hastyClientFor(connection);
      for (const entry of endpoint.entries) await client.remove(callbackWire, entry.id);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      failure = error;
    }
    await database.inWorkspace(workspaceId, async (tx) => {
      await noteEndpoint(tx, id, { state: 'off', reason: null, entries: [], renewed: 0, address: this.address });
      const ids = endpoint.entries.map((entry) => entry.id);
      const description = failure ? entriesNotRemoved(ids, failure.message) : entriesRemoved(ids.length);
      await audit.record(tx, [event(description, failure ? 'error' : 'info')]);
    });
  }

  /** Why there are no callbacks, as a sentence; null where there are. */
  whyOff(connection: ConnectionRecord): string | null {
    if (!connection.syncStartedAt) return connection.syncStoppedAt ? callbacksStopped() : callbacksNotStarted();
    return whyUnreachable(this.address, connection.apiBaseUrl);
  }

  private async giveSecret(tx: Tx, connectionId: Id): Promise<void> {
    if (await findEndpoint(tx, connectionId)) return;
    const secret = randomBytes(24).toString('base64url');
    const secretSealed = this.deps.secrets.seal(secret, sealedFor(tx.workspaceId));
    await ensureEndpoint(tx, connectionId, { secretHash: hashOfSecret(secret), secretSealed });
  }

  private async switchOff(connection: ConnectionRecord, endpoint: EndpointRow, reason: string): Promise<void> {
    if (endpoint.entries.length > 0) await this.remove(connection);
    await this.deps.database.inWorkspace(connection.workspaceId, (tx) =>
      noteEndpoint(tx, connection.id, { state: 'off', reason, entries: [], renewed: 0, address: this.address }),
    );
  }

  private async bringInOrder(connection: ConnectionRecord, endpoint: EndpointRow): Promise<void> {
    const { database, audit } = this.deps;
    const { workspaceId, id } = connection;
    const secret = this.deps.secrets.open(endpoint.secretSealed, sealedFor(workspaceId));
    const publicUrl = this.address ?? '';
    const url = callbackUrl(publicUrl, secret);
    const client = await this.deps.clients.clientFor(connection);
    const listed = await client.find(callbackWire, { conditions: `url contains "${CALLBACK_PATH}"` });
    const found = await this.sort(listed, { url, publicUrl, secret });
    const made: KnownEntry[] = [];
    let registered = 0;
    let renewed = 0;
    for (const { entity, addresses } of this.deps.records.all) {
      const type = addresses.callbacks;
      const entry = found.own.find((one) => one.type?.toLowerCase() === type);
      if (!entry) registered++;
      if (entry?.inactiveFlag === true) renewed++;
      made.push({ entity, id: entry ? await this.keepOn(client, entry) : await this.make(client, type, url) });
    }
    const extra = found.own.filter((one) => !made.some((entry) => entry.id === one.id));
    for (const one of [...extra, ...found.orphans]) await client.remove(callbackWire, one.id);
    await this.deps.health.reportSuccess(connection);
    await database.inWorkspace(workspaceId, async (tx) => {
      await noteEndpoint(tx, id, { state: 'active', reason: null, entries: made, renewed, address: this.address });
      const events = [
        ...(registered > 0 ? [event(entriesRegistered(registered))] : []),
        ...(renewed > 0 ? [event(entriesRenewed(renewed))] : []),
        ...(found.orphans.length > 0 ? [event(orphansRemoved(found.orphans.length))] : []),
      ];
      const missed = registered + renewed > 0 ? 0 : await unannounced(tx, id);
      if (missed > 0 && (await noteSilence(tx, id, silenceNoticed(missed))))
        events.push(event(silenceNoticed(missed), 'error'));
      await audit.record(tx, events);
    });
  }

  /** Which entries are this connection's, and which nobody answers for: of an earlier installation at this address, or of an earlier address. */
  private async sort(
    listed: readonly CallbackEntry[],
    { url, publicUrl, secret }: { url: string; publicUrl: string; secret: string },
  ): Promise<{ own: CallbackEntry[]; orphans: CallbackEntry[] }> {
    const own: CallbackEntry[] = [];
    const orphans: CallbackEntry[] = [];
    for (const entry of listed) {
      const theirs = secretIn(entry.url ?? '');
      if (entry.url === url) own.push(entry);
      else if (theirs === secret) orphans.push(entry);
      else if (theirs !== null && entry.url?.startsWith(`${publicUrl}${CALLBACK_PATH}`)) {
        const owner = await this.deps.database.acrossWorkspaces((tx) => ownerOfSecret(tx, hashOfSecret(theirs)));
        if (!owner) orphans.push(entry);
      }
    }
    return { own, orphans };
  }

  private async keepOn(client: ConnectWiseClient, entry: CallbackEntry): Promise<number> {
    if (entry.inactiveFlag === true)
      await client.patch(callbackWire, entry.id, [{ op: 'replace', path: 'inactiveFlag', value: false }]);
    return entry.id;
  }

  private async make(client: ConnectWiseClient, type: string, url: string): Promise<number> {
    const body = { url, objectId: 1, type, level: 'owner', description: DESCRIPTION, payloadVersion: '3.0.0' };
    return (await client.create(callbackWire, body)).id;
  }

  private async noteFailure(
    connection: ConnectionRecord,
    endpoint: EndpointRow,
    error: ConnectWiseError,
  ): Promise<void> {
    // What says nothing of callbacks themselves (an outage, a pause) leaves them as they are; the next check looks again.
    const isOwn = error.kind === 'forbidden' || error.kind === 'invalid' || error.kind === 'conflict';
    if (!isOwn) return this.deps.health.reportFailure(connection, error);
    const reason = mayNotManage(error.message);
    await this.deps.database.inWorkspace(connection.workspaceId, async (tx) => {
      const { entries } = endpoint;
      await noteEndpoint(tx, connection.id, { state: 'failing', reason, entries, renewed: 0, address: this.address });
      if (endpoint.state !== 'failing' || endpoint.reason !== reason)
        await this.deps.audit.record(tx, [event(reason, 'error')]);
    });
  }
}

/** What the secret of the address is bound to. */
export const sealedFor = (workspaceId: Id): string => `${workspaceId}:callback.secret`;

const event = (description: string, status: 'info' | 'error' = 'info') =>
  ({ operation: 'check', status, code: 'callbacks', description }) as const;
