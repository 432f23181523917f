import type { Tx } from '../../platform/database/database.ts';
import { isFound, type OuterRow } from '../../platform/database/outer-row.ts';
import { firstOf, idAfter, pageOf } from '../../platform/graphql/pagination.ts';
import { columnsFor, type MadeOf } from '../../platform/graphql/selection.ts';
import { type Id, isId } from '../../platform/ids.ts';
import type { AuditEvent, AuditFilter, AuditPage, RowCount } from './audit-event.type.ts';
import { asDimensions, exact, listsOf, prefixQuery, wordsOf } from './audit-filter.rules.ts';
import type { KeptExchange } from './exchange.type.ts';
import { cursorBehind } from './live/position.rules.ts';
import { readStatistics } from './statistics/statistics.queries.ts';

const columnsWith = (
  changes: string,
) => `e.id, e.tx::text as tx, e.seq::text as seq, e.at, e.direction, e.entity, e.operation, e.status, e.name,
  e.local_id as "localId", e.remote_id as "remoteId", e.opportunity_id as "opportunityId", e.description, e.code, e.run_id as "runId",
  e.attempt, e.request_id as "requestId", e.duration_ms as "durationMs", e.actor,
  replace(e.trace_id::text, '-', '') as "traceId", ${changes} as changes`;

export const auditColumns = columnsWith('e.changes');

/** The changes are most of what a row is; who does not ask for them is read none. */
const columnsAlone = columnsWith(`'[]'::jsonb`);

/** Fields that are nothing but a column, and what the others are made of that want no more than some. */
const plain: ReadonlySet<string> = new Set(
  'id at direction entity operation status name localId remoteId description code runId attempt requestId durationMs actor traceId'.split(
    ' ',
  ),
);
const madeOf: MadeOf = {
  cursor: ['tx', 'seq'],
  localPath: ['entity', 'localId'],
  remoteUrl: ['entity', 'remoteId'],
};

/** A row with what is asked of it, or none. */
type Read = OuterRow<Pick<AuditEvent, 'id'> & Partial<AuditEvent>>;

/** Nobody asks a row for a column that was left out for them. */
const isAnswered = <R extends Read>(row: R): row is R & AuditEvent => isFound(row);

/** A transaction's rows bear its start in `at`, their own moment in the ID; no transaction is open for longer than this. */
const MAX_TRANSACTION_MS = 10 * 60_000;

/** Words found in more rows than this are common: the newest rows are then looked through instead, and soon fill a page. */
const FEW = 5_000;

/** Rows that are counted one by one. */
const COUNTED = 10_000;

const LAST_DAY = Date.UTC(9_999, 0);

/** Reads of the log: plain rows, one statement a page whatever its size, and one before it when words are searched. */
export class AuditQueries {
  /**
   * Newest first; the next page begins behind the cursor of the last row. `liveCursor` is where the stream begins that these rows end at: the
   * snapshot in which they were read. A search for words takes two statements, so they must share one (`readOnly`). Rows hold no more than what
   * is asked of them.
   */
  async page(
    tx: Tx,
    args: { first?: number | null; after?: string | null; filter?: AuditFilter | null },
    asked: ReadonlySet<string> | null = null,
  ): Promise<AuditPage> {
    const first = firstOf(args.first);
    const filter = args.filter ?? {};
    const where = conditions(filter, idAfter(args.after), await this.rowsWith(tx, filter.text));
    const { sql, params, isKept } = where ?? { sql: 'where false', params: [], isKept: false };
    const wanted = asked && columnsFor(asked, plain, madeOf);
    const shown = wanted ? [...wanted].map((name) => `e."${name}"`).join(', ') : 'e.*';
    const columns = asked?.has('changes') === false ? columnsAlone : auditColumns;
    const found = await tx.query<Read & { snapshot: string }>(
      `select s.snapshot, ${shown} from (select pg_current_snapshot()::text as snapshot) s
       left join lateral (select ${columns} from audit_event e ${sql} order by e.id desc limit ${first + 1}) e on true
       order by e.id desc`,
      params,
      { isKept },
    );
    const rows = found.filter(isAnswered);
    return {
      ...pageOf<AuditEvent>(rows, first, (event) => [event.id]),
      filter,
      liveCursor: cursorBehind(found[0]?.snapshot ?? ''),
    };
  }

  /**
   * The rows that hold the words, or null when there are many. The index of words is out of reach of a statement under row-level
   * security (its operator might leak), so a function asks it.
   */
  private async rowsWith(tx: Tx, text: string | null | undefined): Promise<Id[] | null> {
    if (!text?.trim()) return null;
    const found = await tx.query<{ id: Id }>('select id from search_audit_events($1, $2) as id', [
      prefixQuery(wordsOf(text)),
      FEW + 1,
    ]);
    return found.length > FEW ? null : found.map((row) => row.id);
  }

  /** How many rows pass: out of the figures where these know every part of the filter, else counted up to a bound. */
  async count(tx: Tx, filter: AuditFilter): Promise<RowCount> {
    const only = asDimensions(filter);
    if (only) {
      const wanted = {
        measure: 'event',
        width: 'day',
        from: new Date(0),
        to: new Date(LAST_DAY),
        groupBy: [],
        only,
      } as const;
      const rows = await readStatistics(tx, wanted);
      return { value: rows.reduce((sum, { n }) => sum + n, 0), kind: 'exact' };
    }
    const where = conditions(filter, null, await this.rowsWith(tx, filter.text));
    if (!where) return { value: 0, kind: 'exact' };
    const [found] = await tx.query<{ n: number }>(
      `select count(*)::int as n from (select from audit_event e ${where.sql} limit ${COUNTED + 1}) counted`,
      where.params,
    );
    const n = found?.n ?? 0;
    return n > COUNTED ? { value: COUNTED, kind: 'at_least' } : { value: n, kind: 'exact' };
  }

