import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** A poll takes ConnectWise's edit in between the moment at which a push reads the record here and the one at which it reads the link. */
describe('R68: a push during which a poll takes the same record in', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());

  /** The push stands at its first step, with the record in hand, until `meanwhile` is over. */
  const pushAround = async (id: string, meanwhile: () => Promise<void>) => {
    const open = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const lock = f.write(async (tx) => {
      await tx.query('lock table push_step in exclusive mode');
      held.resolve();
      await open.promise;
    });
    await held.promise;
    await f.changed({ entity: 'opportunity', id, kind: 'updated' });
    const push = f.run();
    while ((await f.rows(`select from push_request where local_id = $1 and state = 'running'`, [id])).length === 0)
      await new Promise((done) => setTimeout(done, 20));
    await new Promise((done) => setTimeout(done, 300));
    await meanwhile();
    open.resolve();
    await lock;
    await push;
    await f.rows(`update push_request set next_attempt_at = now() where local_id = $1 and state = 'pending'`, [id]);
    await f.run();
  };

  it.each(['connectwise', 'crm'])(
    'writes no older value over that edit, whichever side wins a conflict (%s)',
    async (owner) => {
      await f.rows(
        `update settings_revision set configuration = jsonb_set(configuration, '{options}', coalesce(configuration->'options', '{}') || jsonb_build_object('owners', jsonb_build_object('opportunity', $1::text)))`,
        [owner],
      );
      const { opportunityId: id } = await insertDeal(f, { lines: 0 });
      await f.rows(`update opportunity set notes = 'first' where id = $1`, [id]);
      await f.createdHere('opportunity', id);
      await f.poll();
      await f.rows(`update opportunity set name = name || ' (renamed)' where id = $1`, [id]);
      await f.clearLog();
      await pushAround(id, async () => {
        await f.editThere('opportunity', id, [{ op: 'replace', path: 'notes', value: 'second' }]);
        await f.poll();
      });
      expect(await f.there('opportunity', id)).toMatchObject({
        notes: 'second',
        name: expect.stringMatching(/\(renamed\)$/),
      });
      expect(await f.here('opportunity', id)).toMatchObject({ notes: 'second' });
      const log = (await f.log(id)).filter((text) => /notes/.test(text));
      expect(log).toEqual([expect.stringMatching(/^Updated: notes\./)]);
      // And the next edit there comes in as one.
      await f.editThere('opportunity', id, [{ op: 'replace', path: 'notes', value: 'third' }]);
      await f.poll();
      expect(await f.here('opportunity', id)).toMatchObject({ notes: 'third' });
    },
  );

  it('tells of a conflict that the poll decided nothing more', async () => {
    const [row] = await f.rows<{ id: string }>(
      `insert into product (name, sku, kind, price, cost) values ('Rope', 'ROPE', 'product', 10, 5) returning id`,
    );
    const id = row?.id ?? '';
    await f.rows(
      `update settings_revision set configuration = jsonb_set(configuration, '{options}', coalesce(configuration->'options', '{}') || '{"owners": {"product": "connectwise"}}')`,
    );
    await f.createdHere('product', id);
    await f.poll();
    await f.clearLog();
    await f.rows('update product set price = 12 where id = $1', [id]);
    await f.editThere('product', id, [{ op: 'replace', path: 'price', value: 15 }]);
    // The push has read record and link, and waits for the right to write, which nobody can be given now.
    const open = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const lock = f.write(async (tx) => {
      await tx.query('lock table create_intent in exclusive mode');
      locked.resolve();
      await open.promise;
    });
    await locked.promise;
    await f.changed({ entity: 'product', id, kind: 'updated' });
    const push = f.run();
    const waiting = `select from pg_locks where not granted and relation = 'create_intent'::regclass`;
    while ((await f.rows(waiting)).length === 0) await new Promise((done) => setTimeout(done, 20));
    await f.poll();
    open.resolve();
    await lock;
    await push;
    await f.rows(`update push_request set next_attempt_at = now() where local_id = $1 and state = 'pending'`, [id]);
    await f.run();
    expect(await f.here('product', id)).toMatchObject({ price: '15' });
    expect(await f.there('product', id)).toMatchObject({ price: 15 });
    const log = await f.log(id);
    expect(log.filter((text) => /Both sides had/.test(text))).toHaveLength(1);
    expect(log.join(' ')).not.toMatch(/comes with the next poll/);
  });
});
