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
import { type ReferenceRow, referenceTables } from './reference-tables.ts';

interface Item extends ReferenceRow {
  kind: ReferenceKind;
  remoteId: string;
}

const store = `
with given as (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::boolean[], $7::text[]) as g(kind, remote_id, label, position, is_active, flags)
), gone as (
  update reference_item r set is_active = false, flags = r.flags || '{"isGone": true}'
  where r.connection_id = $1 and r.kind = any($8::text[]) and not r.flags ? 'isGone'
    and not exists (select from given g where g.kind = r.kind and g.remote_id = r.remote_id)
)
insert into reference_item (connection_id, kind, remote_id, label, position, is_active, flags, seen_at)
select $1, g.kind, g.remote_id, g.label, g.position, g.is_active, g.flags::jsonb, now() from given g
on conflict (workspace_id, connection_id, kind, remote_id) do update set
  label = excluded.label, position = excluded.position, is_active = excluded.is_active, flags = excluded.flags, seen_at = excluded.seen_at`;

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
      await this.store(tx, connectionId, kinds, items);
      await this.onLists(tx, connectionId);
    });
    const counts = Object.fromEntries(kinds.map((kind) => [kind, items.filter((item) => item.kind === kind).length]));
    return { counts, refused };
  }

  async lists(tx: Tx): Promise<ReferenceListRecord[]> {
    const connection = await findActive(tx);
    if (!connection) return [];
    const rows = await tx.query<ReferenceListRecord>(
      `select kind, max(seen_at) as "readAt", count(*) filter (where is_active)::int as active,
         count(*) filter (where not is_active)::int as inactive
       from reference_item where connection_id = $1 group by kind`,
      [connection.id],
    );
    const known = new Map(rows.map((row) => [row.kind, row]));
    return referenceKinds.map((kind) => known.get(kind) ?? { kind, readAt: null, active: 0, inactive: 0 });
  }

  async list(tx: Tx, kind: ReferenceKind): Promise<ReferenceItemRecord[]> {
    const connection = await findActive(tx);
    if (!connection) return [];
    return tx.query<ReferenceItemRecord>(
      `select kind, remote_id as "remoteId", label, position, is_active as "isActive", flags from reference_item
       where connection_id = $1 and kind = $2 order by position nulls last, lower(label), length(remote_id), remote_id`,
      [connection.id, kind],
    );
  }

  /** Null when the security role refuses the table, or the server has none such: what was known of it stays. */
  private async read(client: ConnectWiseClient, kind: ReferenceKind): Promise<Item[] | null> {
    const { wire, read } = referenceTables[kind];
    const records = await orNull(client.find(wire));
    if (records === null) return null;
    const now = this.clock.now();
    const items = records.map((record) => ({ ...read(record, now), kind, remoteId: String(record.id) }));
    return kind === 'location' ? this.withDepartments(client, items) : items;
  }

  /** Which departments go with a location stands in the location itself on some servers, and in a list below it on all. */
  private withDepartments(client: ConnectWiseClient, locations: Item[]): Promise<Item[]> {
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

  private async store(
    tx: Tx,
    connectionId: Id,
    kinds: readonly ReferenceKind[],
    items: readonly Item[],
  ): Promise<void> {
    await tx.query(store, [
      connectionId,
      items.map((i) => i.kind),
      items.map((i) => i.remoteId),
      items.map((i) => storable(i.label)),
      items.map((i) => (i.position == null ? null : Math.round(i.position))),
      items.map((i) => i.isActive ?? true),
      items.map((i) => storable(JSON.stringify(i.flags ?? {}))),
      kinds,
    ]);
  }
}

/** PostgreSQL stores no NUL, neither as a character nor escaped in JSON. */
const storable = (text: string): string => text.replaceAll('\u0000', '').replaceAll('\\u0000', '');

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof ConnectWiseError)) throw error;
    if (error.kind === 'forbidden' || error.kind === 'not_found' || error.isEndpointMissing) return null;
    throw error;
  }
}
