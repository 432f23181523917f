import { createSandbox } from '@causeway/sandbox';
import { noteStarted, openRun } from '@causeway/server/dist/src/modules/sync/pull/runs/runs.queries.js';
import { registry } from '@causeway/server/dist/src/modules/sync/registry.js';
import type { Database } from '@causeway/server/dist/src/platform/database/database.js';
import { newId } from '@causeway/server/dist/src/platform/ids.js';
import pg from 'pg';
import { benchActor } from '../actor.ts';
import type { BenchServer } from '../postgres.ts';
import { openProduct } from '../product.ts';
import type { EngineOptions, PullEngine } from './engine.ts';
import { TAX_CODE_ID } from './fixtures.ts';

/** The product as its worker runs it: runs, leases, matching, merging, row-level security, three tables and the cursor. */
export async function causeway({ apiUrl, ownerUrl, appUrl }: EngineOptions): Promise<PullEngine> {
  const { app, database, secrets } = await openProduct(appUrl, { connectwise: fullSpeed(apiUrl, 'bench') });
  const workspaceId = await makeWorkspace(database);
  const seal = (column: string) => secrets.seal('bench', `${workspaceId}:connection.${column}`);
  const connectionId = await database.inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
       values ($1, $1 || '/v4_6_release/apis/3.0', $1, $2, 'bench', $3, $4, 'ench', 'connected') returning id`,
      [apiUrl, new URL(apiUrl).host, seal('public_key'), seal('private_key')],
    );
    return row?.id ?? '';
  });
  await mapTaxCode(database, workspaceId, connectionId);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    name: 'causeway',
    pull: async () => {
      // A pull without a watermark lists everything again.
      await owner.query('update sync_cursor set watermark = null');
      await openFirstSync(database, workspaceId, connectionId);
      const done = await app.pull.pull.run(
        { workspaceId, connectionId, kind: 'initial' },
        { signal: new AbortController().signal, touch: async () => undefined },
      );
      if (!done) throw new Error('The pull did not come to its end.');
    },
    counts: async () => {
      const { rows } = await owner.query<Record<string, string>>(
        `select (select count(*) from client) as client, (select count(*) from entity_link where entity = 'company') as link,
           (select count(*) from audit_event where entity = 'company') as audit`,
      );
      return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([table, count]) => [table, Number(count)]));
    },
    close: async () => {
      await owner.end();
      await app.stop();
      await database.close();
    },
  };
}

const fullSpeed = (url: string, clientId: string) => ({
  allowedHosts: [new URL(url).host],
  clientId,
  requestsPerSecond: 1_000,
});

/** HTTP requests for each kind of record that a poll makes when nothing is new, against the sandbox with its demo data. */
export async function pollRequests(server: BenchServer): Promise<Record<string, number>> {
  const database = await server.database('poll');
  const sandbox = await createSandbox({ seed: 'demo' });
  const product = await openProduct(database.appUrl, { connectwise: fullSpeed(sandbox.url, sandbox.clientId) });
  try {
    const workspaceId = await makeWorkspace(product.database);
    const actor = benchActor(workspaceId);
    const { id: connectionId } = await product.app.connection.service.connect(actor, {
      siteUrl: sandbox.url,
      loginCompany: sandbox.company,
      publicKey: sandbox.publicKey,
      privateKey: sandbox.privateKey,
    });
    const run = (kind: 'initial' | 'poll') =>
      product.app.pull.pull.run(
        { workspaceId, connectionId, kind },
        { signal: new AbortController().signal, touch: async () => undefined },
      );
    await openFirstSync(product.database, workspaceId, connectionId);
    await run('initial');
    sandbox.clearJournal();
    await product.database.inWorkspace(workspaceId, (tx) => tx.query('update connection set next_pull_at = now()'));
    if (!(await run('poll'))) throw new Error('The poll did not come to its end.');
    const requests: Record<string, number> = {};
    for (const call of sandbox.journal()) requests[call.path] = (requests[call.path] ?? 0) + 1;
    return requests;
  } finally {
    await product.app.stop();
    await product.database.close();
    await sandbox.close();
    await database.drop();
  }
}

/** A first sync as a start opens it; what a person must choose before plays no part in its speed. */
const openFirstSync = (database: Database, workspaceId: string, connectionId: string): Promise<void> =>
  database.inWorkspace(workspaceId, async (tx) => {
    await noteStarted(tx, connectionId);
    await openRun(tx, { id: newId(), connectionId, kind: 'initial', entities: registry.map((sync) => sync.entity) });
  });

/** The one tax code of the companies, as an admin imports it in the set-up. */
const mapTaxCode = (database: Database, workspaceId: string, connectionId: string): Promise<unknown> =>
  database.inWorkspace(workspaceId, (tx) =>
    tx.query(
      `with region as (insert into tax_region (name) values ('State') returning id)
       insert into entity_link (connection_id, entity, local_id, remote_id, origin) select $1, 'tax_code', id, $2, 'pulled' from region`,
      [connectionId, TAX_CODE_ID],
    ),
  );

async function makeWorkspace(database: Database): Promise<string> {
  const rows = await database.acrossWorkspaces((tx) =>
    tx.query<{ id: string }>(`select system_create_workspace('bench') as id`),
  );
  const id = rows[0]?.id;
  if (!id) throw new Error('No workspace was made.');
  await database.inWorkspace(id, (tx) =>
    tx.query(
      `insert into pipeline_stage (name, position, kind) values ('Open', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    ),
  );
  return id;
}
