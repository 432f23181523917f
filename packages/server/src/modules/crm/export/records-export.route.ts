import type { TokenScope } from '@causeway/shared/vocabulary';
import type { Express } from 'express';
import type { z } from 'zod';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { type Actor, requireRole } from '../../../platform/graphql/context.ts';
import { filterInAddress, notUnderstood } from '../../../platform/graphql/filter-in-address.ts';
import { requireScope } from '../../../platform/graphql/scopes.ts';
import { actorOf } from '../../../platform/http/server.ts';
import { announceExport, sendParts, sheet } from '../../../platform/http/streamed-export.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';

/** A list that can be read as a file. */
export interface ExportedList<TFilter> {
  /** In the address and in the name of the file: "clients". */
  name: string;
  scope: TokenScope;
  filter: z.ZodType<TFilter>;
  columns: readonly string[];
  count: (tx: Tx, filter: TFilter) => Promise<number>;
  /** A batch in the order of the list; `after` is the cursor of the one before, and null is answered behind the last one. */
  batch: (tx: Tx, filter: TFilter, page: { first: number; after: string | null }) => Promise<ExportBatch>;
}

export interface ExportBatch {
  /** The cells of each row, in the order of the columns. */
  rows: readonly (readonly unknown[])[];
  next: string | null;
}

const BATCH = 200;

/** GET /api/<list>/export?filter={…} sends all rows that pass as a sheet, in the order of the list, batch after batch, and tells of it in the security log. */
export const recordsExportRoute =
  <TFilter extends object>(database: Pick<Database, 'inWorkspace'>, list: ExportedList<TFilter>) =>
  (app: Express): void => {
    app.get(`/api/${list.name}/export`, async (request, response) => {
      const actor = requireRole({ actor: actorOf(response) }, 'viewer');
      requireScope({ actor }, list.scope);
      const parsed = list.filter.safeParse(filterInAddress(request.query));
      if (!parsed.success) throw notUnderstood(parsed.error.issues[0]);
      const filter = parsed.data;
      const total = await database.inWorkspace(actor.workspaceId, async (tx) => {
        await recordSecurityEvent(tx, {
          kind: 'records_exported',
          actorId: actor.userId,
          actor: actor.name,
          address: request.ip ?? '',
          description: exported(actor, list.name, filter),
        });
        return list.count(tx, filter);
      });
      announceExport(response, {
        contentType: 'text/csv; charset=utf-8',
        name: list.name,
        extension: 'csv',
        total,
        isExact: true,
      });
      await sendParts(response, partsOf(database, actor, list, filter));
    });
  };

async function* partsOf<TFilter>(
  database: Pick<Database, 'inWorkspace'>,
  { workspaceId }: Actor,
  { columns, batch }: ExportedList<TFilter>,
  filter: TFilter,
): AsyncGenerator<string> {
  yield sheet([columns]);
  let after: string | null = null;
  do {
    const behind: string | null = after;
    const page: ExportBatch = await database.inWorkspace(
      workspaceId,
      (tx) => batch(tx, filter, { first: BATCH, after: behind }),
      { readOnly: true },
    );
    if (page.rows.length > 0) yield sheet(page.rows.map((cells) => cells.map((cell) => cell ?? '')));
    after = page.next;
  } while (after !== null);
}

/** What narrows a list, in the words of its page; an order narrows nothing. */
const partWords: Readonly<Record<string, string>> = {
  ids: 'choice of records',
  localId: 'record',
  search: 'search',
  text: 'search',
  entity: 'record type',
  standing: 'sync state',
  states: 'link state',
  difference: 'differences',
  clientId: 'client',
  ownerId: 'owner',
  stageId: 'stage',
  kind: 'kind',
  type: 'type',
  status: 'status',
  category: 'category',
  hasNextStep: 'next step',
  isActive: 'whether they are active',
  includeInactive: '',
  closesFrom: 'close date',
  closesTo: 'close date',
  created: 'creation date',
  createdAfter: 'link date',
  createdBefore: 'link date',
  changed: 'date of the last change',
  syncedAfter: 'date of the last sync',
  syncedBefore: 'date of the last sync',
  orderBy: '',
  descending: '',
};

function exported({ name, viaToken }: Actor, list: string, filter: object): string {
  const parts = Object.entries(filter).flatMap(([part, value]) =>
    value == null || (value === false && part !== 'isActive' && part !== 'hasNextStep')
      ? []
      : [partWords[part] ?? part],
  );
  const narrowing = [...new Set(parts)].filter((part) => part !== '');
  const which = narrowing.length === 0 ? `all ${list}` : `${list}, by ${narrowing.join(', ')},`;
  return `${viaToken ? `The token "${name}"` : name} exported ${which} as CSV.`;
}
