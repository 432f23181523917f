import { toyTable, toyWire } from '../../../../test/support/toy-record/category.fields.ts';
import { pushCategory } from '../../../../test/support/toy-record/category.step.ts';
import { categorySync, toy } from '../../../../test/support/toy-record/category.sync.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { always, registry, type SyncedRecord } from '../registry.ts';

describe('a record that the engine does not know is a folder and one line', () => {
  let fixture: TwoWayFixture;
  beforeAll(async () => {
    // The list is frozen to the compiler only; this line is what a new record costs.
    (registry as SyncedRecord[]).push({ ...categorySync, push: always(pushCategory) });
    fixture = await openTwoWayFixture();
    await fixture.test.sql(toyTable);
  });
  afterAll(() => fixture.close());

  const push = async (localId: string, reason: 'created' | 'updated') => {
    await fixture.write((tx) =>
      fixture.push.outbox.request(tx, {
        connectionId: fixture.connectionId,
        entity: toy,
        localId,
        reason,
        actor: null,
      }),
    );
    await fixture.run();
  };

  it('comes in, goes out, is edited and emptied both ways, and says so', async () => {
    const there = await fixture.connectwise.create(toyWire, { name: 'Printers', integrationXref: 'PRN' });
    await fixture.poll();
    const [pulled] = await fixture.rows<{ id: string; reference: string }>(
      `select id, reference from toy_category where name = 'Printers'`,
    );
    expect(pulled?.reference).toBe('PRN');
    const id = pulled?.id ?? '';
    await fixture.rows(`update toy_category set name = 'Printing', reference = null where id = $1`, [id]);
    await push(id, 'updated');
    const changed = await fixture.connectwise.get(toyWire, there.id);
    expect(changed).toMatchObject({ name: 'Printing' });
    expect(changed).not.toHaveProperty('integrationXref');
    expect((await fixture.log(id)).at(-1)).toBe('Updated name and reference of category "Printing" in ConnectWise.');
    await fixture.connectwise.patch(toyWire, there.id, [{ op: 'replace', path: 'integrationXref', value: 'P2' }]);
    await fixture.poll();
    expect(await fixture.here(toy, id)).toMatchObject({ name: 'Printing', reference: 'P2' });

    const [made] = await fixture.rows<{ id: string }>(
      `insert into toy_category (name, reference) values ('Cables', 'CBL') returning id`,
    );
    await push(made?.id ?? '', 'created');
    expect(await fixture.there(toy, made?.id ?? '')).toMatchObject({ name: 'Cables', integrationXref: 'CBL' });
    await fixture.clearLog();
    await fixture.poll();
    expect(await fixture.log(made?.id ?? '')).toEqual([]);
  });
});
