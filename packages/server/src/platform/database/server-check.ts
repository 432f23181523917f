import pg from 'pg';

/** The first version that makes ordered UUIDs by itself. */
const MIN_VERSION = 180_000;

/** What stands at the other end of a DSN. */
export interface ServerFacts {
  /** As PostgreSQL writes it: "18.1". */
  version: string;
  versionNumber: number;
  /** A pooler answered in place of PostgreSQL: this connection's statements may come from different sessions there. */
  isPooled: boolean;
}

/** Asks over one connection. PostgreSQL tells a client the number of its own process; a pooler makes one up. */
export async function askServer(client: pg.ClientBase): Promise<ServerFacts> {
  const { rows } = await client.query<{ version: string; number: string; pid: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number, pg_backend_pid() as pid`,
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL did not say which version it is.');
  return {
    version: row.version.split(' ')[0] ?? row.version,
    versionNumber: Number(row.number),
    isPooled: processOf(client) !== row.pid,
  };
}

/** Throws a sentence for the operator where this product cannot run on that version. `name`: the variable that holds the DSN. */
export function assertVersion({ version, versionNumber }: ServerFacts, name: string): void {
  if (versionNumber >= MIN_VERSION) return;
  throw new Error(
    `${name} leads to PostgreSQL ${version}. Causeway needs PostgreSQL 18 or newer: upgrade the server, or name another one.`,
  );
}

/** What `pg` was told when it connected; its types do not name the property. */
const processOf = (client: pg.ClientBase): number | null =>
  'processID' in client && typeof client.processID === 'number' ? client.processID : null;

/** Asks over a connection of its own. */
export async function askAt(url: string): Promise<ServerFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await askServer(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export const poolerInTheWay = (): string =>
  'DATABASE_URL leads through a connection pooler (such as PgBouncer). Causeway works with one in transaction mode, and besides needs sessions of its own: set DATABASE_DIRECT_URL to a DSN of the same role that leads to PostgreSQL itself.';

export const directIsPooled = (): string =>
  'DATABASE_DIRECT_URL leads through a connection pooler (such as PgBouncer), too. Give the address of PostgreSQL itself.';

export const ownerIsPooled = (): string =>
  'DATABASE_OWNER_URL leads through a connection pooler (such as PgBouncer). Changing the schema needs a session: give the address of PostgreSQL itself.';
