import type { ConnectWiseClient, PatchOperation } from '../../src/connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../src/connectwise/wire/wire.ts';
import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import { modeCapabilities } from '../../src/modules/integration/configuration/mode.rules.ts';
import type { PulledEntity } from '../../src/modules/links/link.ts';
import { LinksService } from '../../src/modules/links/links.service.ts';
import { ApplyRemote } from '../../src/modules/sync/pull/apply-remote.ts';
import { readLocalRows } from '../../src/modules/sync/pull/decide/local-rows.queries.ts';
import { readPushSetup } from '../../src/modules/sync/push/attempt/push-setup.ts';
import { RemoteStates } from '../../src/modules/sync/push/attempt/remote-states.ts';
import { records, registry, syncOf } from '../../src/modules/sync/registry.ts';
import { openPushFixture, type PushFixture } from './push-fixture.ts';
import { settingsWith } from './settings.ts';

const crmEntity = { company: 'client', contact: 'contact', product: 'product', opportunity: 'opportunity' } as const;

/** Both ways against a sandbox over HTTP: edits here that are pushed, edits there that a poll takes in. */
export interface TwoWayFixture extends PushFixture {
  /** ConnectWise over HTTP. */
  connectwise: ConnectWiseClient;
  /** The record that this one is linked to, as ConnectWise sends it. */
  there(entity: PulledEntity, localId: string): Promise<Record<string, unknown> & WireRecord>;
  /** Edits the linked record in ConnectWise, as somebody there does. */
  editThere(entity: PulledEntity, localId: string, operations: PatchOperation[]): Promise<void>;
  /** The row of the CRM. */
  here(entity: PulledEntity, localId: string): Promise<Record<string, unknown>>;
  /** Edits the row here, as the CRM's services do, and pushes. `set` is SQL. */
  editHere(entity: PulledEntity, localId: string, set: string, params?: unknown[]): Promise<void>;
  /** Tells of a record that was made here, and pushes. */
  createdHere(entity: PulledEntity, localId: string): Promise<void>;
  /** A field of the row as a pull reads it. */
  column(entity: PulledEntity, localId: string, field: string): Promise<unknown>;
  /** What ConnectWise's record says of a field, in the CRM's words. */
  inOurWords(entity: PulledEntity, localId: string, field: string): Promise<unknown>;
  /** Everything in ConnectWise is looked at. */
  poll(): Promise<void>;
  /** Sentences of the log about a record, newest last; only those since the last call of `clearLog`. */
  log(localId: string): Promise<string[]>;
  clearLog(): Promise<void>;
}

export async function openTwoWayFixture(configuration: Record<string, unknown> = {}): Promise<TwoWayFixture> {
  const fixture = await openPushFixture();
  const { rows, workspaceId, connectionId } = fixture;
  const chosen = { mode: 'real_time' as const, ...configuration };
  await rows(settingsWith, [connectionId, JSON.stringify(chosen)]);
  await fixture.connection.references.refresh(workspaceId, connectionId);
  const connectwise = await fixture.connection.clients.clientFor({ id: connectionId, workspaceId });
  const door = new ApplyRemote({
    database: fixture.database,
    audit: new AuditLog(),
    links: new LinksService(),
    records,
  });
  let since = '0';
  const states = new RemoteStates(new LinksService(), records);
  const remoteIdOf = async (entity: PulledEntity, localId: string): Promise<string> => {
    const [link] = await rows<{ id: string }>(
      `select remote_id as id from entity_link where entity = $1 and local_id = $2`,
      [entity, localId],
    );
    if (!link) {
      const log = await rows(`select description from audit_event where local_id = $1`, [localId]);
      const waiting = await rows(`select state, last_error from push_request where local_id = $1`, [localId]);
      throw new Error(`${entity} ${localId} has no link. ${JSON.stringify([log, waiting])}`);
    }
    return link.id;
  };
  const push = async (entity: PulledEntity, localId: string, kind: 'created' | 'updated') => {
    await fixture.changed({ entity: crmEntity[entity], id: localId, kind });
    await fixture.run();
  };
  return {
    ...fixture,
    connectwise,
    there: async (entity, localId) => {
      const record = await connectwise.get(syncOf(entity).wire, await remoteIdOf(entity, localId));
      if (!record) throw new Error(`${entity} ${localId} is not in ConnectWise.`);
      return record as Record<string, unknown> & WireRecord;
    },
    editThere: async (entity, localId, operations) => {
      await connectwise.patch(syncOf(entity).wire, await remoteIdOf(entity, localId), operations);
    },
    here: async (entity, localId) => {
      const [row] = await rows(`select * from ${syncOf(entity).table.name} where id = $1`, [localId]);
      return row ?? {};
    },
    editHere: async (entity, localId, set, params = []) => {
      await rows(`update ${syncOf(entity).table.name} set ${set}, updated_at = now() where id = $1`, [
        localId,
        ...params,
      ]);
      await push(entity, localId, 'updated');
    },
    column: async (entity, localId, field) => {
      const { table } = syncOf(entity);
      const found = await fixture.write((tx) => readLocalRows(tx, table, [localId]));
      return found.get(localId)?.fields[field] ?? null;
    },
    inOurWords: async (entity, localId, field) => {
      const record = await connectwise.get(syncOf(entity).wire, await remoteIdOf(entity, localId));
      const setup = await fixture.write((tx) => readPushSetup(tx, connectionId, { settings: fixture.push.settings }));
      const asker = { connectionId, setup, client: connectwise, read: fixture.write };
      return record ? ((await states.of(asker, entity, record)).fields?.[field] ?? null) : null;
    },
    createdHere: (entity, localId) => push(entity, localId, 'created'),
    poll: async () => {
      const { configuration: settings } = await fixture.write((tx) => fixture.push.settings.of(tx, connectionId));
      const pullContext = {
        workspaceId,
        connectionId,
        remote: connectwise,
        configuration: settings,
        capabilities: modeCapabilities[settings.mode],
        runId: null,
      };
      for (const sync of registry) {
        const { records, invalid, requestId } = await connectwise.page(sync.wire, { afterId: 0, pageSize: 1_000 });
        await door.apply(pullContext, { sync, records, invalid, requestId });
      }
    },
    log: async (localId) => {
      const found = await rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and seq > $2::bigint order by seq`,
        [localId, since],
      );
      return found.map(({ description }) => description);
    },
    clearLog: async () => {
      const [last] = await rows<{ seq: string }>(`select coalesce(max(seq), 0)::text as seq from audit_event`);
      since = last?.seq ?? '0';
    },
  };
}
