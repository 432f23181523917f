import { z } from 'zod';

/**
 * A backup is one packed archive (`.tar.gz`): first `causeway-backup.json`, then `tables/NAME/00001.copy` in PostgreSQL's text format, then
 * `files/KEY`, and last `complete.json`, without which it is cut short.
 */
export const HEADER = 'causeway-backup.json';
export const COMPLETE = 'complete.json';
export const TABLES = 'tables/';
export const FILES = 'files/';

/**
 * What is not kept: sign-ins, invitations and codes, which must not come back to life once they are over, and what processes say of themselves.
 */
export const NOT_KEPT: readonly string[] = [
  'schema_migration',
  'session',
  'sign_in_step',
  'password_reset',
  'invitation',
  'setup_code',
  'process_heartbeat',
  'sign_in_attempt',
  'query_cost',
  'alert_check',
];

const table = z.object({ name: z.string(), columns: z.array(z.string()) });
const neededKey = z.object({ id: z.string(), fingerprint: z.string().nullable() });

export const header = z.object({
  format: z.literal(1),
  /** When the snapshot was taken, by the database's clock. */
  takenAt: z.iso.datetime(),
  /** The version of the product that made it. */
  version: z.string(),
  /** Of its schema, in order. */
  migrations: z.array(z.string()),
  /** The month of the oldest row of the audit log, `YYYY-MM-DD`; null where it is empty. */
  logBegins: z.string().nullable(),
  tables: z.array(table),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() })),
  /** The keys of SECRET_KEYS that stored secrets are sealed with; none of them is in the backup. `fingerprint`: null where it is not known here either. */
  secretKeys: z.array(neededKey),
  workspaces: z.array(z.string()),
});
export type BackupHeader = z.output<typeof header>;

export const complete = z.object({
  rows: z.record(z.string(), z.number()),
  /** SHA-256 over the text of each table. */
  hashes: z.record(z.string(), z.string()),
  files: z.number(),
  /** Files that the database names and the folder did not have. */
  missingFiles: z.array(z.string()),
});
export type BackupComplete = z.output<typeof complete>;
