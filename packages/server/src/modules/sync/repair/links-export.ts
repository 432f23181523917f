import { linkDifferences, linkStates, syncStandings } from '@causeway/shared/vocabulary';
import type { Express } from 'express';
import { z } from 'zod';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { encodeCursor, isIdValue, placeAfter } from '../../../platform/graphql/pagination.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { recordsExportRoute } from '../../crm/export/records-export.route.ts';
import { registry } from '../registry.ts';
import {
  anyLink,
  countListedLinks,
  type LinkFilter,
  type LinkView,
  type ListedLink,
  listLinks,
} from './entity-links.queries.ts';

const entities = registry.map(({ entity }) => entity);
const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const id = z.string().refine(isId, 'This is no ID of the CRM');

const moment = z.iso
  .datetime({ offset: true })
  .transform((at) => new Date(at))
  .nullish();

const linksFilter = z.strictObject({
  ids: z.array(id).max(100).nullish(),
  entity: z.preprocess(lower, z.enum(entities)).nullish(),
  states: z.array(z.preprocess(lower, z.enum(linkStates))).nullish(),
  difference: z.preprocess(lower, z.enum(linkDifferences)).nullish(),
  standing: z.preprocess(lower, z.enum(syncStandings)).nullish(),
  localId: id.nullish(),
  text: z.string().max(500).nullish(),
  syncedAfter: moment,
  syncedBefore: moment,
  createdAfter: moment,
  createdBefore: moment,
});

const narrowed = ({
  ids,
  entity,
  states,
  difference,
  standing,
  localId,
  text,
  syncedAfter,
  syncedBefore,
  createdAfter,
  createdBefore,
}: z.output<typeof linksFilter>): LinkFilter => ({
  ...anyLink,
  ids: ids ?? null,
  entity: entity ?? null,
  states: states ?? null,
  difference: difference ?? null,
  standing: standing ?? null,
  localId: localId ?? null,
  text: text ?? null,
  syncedAfter: syncedAfter ?? null,
  syncedBefore: syncedBefore ?? null,
  createdAfter: createdAfter ?? null,
  createdBefore: createdBefore ?? null,
});

const columns = [
  'record',
  'state',
  'crm_id',
  'crm_name',
  'connectwise_id',
  'connectwise_name',
  'last_synced_at',
  'gone_in_connectwise',
  'held_by',
  'held_because',
  'still_to_send',
  'not_taken_in',
];

const cellsOf = (row: ListedLink): unknown[] => [
  row.entity,
  row.state,
  row.localId,
  row.localName,
  row.remoteId,
  row.remoteName,
  row.lastSyncedAt.toISOString(),
  row.isGoneThere || row.state === 'broken' ? 'yes' : 'no',
  row.hold?.by,
  row.hold?.reason,
  row.differing.join(', '),
  row.notTakenIn,
];

interface Deps {
  database: Pick<Database, 'inWorkspace'>;
  connections: Pick<Connections, 'active'>;
  view: (tx: Tx, connectionId: Id) => Promise<LinkView>;
}

/** The list of links as a file. */
export const linksExportRoute = ({ database, connections, view }: Deps): ((app: Express) => void) =>
  recordsExportRoute(database, {
    name: 'links',
    scope: 'audit',
    filter: linksFilter,
    columns,
    count: async (tx, filter) => {
      const connection = await connections.active(tx);
      if (!connection) return 0;
      const { fields } = await view(tx, connection.id);
      return countListedLinks(tx, connection.id, narrowed(filter), fields);
    },
    batch: async (tx, filter, { first, after }) => {
      const connection = await connections.active(tx);
      if (!connection) return { rows: [], next: null };
      const place = placeAfter(after, 2, ([rank, last]) =>
        typeof rank === 'number' && isIdValue(last) ? { rank, id: last } : null,
      );
      const page = { limit: first, after: place };
      const items = await listLinks(tx, connection.id, narrowed(filter), page, await view(tx, connection.id));
      const last = items.at(-1);
      return {
        rows: items.map(cellsOf),
        next: last && items.length === first ? encodeCursor([last.rank, last.id]) : null,
      };
    },
  });
