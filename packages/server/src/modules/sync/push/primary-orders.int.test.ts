import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** The primary contact is one mark of two records, whose pushes go out in any order. What somebody chooses in ConnectWise afterwards comes in (requirement R68). */
describe('R68: a primary contact that was changed here, and another one chosen in ConnectWise after it arrived', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  type Step = 'push new' | 'push old' | 'edit old' | 'poll' | 'choose old' | 'flag old' | 'choose third';
  const story = async (steps: readonly Step[]) => {
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    const ids: [string, string, string] = [newId(), newId(), newId()];
    const [old, fresh, third] = ids;
    for (const [at, name] of ['Olga', 'Nora', 'Theo'].entries()) {
      await f.rows(
        `insert into contact (id, client_id, first_name, last_name, email, is_primary) values ($1, $2, $3, 'Roe', $4, $5)`,
        [ids[at], clientId, name, `${name.toLowerCase()}.${ids[at]}@roe.example`, at === 0],
      );
      await f.createdHere('contact', ids[at] ?? '');
    }
    await f.drain();
    await f.poll();
    const company = (await f.linkOf('company', clientId))?.remoteId ?? '';
    const remote = async (id: string) => Number((await f.linkOf('contact', id))?.remoteId);
    const choose = async (id: string) => {
      const value = { id: await remote(id) };
      await f.http('PATCH', `/company/companies/${company}`, [{ op: 'replace', path: 'defaultContact', value }]);
    };
    await f.rows(`update contact set is_primary = true, updated_at = now() where id = $1`, [fresh]);
    const does: Readonly<Record<Step, () => Promise<unknown>>> = {
      'push new': () => f.changed({ entity: 'contact', id: fresh, kind: 'updated' }).then(() => f.run()),
      'push old': () => f.changed({ entity: 'contact', id: old, kind: 'updated' }).then(() => f.run()),
      'edit old': () => f.editHere('contact', old, `title = 'Owner'`),
      poll: () => f.poll(),
      'choose old': () => choose(old),
      'choose third': () => choose(third),
      'flag old': async () =>
        f.http('PATCH', `/company/contacts/${await remote(old)}`, [
          { op: 'replace', path: 'defaultFlag', value: true },
        ]),
    };
    for (const step of steps) await does[step]();
    await f.poll();
    await f.drain();
    await f.poll();
    const nameOf: Readonly<Record<string, string>> = { [old]: 'old', [fresh]: 'new', [third]: 'third' };
    const { body } = await f.http('GET', `/company/companies/${company}`);
    const chosen = (body.defaultContact as { id: number }).id;
    const holders = await Promise.all(ids.map(async (id) => ((await remote(id)) === chosen ? [nameOf[id]] : [])));
    const here = await f.rows<{ id: string }>(`select id from contact where client_id = $1 and is_primary`, [clientId]);
    return {
      there: holders.flat(),
      here: here.map(({ id }) => nameOf[id]),
      conflicts: await f.rows(`select field from sync_conflict where local_id = any($1)`, [ids]),
      agreed: await f.rows(
        `select count(*)::int as n from entity_link l join contact c on c.id = l.local_id
         where l.entity = 'contact' and c.client_id = $1 and l.base->'isPrimary' <> to_jsonb(c.is_primary)`,
        [clientId],
      ),
    };
  };

  const stories: readonly (readonly [winner: string, steps: readonly Step[]])[] = [
    ['old', ['push old', 'push new', 'choose old']],
    ['old', ['push old', 'push new', 'flag old']],
    ['old', ['push new', 'push old', 'choose old']],
    ['old', ['push old', 'poll', 'push new', 'choose old']],
    ['old', ['push old', 'push new', 'poll', 'choose old']],
    ['old', ['push new', 'choose old', 'push old']],
    ['old', ['push new', 'choose old', 'poll', 'push old']],
    ['old', ['push new', 'choose old', 'edit old']],
    ['old', ['push old', 'push new', 'choose old', 'push new']],
    ['third', ['push old', 'push new', 'choose third']],
    ['old', ['push old', 'push new', 'choose third', 'choose old']],
    ['new', ['push old', 'push new']],
    ['new', ['push new', 'poll', 'push old']],
    ['new', ['poll', 'push old', 'poll', 'push new']],
  ];
  it.each(stories.map(([winner, steps]) => [steps.join(', '), winner, steps] as const))(
    '%s: %s is the primary one on both sides',
    async (_words, winner, steps) => {
      expect(await story(steps)).toEqual({ there: [winner], here: [winner], conflicts: [], agreed: [{ n: 0 }] });
    },
  );

  it('a contact that is made here as the primary one takes the mark from the one that had it', async () => {
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    const [old, fresh] = [newId(), newId()];
    const make = async (id: string, name: string) => {
      await f.rows(
        `insert into contact (id, client_id, first_name, last_name, email, is_primary) values ($1, $2, $3, 'Poe', $4, true)`,
        [id, clientId, name, `${name.toLowerCase()}.${id}@poe.example`],
      );
      await f.createdHere('contact', id);
    };
    await make(old, 'Olga');
    await f.drain();
    await f.poll();
    await make(fresh, 'Nora');
    const { remoteId } = (await f.linkOf('contact', old)) ?? {};
    await f.http('PATCH', `/company/contacts/${remoteId}`, [{ op: 'replace', path: 'defaultFlag', value: true }]);
    await f.poll();
    expect(await f.rows(`select id from contact where client_id = $1 and is_primary`, [clientId])).toEqual([
      { id: old },
    ]);
  });
});
