import { openSyncFixture, type SyncFixture } from '../../../../test/support/sync-fixture.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { openShadow, type Shadow } from './shadow.ts';

describe('the shadow of a workspace', () => {
  let f: SyncFixture;
  let shadow: Shadow;
  const inShadow = <T>(work: (tx: Tx) => Promise<T>) => shadow.engine.inWorkspace(f.workspaceId, work);
  const product = (name: string, kind: string) =>
    `insert into product (name, kind) values ('${name}', '${kind}') returning id`;

  beforeAll(async () => {
    f = await openSyncFixture();
    await f.rows(`insert into client (name, identifier) values ('Acme', 'Acme')`);
    const [theirs] = await f.database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select system_create_workspace('theirs') id`),
    );
    await f.database.inWorkspace(theirs?.id ?? '', (tx) => tx.query(`insert into client (name) values ('Theirs')`));
    const { workspaceId, connectionId } = f;
    const { signal } = new AbortController();
    shadow = await openShadow(f.database, { url: f.test.url, workspaceId, connectionId, signal });
  });
  afterAll(async () => {
    await shadow.close();
    await f.test.drop();
  });

  it('begins with the rows of its own workspace, and keeps what is written to it', async () => {
    expect(await inShadow((tx) => tx.query('select name from client'))).toEqual([{ name: 'Acme' }]);
    await inShadow((tx) => tx.query(`insert into client (name) values ('Tried')`));
    expect(await inShadow((tx) => tx.query('select name, name_key from client order by name'))).toEqual([
      { name: 'Acme', name_key: 'acme' },
      { name: 'Tried', name_key: 'tried' },
    ]);
    expect(await f.rows('select name from client')).toEqual([{ name: 'Acme' }]);
  });

  it('refuses every write to what is real, whoever tries', async () => {
    for (const sql of [
      `insert into pipeline_stage (name, position, kind) values ('New', 9, 'open')`,
      `update public.client set name = 'Changed'`,
      `delete from reference_item`,
      `truncate public.client`,
    ])
      await expect(inShadow((tx) => tx.query(sql))).rejects.toThrow(/read-only transaction|permission denied/);
    expect(await f.rows('select name from client')).toEqual([{ name: 'Acme' }]);
  });

  it('has the unique keys and checks of the real tables', async () => {
    await expect(inShadow((tx) => tx.query(`insert into client (name) values ('ACME')`))).rejects.toThrow(
      /client_name/,
    );
    await expect(inShadow((tx) => tx.query(`insert into client (name) values ('')`))).rejects.toThrow(
      /check constraint/,
    );
  });

  it('has their triggers: a bundle cannot hold itself here either', async () => {
    const circle = inShadow(async (tx) => {
      const [a] = await tx.query<{ id: string }>(product('A', 'bundle'));
      const [b] = await tx.query<{ id: string }>(product('B', 'bundle'));
      await tx.query(
        `insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, 1), ($2, $1, 1, 1)`,
        [a?.id, b?.id],
      );
    });
    await expect(circle).rejects.toThrow('A bundle cannot hold itself.');
    const wrongKind = inShadow(async (tx) => {
      const [a] = await tx.query<{ id: string }>(product('A', 'product'));
      const [b] = await tx.query<{ id: string }>(product('B', 'product'));
      await tx.query(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, 1)`, [
        a?.id,
        b?.id,
      ]);
    });
    await expect(wrongKind).rejects.toThrow('Only a bundle can hold other products.');
  });

  it('runs transactions one after another, and undoes one that fails', async () => {
    const order: number[] = [];
    await Promise.allSettled([
      inShadow(async (tx) => {
        await tx.query('select pg_sleep(0.02)');
        order.push(1);
      }),
      inShadow(async (tx) => {
        await tx.query(`insert into client (name) values ('Undone')`);
        order.push(2);
        throw new Error('no');
      }),
      inShadow(async () => void order.push(3)),
    ]);
    expect(order).toEqual([1, 2, 3]);
    expect(await inShadow((tx) => tx.query(`select 1 from client where name = 'Undone'`))).toEqual([]);
  });
});
