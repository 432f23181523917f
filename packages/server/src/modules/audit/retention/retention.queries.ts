import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { RetentionKind, RetentionSettings } from './retention.rules.ts';

/** Where rows of a kind lie, and since when they are over. */
const places: Readonly<Record<RetentionKind, { table: string; at: string }>> = {
  audit: { table: 'audit_event', at: 'at' },
  security: { table: 'security_event', at: 'at' },
  deliveries: { table: 'webhook_delivery', at: 'finished_at' },
  alerts: { table: 'alert', at: 'resolved_at' },
  mails: { table: 'delivery', at: 'finished_at' },
};

/** Those of the workspace; undefined where nobody looked yet. */
export async function storedRetention({ db }: Tx): Promise<RetentionSettings | undefined> {
  const row = await db
    .selectFrom('retention_settings')
    .select(['audit_days', 'security_days', 'deliveries_days', 'alerts_days', 'mails_days', 'exports_first'])
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    days: {
      audit: row.audit_days,
      security: row.security_days,
      deliveries: row.deliveries_days,
      alerts: row.alerts_days,
      mails: row.mails_days,
    },
    exportsFirst: row.exports_first,
  };
}

/** Stores them; a worker acts on them within a minute. */
export async function putRetention(tx: Tx, { days, exportsFirst }: RetentionSettings): Promise<void> {
  await tx.query(
    `insert into retention_settings (audit_days, security_days, deliveries_days, alerts_days, mails_days, exports_first)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id) do update set audit_days = excluded.audit_days, security_days = excluded.security_days,
       deliveries_days = excluded.deliveries_days, alerts_days = excluded.alerts_days, mails_days = excluded.mails_days,
       exports_first = excluded.exports_first, next_at = now()`,
    [days.audit, days.security, days.deliveries, days.alerts, days.mails, exportsFirst],
  );
}

/** Workspaces whose turn it is, each for one worker. */
export const claimRetention = (tx: Tx): Promise<{ workspaceId: Id }[]> =>
  tx.query<{ workspaceId: Id }>('select workspace_id as "workspaceId" from system_claim_retention()');

/** Makes the months ahead and drops those that nobody needs; answers their names. */
export async function tendMonths(tx: Tx): Promise<string[]> {
  const [row] = await tx.query<{ dropped: string[] }>('select system_tend_audit_partitions() as dropped');
  return row?.dropped ?? [];
}

/** The next turn is an hour from now: whoever is at it says so after each piece of work. */
export async function putOff(tx: Tx): Promise<void> {
  await tx.query(`update retention_settings set next_at = now() + interval '1 hour'`);
}

/** From where and up to which moment the next file has to reach; undefined when there is nothing to export. Times are text, to the microsecond. */
export async function nextStretch(
  tx: Tx,
  kind: RetentionKind,
  maxRows: number,
): Promise<{ from: string; to: string } | undefined> {
  const { table, at } = places[kind];
  const [row] = await tx.query<{ from: string | null; to: string | null }>(
    `with old as (select date_trunc('day', now(), 'UTC') - make_interval(days => s.${kind}_days) as at from retention_settings s),
       held as (select max(to_at) as at from retention_export where kind = $1),
       first as (select min(r.${at}) as at from ${table} r, old, held where r.${at} < old.at and (held.at is null or r.${at} >= held.at)),
       full_at as (select r.${at} as at from ${table} r, first where r.${at} >= first.at order by r.${at} offset $2 limit 1)
     select first.at::text as "from", least(old.at, (select min(r.${at}) from ${table} r, full_at where r.${at} > full_at.at))::text as "to" from old, first`,
    [kind, maxRows],
  );
  return row?.from && row.to ? { from: row.from, to: row.to } : undefined;
}

export interface OldRow {
  at: string;
  id: Id;
  row: object;
}

