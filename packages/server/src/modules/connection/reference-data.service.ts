import { type ReferenceKind, referenceKinds } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import { locationDepartmentWire } from '../../connectwise/wire/system.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type {
  ConnectWiseClients,
  OnLists,
  ReferenceData,
  ReferenceItemRecord,
  ReferenceListRecord,
} from './connection.ports.ts';
import { findActive } from './connection.queries.ts';
import {
  type NewReferenceItem,
  readReferenceList,
  storeReferenceItems,
  summarizeReferenceLists,
  takeOldLists,
} from './reference-items.queries.ts';
import { referenceTables } from './reference-tables.ts';

/** Told in the transaction that stores them. */
export type OnListsRead = (tx: Tx, connectionId: Id) => Promise<void>;

/** The pick lists of ConnectWise: read as a whole, kept with their labels when rows become inactive or vanish. */
export class ReferenceDataService implements ReferenceData {
  constructor(
    private readonly database: Database,
    private readonly clients: ConnectWiseClients,
    private readonly clock: Clock,
    private readonly onLists: OnLists = () => Promise.resolve(),
  ) {}

  async refresh(workspaceId: Id, connectionId: Id, wanted: readonly ReferenceKind[] = referenceKinds) {
    const client = await this.clients.clientFor({ id: connectionId, workspaceId });
    const answers = await Promise.all(wanted.map((kind) => this.read(client, kind)));
    const refused = wanted.filter((_, i) => answers[i] === null);
    const items = answers.flatMap((answer) => answer ?? []);
    const kinds = wanted.filter((kind) => !refused.includes(kind));
    await this.database.inWorkspace(workspaceId, async (tx) => {
      const changed = await storeReferenceItems(tx, connectionId, kinds, items);
      await this.onLists(tx, connectionId, changed);
    });
    const counts = Object.fromEntries(kinds.map((kind) => [kind, items.filter((item) => item.kind === kind).length]));
    return { counts, refused };
  }

  async refreshOld(workspaceId: Id, connectionId: Id, kinds: readonly ReferenceKind[]): Promise<void> {
    const old = await this.database.inWorkspace(workspaceId, (tx) => takeOldLists(tx, connectionId, kinds));
    if (old.length > 0) await this.refresh(workspaceId, connectionId, old);
  }

  async lists(tx: Tx): Promise<ReferenceListRecord[]> {
    const connection = await findActive(tx);
    if (!connection) return [];
    const rows = await summarizeReferenceLists(tx, connection.id);
    const known = new Map(rows.map((row) => [row.kind, row]));
    return referenceKinds.map((kind) => known.get(kind) ?? { kind, readAt: null, active: 0, inactive: 0 });
  }

  async list(tx: Tx, kind: ReferenceKind): Promise<ReferenceItemRecord[]> {
    const connection = await findActive(tx);
    if (!connection) return [];
    return readReferenceList(tx, connection.id, kind);
  }

  /** Null when the security role refuses the table, or the server has none such: what was known of it stays. */
  private async read(client: ConnectWiseClient, kind: ReferenceKind): Promise<NewReferenceItem[] | null> {
    const { wire, read } = referenceTables[kind];
    const records = await orNull(client.find(wire));
    if (records === null) return null;
    const now = this.clock.now();
    const items = records.map((record) => ({ ...read(record, now), kind, remoteId: String(record.id) }));
    return kind === 'location' ? this.withDepartments(client, items) : items;
  }

  /** Which departments go with a location stands in the location itself on some servers, and in a list below it on all. */
  private withDepartments(client: ConnectWiseClient, locations: NewReferenceItem[]): Promise<NewReferenceItem[]> {
    return Promise.all(
      locations.map(async (location) => {
        if (location.flags?.departmentIds) return location;
        const pairs = await orNull(client.find(locationDepartmentWire, { parentId: location.remoteId }));
        if (pairs === null) return location;
        const departmentIds = pairs.flatMap((pair) => (pair.department ? [String(pair.department.id)] : []));
        return { ...location, flags: { ...location.flags, departmentIds } };
      }),
    );
  }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof ConnectWiseError)) throw error;
    if (error.kind === 'forbidden' || error.kind === 'not_found' || error.isEndpointMissing) return null;
    throw error;
  }
}
