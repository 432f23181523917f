import { type CrmFixture, createCrmFixture } from '../../../../test/support/crm-fixture.ts';
import { newId } from '../../../platform/ids.ts';

describe('the history of a record tells what people did', () => {
  let fixture: CrmFixture;
  const ana = { kind: 'user', userId: newId(), name: 'Ana Reyes' } as const;

  beforeAll(async () => {
    fixture = await createCrmFixture();
  });
  afterAll(() => fixture.close());

  const make = (name: string) => fixture.in((tx) => fixture.crm.clients.create(tx, { name }, ana));
  const rowsOf = (localId: string) =>
    fixture.in((tx) =>
      tx.query<{ description: string; actor: string; entity: string; name: string; direction: string | null }>(
        `select description, actor, entity, name, direction from audit_event
         where local_id = $1 or opportunity_id = $1 order by at, seq`,
        [localId],
      ),
    );
  const sentences = async (localId: string) => (await rowsOf(localId)).map(({ description }) => description);

  it('of a client: made, edited, saved without a change', async () => {
    const id = await make('Harbour Dental');
    const save = (input: object) => fixture.in((tx) => fixture.crm.clients.update(tx, id, input, ana));
    await save({ phone: '555-0100', city: 'Graz' });
    await save({ phone: '555-0100' });
    expect(await rowsOf(id)).toEqual([
      {
        description: 'Created in the CRM.',
        actor: 'Ana Reyes',
        entity: 'company',
        name: 'Harbour Dental',
        direction: null,
      },
      {
        description: 'Edited: phone, city.',
        actor: 'Ana Reyes',
        entity: 'company',
        name: 'Harbour Dental',
        direction: null,
      },
    ]);
  });

  it('of a contact: the former primary is told of once', async () => {
    const clientId = await make('Pine Street Books');
    const create = (firstName: string) =>
      fixture.in((tx) => fixture.crm.contacts.create(tx, { firstName, clientId, isPrimary: true }, ana));
    const first = await create('Ida');
    await create('Joan');
    expect(await sentences(first)).toEqual([
      'Created in the CRM.',
      '"Ida" is no longer the primary contact of its client: "Joan" is now.',
    ]);
  });

  it('of a product: its price, and what a bundle holds', async () => {
    const create = (input: object) => fixture.in((tx) => fixture.crm.products.create(tx, input, ana));
    const part = await create({ name: 'Cable', kind: 'product', price: '5', cost: '2' });
    const bundle = await create({
      name: 'Kit',
      kind: 'bundle',
      price: '9',
      cost: '4',
      bundleLines: [{ productId: part, quantity: '1' }],
    });
    const save = (input: object) => fixture.in((tx) => fixture.crm.products.update(tx, bundle, input, ana));
    await save({ price: '9.00' });
    await save({ price: '10' });
    await save({ bundleLines: [{ productId: part, quantity: '2' }] });
    expect(await sentences(bundle)).toEqual([
      'Created in the CRM.',
      'Edited: price.',
      'Changed what the bundle holds.',
    ]);
  });

  it('of an opportunity: its moves, its quotes and its win', async () => {
    const clientId = await make('Cold Creek Farm');
    const { crm, stages } = fixture;
    const id = await fixture.in((tx) =>
      crm.opportunities.create(tx, { name: 'Network', clientId, stageId: stages.Qualify }, ana),
    );
    await fixture.in((tx) => crm.opportunities.update(tx, id, { stageId: stages.Proposal, notes: 'Call first' }, ana));
    const line = { description: 'Switch', quantity: '2', price: '100', cost: '60' };
    const quote = await fixture.in((tx) => crm.quotes.create(tx, id, { title: 'Offer', lines: [line] }, ana));
    await fixture.in((tx) => crm.quotes.update(tx, quote, { title: 'Offer', lines: [line, line] }, ana));
    await fixture.in((tx) => crm.quotes.update(tx, quote, { title: 'Offer' }, ana));
    await fixture.in((tx) => crm.opportunities.markWon(tx, id, { quoteId: quote }, ana));
    await fixture.in((tx) => crm.opportunities.reopen(tx, id, { stageId: null }, ana));
    expect(await sentences(id)).toEqual([
      'Created in the CRM. In the stage "Qualify".',
      'Moved from "Qualify" to "Proposal". Edited: notes.',
      'Created in the CRM. Quote 1001, one line.',
      'Lines changed: one line before, 2 lines now.',
      'Marked as won, from "Proposal" to "Won". Quote "Offer" accepted.',
      expect.stringMatching(/^Reopened, from "Won" to "Qualify"\. It had been won on \d{4}-\d\d-\d\d\.$/),
    ]);
  });

  it('and nothing of what the product writes itself', async () => {
    const id = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: 'Quiet' }, { kind: 'system' }));
    expect(await rowsOf(id)).toEqual([]);
  });
});
