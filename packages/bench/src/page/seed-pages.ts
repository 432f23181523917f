import pg from 'pg';
import { seed } from '../api/seed.ts';

export const CLIENTS = 5_000;

interface SeededPages {
  sessionToken: string;
  /** The pages that are looked at, by their names. */
  paths: Record<string, string>;
}

/** A workspace of 5,000 clients, 49,990 opportunities and so many rows of the log, each of which has its number. */
export async function seedPages(ownerUrl: string, logRows: number): Promise<SeededPages> {
  const { workspaceId, sessionToken } = await seed(ownerUrl, { opportunities: CLIENTS * 10 - 10, auditRows: logRows });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`select set_config('app.workspace_id', $1, false)`, [workspaceId]);
    const idOf = async (sql: string): Promise<string> => String((await owner.query<{ id: string }>(sql)).rows[0]?.id);
    await owner.query(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin)
       select k.id, 'company', c.id, row_number() over (order by c.name)::text, 'pulled' from client c, connection k`,
    );
    await owner.query('analyze entity_link');
    const client = await idOf('select id from client order by name limit 1');
    const opportunity = await idOf('select id from opportunity order by name limit 1');
    return {
      sessionToken,
      paths: {
        overview: '/overview',
        audit: '/audit',
        issues: '/issues',
        links: '/links',
        runs: '/runs',
        clients: '/clients',
        opportunities: '/opportunities',
        board: '/opportunities?view=board',
        'a client': `/clients/${client}`,
        'an opportunity': `/opportunities/${opportunity}`,
        quotes: '/quotes',
        products: '/products',
        integrations: '/integrations',
      },
    };
  } finally {
    await owner.end();
  }
}