  /** Rows behind one of a walk through all that pass, newest first. A search for words takes two statements, so they must share one snapshot. */
  async batch(tx: Tx, args: { filter: AuditFilter; after: Id | null; limit: number }): Promise<AuditEvent[]> {
    const { filter, after, limit } = args;
    const where = conditions(filter, after, await this.rowsWith(tx, filter.text));
    if (!where) return [];
    return tx.query<AuditEvent>(
      `select ${auditColumns} from audit_event e ${where.sql} order by e.id desc limit ${limit}`,
      where.params,
    );
  }

  /** Apart from the rows, since they are long and rarely looked at. */
  async exchangesOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, KeptExchange[]>> {
    const rows = await tx.query<{ id: Id; exchanges: KeptExchange[] }>(
      `select e.id, e.exchanges from audit_event e where e.id = any($1::uuid[]) and e.exchanges is not null`,
      [ids],
    );
    return new Map(rows.map(({ id, exchanges }) => [id, exchanges]));
  }

  async byId(tx: Tx, id: Id): Promise<AuditEvent | null> {
    if (!isId(id)) return null;
    const [event] = await tx.query<AuditEvent>(`select ${auditColumns} from audit_event e where e.id = $1`, [id]);
    return event ?? null;
  }
}

const columnNames: Record<(typeof exact)[number], string> = {
  direction: 'direction',
  entity: 'entity',
  status: 'status',
  operation: 'operation',
  code: 'code',
  actor: 'actor',
  runId: 'run_id',
  localId: 'local_id',
  remoteId: 'remote_id',
  opportunityId: 'opportunity_id',
};

interface Where {
  sql: string;
  params: unknown[];
  /** Whether one plan is good for all of the parameters. */
  isKept: boolean;
}

/** Values of a few words each, which stand in the statement itself: the planner sees how many rows have them, and which partial index serves. */
const words: ReadonlySet<string> = new Set(['direction', 'entity', 'status', 'operation']);
const isWord = (value: string): boolean => /^[a-z_]{1,40}$/.test(value);

/** Each of their values finds few rows, and by its own index. */
const selective: ReadonlySet<string> = new Set(['runId', 'localId', 'remoteId', 'opportunityId']);

/** A WHERE of the given filters alone, so that the planner sees which index serves; null when nothing can match. */
function conditions(filter: AuditFilter, after: Id | null, rowsWithText: Id[] | null): Where | null {
  const parts: string[] = [];
  const params: unknown[] = [];
  let isKept = !filter.from && !filter.to && !filter.text?.trim() && listsOf(filter).length === 0;
  const add = (part: (place: string) => string, value: unknown) => {
    params.push(value);
    parts.push(part(`$${params.length}`));
  };
  for (const id of [filter.runId, filter.localId, filter.opportunityId]) if (id != null && !isId(id)) return null;

  for (const name of exact) {
    const value = filter[name];
    if (value == null) continue;
    if (words.has(name) && isWord(value)) {
      parts.push(`e.${columnNames[name]} = '${value}'`);
      continue;
    }
    add((at) => `e.${columnNames[name]} = ${at}`, value);
    isKept &&= selective.has(name);
  }
  for (const { column, values } of listsOf(filter)) add((at) => `e.${column} = any(${at}::text[])`, values);
  // The literals let the planner use the partial indexes of everything that did not go well, and of what went out.
  const statuses = filter.status ? [filter.status] : (filter.statuses ?? []);
  if (statuses.length > 0 && !statuses.includes('success')) parts.push(`e.status <> 'success'`);
  const directions = filter.direction ? [filter.direction] : (filter.directions ?? []);
  if (directions.length > 0 && !directions.includes('in')) parts.push(`e.direction = 'out'`);
  if (filter.from) {
    add((at) => `e.at >= ${at}`, filter.from);
    add((at) => `e.id >= ${at}`, firstIdAt(filter.from.getTime()));
  }
  if (filter.to) {
    add((at) => `e.at <= ${at}`, filter.to);
    add((at) => `e.id <= ${at}`, firstIdAt(filter.to.getTime() + MAX_TRANSACTION_MS));
  }
  if (filter.text?.trim()) {
    const at = params.length + 1;
    const hasWords = rowsWithText
      ? `e.id = any($${at}::uuid[])`
      : `to_tsvector('simple', coalesce(e.name, '') || ' ' || e.description) @@ to_tsquery('simple', $${at})`;
    params.push(rowsWithText ?? prefixQuery(wordsOf(filter.text)), filter.text.trim());
    parts.push(`(${hasWords} or e.remote_id = $${at + 1})`);
  }
  if (after) add((at) => `e.id < ${at}`, after);
  return { sql: parts.length > 0 ? `where ${parts.join(' and ')}` : '', params, isKept };
}

/** The least UUIDv7 of a millisecond, so that a range of time is also a range of the index. */
function firstIdAt(ms: number): Id {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