/** Rows of a stretch behind the given one, as they lie in the table but for numbers that mean something in this database alone. */
export function oldRows(
  tx: Tx,
  kind: RetentionKind,
  { from, to, after, limit }: { from: string; to: string; after: { at: string; id: Id } | null; limit: number },
): Promise<OldRow[]> {
  const { table, at } = places[kind];
  return tx.query<OldRow>(
    `select r.${at}::text as at, r.id, to_jsonb(r) - 'workspace_id' - 'tx' - 'seq' - 'lease_until' as "row" from ${table} r
     where r.${at} >= $1::timestamptz and r.${at} < $2::timestamptz and ($3::timestamptz is null or (r.${at}, r.id) > ($3::timestamptz, $4::uuid))
     order by r.${at}, r.id limit $5`,
    [from, to, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** Takes away so many of the oldest rows that are too old; answers which mails lost their files with them, and how many rows went. */
export async function forgetOld(
  tx: Tx,
  kind: RetentionKind,
  most: number,
): Promise<{ removed: number; mailIds: Id[] }> {
  if (kind === 'audit' || kind === 'security') {
    const [row] = await tx.query<{ removed: number }>(`select forget_old_${kind}_events($1) as removed`, [most]);
    return { removed: row?.removed ?? 0, mailIds: [] };
  }
  const { table, at } = places[kind];
  const rows = await tx.query<{ id: Id }>(
    `delete from ${table} r where r.id in (select o.id from ${table} o where o.${at} < retention_cutoff($1::uuid, $2)
       order by o.${at} limit $3) returning r.id`,
    [tx.workspaceId, kind, most],
  );
  return { removed: rows.length, mailIds: kind === 'mails' ? rows.map(({ id }) => id) : [] };
}

export async function noteRemoved(tx: Tx, kind: RetentionKind, removed: number): Promise<void> {
  await tx.query(
    `insert into retention_pass as p (kind, removed) values ($1, $2)
     on conflict (workspace_id, kind) do update set removed = p.removed + excluded.removed, removed_at = now()`,
    [kind, removed],
  );
}

export interface RetentionPassRow {
  kind: RetentionKind;
  removed: number;
  removedAt: Date;
}

export const retentionPasses = (tx: Tx): Promise<RetentionPassRow[]> =>
  tx.query<RetentionPassRow>(
    'select kind, removed::float8 as removed, removed_at as "removedAt" from retention_pass order by kind',
  );

export interface RetentionExportRow {
  id: Id;
  kind: RetentionKind;
  fromAt: Date;
  toAt: Date;
  rowCount: number;
  sizeBytes: number;
  sha256: string;
  storageKey: string;
  createdAt: Date;
  deletedAt: Date | null;
}

const exportColumns = `id, kind, from_at as "fromAt", to_at as "toAt", row_count as "rowCount", size_bytes::float8 as "sizeBytes", sha256,
  storage_key as "storageKey", created_at as "createdAt", deleted_at as "deletedAt"`;

export interface NewExport {
  kind: RetentionKind;
  from: string;
  to: string;
  rowCount: number;
  sizeBytes: number;
  sha256: string;
  storageKey: string;
}

export async function noteExport(tx: Tx, one: NewExport): Promise<void> {
  await tx.query(
    `insert into retention_export (kind, from_at, to_at, row_count, size_bytes, sha256, storage_key)
     values ($1, $2::timestamptz, $3::timestamptz, $4, $5, $6, $7)`,
    [one.kind, one.from, one.to, one.rowCount, one.sizeBytes, one.sha256, one.storageKey],
  );
}

/** The latest first. */
export const retentionExports = (tx: Tx, limit: number): Promise<RetentionExportRow[]> =>
  tx.query<RetentionExportRow>(
    `select ${exportColumns} from retention_export where deleted_at is null order by id desc limit $1`,
    [limit],
  );

export async function retentionExport(tx: Tx, id: Id): Promise<RetentionExportRow | undefined> {
  const [row] = await tx.query<RetentionExportRow>(
    `select ${exportColumns} from retention_export where id = $1 and deleted_at is null`,
    [id],
  );
  return row;
}

export async function noteExportDeleted(tx: Tx, id: Id): Promise<void> {
  await tx.query('update retention_export set deleted_at = now() where id = $1', [id]);
}
