import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { ConnectWiseClient } from '../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { usableConnection } from '../../connection/usable-connection.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { filterLists } from '../../integration/filters/pull-filters.ts';
import type { PulledEntity } from '../../links/link.ts';
import { connectWiseNotAsked } from '../messages/connectwise-advice.messages.ts';
import type { ApplyRemote } from '../pull/apply-remote.ts';
import type { PullContext } from '../pull/context/pull-context.ts';
import { legibleOf } from '../push/attempt/agreed-state.rules.ts';
import { type PushSetup, readPushSetup } from '../push/attempt/push-setup.ts';
import type { RemoteStates } from '../push/attempt/remote-states.ts';
import type { Fields, Remark } from '../records/entity-sync.ts';
import { columnsOf } from '../records/fields/columns.ts';
import { configuredSync, unfitTable } from '../records/fields/configured-fields.ts';
import { syncOf } from '../registry.ts';

export interface SidesDeps {
  database: Database;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: SettingsService;
  states: RemoteStates;
  door: ApplyRemote;
}

/** The connection as somebody works on its links: with its settings, and a client that answers for the length of one request. */
export interface Desk {
  workspaceId: Id;
  connectionId: Id;
  setup: PushSetup;
  client: ConnectWiseClient;
}

/** A record of ConnectWise as it stands now. */
export interface RemoteSide {
  remoteId: string;
  name: string;
  /** ConnectWise itself says that it is deleted, as after a merge. */
  isDeleted: boolean;
  record: WireRecord;
  /** In the CRM's words; null when it cannot be understood. */
  fields: Fields | null;
  /** What of it can be read all the same, and why nothing of it comes in, a clause. */
  legible: Fields | null;
  keptOut: string | null;
  /** Fields that it says nothing of, by what was agreed on. */
  silentOf(agreed: Fields | null): readonly string[];
  /** Of what was agreed on: fields in which what it shows does not stand for that any more. */
  lapsedOf(agreed: Fields): readonly string[];
  /** What a person should know of it beside the CRM's record: a status that the stage overrides. */
  remarksOf(local: Fields): readonly Remark[];
}

/** Reads the two records of a pair as they stand now, and lets one in through the door. */
export class RecordSides {
  constructor(private readonly deps: SidesDeps) {}

  /** ProblemsError: not_connected, not_started. */
  async desk(workspaceId: Id): Promise<Desk> {
    const { database, connections, settings, clients } = this.deps;
    const { connectionId, setup } = await database.inWorkspace(workspaceId, async (tx) => {
      const connection = await usableConnection(connections, tx);
      if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
      return { connectionId: connection.id, setup: await readPushSetup(tx, connection.id, { settings }) };
    });
    return { workspaceId, connectionId, setup, client: await clients.clientFor({ id: connectionId, workspaceId }) };
  }

  /** Null when ConnectWise does not have it. */
  async remote(desk: Desk, entity: PulledEntity, remoteId: string): Promise<RemoteSide | null> {
    const { wire, isDeleted, nameOf } = syncOf(entity);
    const record = await this.asking(desk, () => desk.client.get(wire, remoteId));
    if (!record) return null;
    const asker = {
      ...desk,
      read: <T>(work: (tx: Tx) => Promise<T>) =>
        this.deps.database.inWorkspace(desk.workspaceId, work, { readOnly: true }),
    };
    const state = await this.asking(desk, () => this.deps.states.of(asker, entity, record));
    const {
      fields,
      parentSkipped: keptOut = null,
      silentOf = () => [],
      lapsedOf = () => [],
      remarksOf = () => [],
    } = state;
    const read = { fields, legible: legibleOf(state), keptOut, silentOf, lapsedOf, remarksOf };
    return { remoteId, name: nameOf(record), isDeleted: isDeleted(record), record, ...read };
  }

  /** The description of a record as the settings have it, custom fields included. */
  syncIn = ({ setup }: Desk, entity: PulledEntity) => configuredSync(syncOf(entity), setup);

  /** The same with the custom fields that do not fit any more, of which nothing passes. */
  wholeIn({ setup }: Desk, entity: PulledEntity) {
    const sync = configuredSync(syncOf(entity), setup);
    const unfit = unfitTable(entity, setup);
    const columns = [...sync.table.columns, ...columnsOf(unfit)];
    return { ...sync, fields: { ...sync.fields, ...unfit }, table: { ...sync.table, columns } };
  }

  ownerOf = ({ setup }: Desk, entity: PulledEntity): Owner => setup.configuration.options.owners[entity];

  /** Takes one record in as a poll would, `isAskedFor`: on a person's word, whatever the mode says of new and changed ones. False when ConnectWise does not have it. */
  async takeIn(
    desk: Desk,
    { entity, remoteId, isAskedFor }: { entity: PulledEntity; remoteId: string; isAskedFor: boolean },
    actor: string,
  ): Promise<boolean> {
    const { workspaceId, connectionId, client, setup } = desk;
    const lists = await this.deps.database.inWorkspace(workspaceId, (tx) =>
      readReferenceLists(tx, connectionId, filterLists),
    );
    const pullContext: PullContext = {
      workspaceId,
      connectionId,
      remote: client,
      configuration: setup.configuration,
      lists,
      capabilities: { ...setup.may, ...(isAskedFor ? { pullCreate: true, pullUpdate: true } : {}) },
      runId: null,
      auditAlways: true,
      actor,
    };
    const found = await this.asking(desk, () => this.deps.door.applyById(pullContext, entity, [Number(remoteId)]));
    return found.size > 0;
  }

  /** Asks ConnectWise, and says it to the person and the connection when it does not answer. */
  async asking<T>({ connectionId, workspaceId }: Pick<Desk, 'connectionId' | 'workspaceId'>, ask: () => Promise<T>) {
    const connection = { id: connectionId, workspaceId };
    try {
      const answer = await ask();
      await this.deps.health.reportSuccess(connection);
      return answer;
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.health.reportFailure(connection, error);
      return refuse('connectwise_unavailable', connectWiseNotAsked(error.message));
    }
  }
}
