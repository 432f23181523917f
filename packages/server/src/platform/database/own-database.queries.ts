import pg from 'pg';

/** Runs work over a connection of its own, as the owner of the server, and ends it. */
export async function withClient<T>(url: URL, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the database that the URL names, unless it is there. */
export const ensureDatabase = (url: URL): Promise<void> =>
  withClient(aside(url), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [nameOf(url)]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(nameOf(url))}`);
  });

/** Deletes it, whoever is connected. */
export const dropDatabase = (url: URL): Promise<void> =>
  withClient(aside(url), async (client) => {
    await client.query(`drop database ${client.escapeIdentifier(nameOf(url))} with (force)`);
  });

const nameOf = (url: URL): string => url.pathname.slice(1);

/** The database that every server has. */
function aside(url: URL): URL {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  return admin;
}
