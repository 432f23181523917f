import { openPushFixture, type PushFixture } from '../../../../test/support/push-fixture.ts';
import { syncOf } from '../registry.ts';
import { anyLink, type LinkFilter, type ListedLink, listLinks } from './entity-links.queries.ts';

const view = { syncs: syncOf, fields: () => ({}), held: () => ({}) };

describe('the list of links', () => {
  let f: PushFixture;

  beforeAll(async () => {
    f = await openPushFixture();
    await f.rows(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin, state)
       select $1, $2, kind, uuidv7(), n::text, 'pulled', (array['linked', 'linked', 'broken', 'linked', 'paused', 'linked', 'never'])[1 + n % 7]
       from generate_series(900001, 900060) n cross join unnest(array['company', 'contact', 'quote_line']) kind`,
      [f.workspaceId, f.connectionId],
    );
  });
  afterAll(() => f.close());

  async function all(filter: LinkFilter, limit: number): Promise<(ListedLink & { rank: number })[]> {
    const found: (ListedLink & { rank: number })[] = [];
    for (;;) {
      const after = found.at(-1) ?? null;
      const page = await f.write((tx) => listLinks(tx, f.connectionId, filter, { limit, after }, view));
      found.push(...page);
      if (page.length < limit) return found;
    }
  }

  it.each([1, 7, 50, 500])(
    'has broken ones first, then those that somebody holds, the newest first; %i a page',
    async (limit) => {
      const rows = await f.rows<{ id: string }>(
        `select id from entity_link where entity in ('company', 'contact', 'product', 'opportunity')
       order by case state when 'broken' then 0 when 'linked' then 2 else 1 end, id desc`,
      );
      expect(rows.length).toBeGreaterThan(100);
      expect((await all(anyLink, limit)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    },
  );

  it.each([
    ['of one kind', { ...anyLink, entity: 'contact' as const }, `entity = 'contact'`],
    [
      'of some states',
      { ...anyLink, states: ['linked', 'paused'] as const },
      `entity <> 'quote_line' and state in ('linked', 'paused')`,
    ],
    ['with an ID', { ...anyLink, remoteId: '900004' }, `entity <> 'quote_line' and remote_id = '900004'`],
  ])('has those %s only', async (_which, filter, where) => {
    const rows = await f.rows<{ id: string }>(`select id from entity_link where ${where}`);
    const found = await all(filter, 7);
    expect(found.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it.each([1, 50])(
    'has linked ones with an open issue after the broken ones, each under one word alone; %i a page',
    async (limit) => {
      const [failing] = await f.rows<{ id: string; remoteId: string }>(
        `select id, remote_id as "remoteId" from entity_link where entity = 'contact' and state = 'linked' order by id limit 1`,
      );
      await f.rows(
        `insert into sync_issue (workspace_id, connection_id, entity, direction, remote_id, code, message)
       values ($1, $2, 'contact', 'in', $3, 'invalid', 'Refused.') on conflict do nothing`,
        [f.workspaceId, f.connectionId, failing?.remoteId],
      );
      const rows = await all(anyLink, limit);
      const at = rows.findIndex(({ id }) => id === failing?.id);
      expect(rows[at]?.standing).toBe('failing');
      expect(rows[at - 1]?.state).toBe('broken');
      expect(rows[at + 1]?.state).not.toBe('linked');
      expect((await all({ ...anyLink, standing: 'failing' }, limit)).map(({ id }) => id)).toEqual([failing?.id]);
      const linked = await all({ ...anyLink, standing: 'linked' }, 500);
      expect(linked.every(({ state }) => state === 'linked')).toBe(true);
      expect(linked.some(({ id }) => id === failing?.id)).toBe(false);
      await f.rows(`delete from sync_issue where code = 'invalid'`);
    },
  );

  it('promises changes with the next poll of linked ones only: the record of a broken one is gone', async () => {
    await f.rows(`update entity_link set remote_hash = 'unread' where entity = 'contact' and remote_id like '9000%'`);
    const found = await all({ ...anyLink, entity: 'contact' }, 500);
    const ofState = (state: string) => found.filter((one) => one.state === state && one.remoteId.startsWith('9000'));
    expect(ofState('linked').every(({ hasNewsThere }) => hasNewsThere)).toBe(true);
    expect(ofState('broken').length).toBeGreaterThan(0);
    expect(ofState('broken').some(({ hasNewsThere }) => hasNewsThere)).toBe(false);
  });

  it('reads no more of many linked ones than the page', async () => {
    await f.rows(
      `insert into entity_link (workspace_id, connection_id, entity, local_id, remote_id, origin, state)
       select $1, $2, 'company', uuidv7(), n::text, 'pulled', 'linked' from generate_series(1000001, 1020000) n`,
      [f.workspaceId, f.connectionId],
    );
    await f.rows('analyze entity_link');
    const after = { rank: 2, id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' };
    const plan = await f.write(async (tx) => {
      let list = '';
      let values: readonly unknown[] = [];
      const watched = Object.assign(Object.create(tx), {
        query: (sql: string, params: readonly unknown[] = []) => {
          if (list === '') [list, values] = [sql, params];
          return tx.query(sql, params);
        },
      });
      await listLinks(watched, f.connectionId, anyLink, { limit: 50, after }, view);
      return JSON.stringify(await tx.query(`explain (analyze, format json) ${list}`, values));
    });
    expect(plan).toContain('entity_link_pkey');
    const read = [...plan.matchAll(/"Actual Rows":\s*([\d.]+)/g)].map(([, n]) => Number(n));
    expect(Math.max(...read)).toBeLessThan(200);
  });
});
