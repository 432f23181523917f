import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import type { Problem } from '../../../platform/errors.ts';

const line = { description: 'Switch', quantity: '2', price: '100', cost: '60' };

interface Answer {
  opportunity: {
    id: string;
    stage: { name: string };
    wonAt: string | null;
    lostAt: string | null;
    amount: string;
  } | null;
  problems: Problem[];
}

describe('opportunities', () => {
  let fixture: CrmFixture;
  let clientId: string;
  let serial = 0;

  beforeAll(async () => {
    fixture = await createCrmFixture();
    clientId = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: 'Harbour Dental' }, origin));
    await fixture.in((tx) =>
      tx.query(`insert into custom_field (entity, name, type, options) values
        ('opportunity', 'Source', 'list', '["Web","Partner"]'), ('opportunity', 'Seats', 'number', '[]')`),
    );
  });
  afterAll(() => fixture.close());

  /** An opportunity in the first stage with a quote for each state. */
  const open = async (...states: Array<'draft' | 'sent' | 'declined'>) => {
    const id = await fixture.in((tx) =>
      fixture.crm.opportunities.create(
        tx,
        { name: `Deal ${++serial}`, clientId, stageId: fixture.stages.Qualify },
        origin,
      ),
    );
    const quotes: string[] = [];
    for (const state of states) {
      const quoteId = await fixture.in((tx) =>
        fixture.crm.quotes.create(tx, id, { title: `Quote ${quotes.length + 1}`, lines: [line] }, origin),
      );
      if (state !== 'draft') await fixture.in((tx) => fixture.crm.quotes.setState(tx, quoteId, state, origin));
      quotes.push(quoteId);
    }
    fixture.changes.length = 0;
    return { id, quotes };
  };
  const fields = 'opportunity { id stage { name } wonAt lostAt amount } problems { code field message }';
  const win = async (id: string, quoteId?: string) => {
    const query = `mutation ($id: ID!, $quoteId: ID) { answer: markOpportunityWon(id: $id, quoteId: $quoteId) { ${fields} } }`;
    return (await fixture.ask<{ answer: Answer }>(query, { id, quoteId })).answer;
  };
  const move = async (mutation: string, variables: Record<string, unknown>) => {
    const query = `mutation ($id: ID!) { answer: ${mutation} { ${fields} } }`;
    return (await fixture.ask<{ answer: Answer }>(query, variables)).answer;
  };
  const update = async (id: string, input: Record<string, unknown>) => {
    const query = `mutation ($id: ID!, $input: OpportunityInput!) { answer: updateOpportunity(id: $id, input: $input) { ${fields} } }`;
    const name = `Deal ${++serial}`;
    return (await fixture.ask<{ answer: Answer }>(query, { id, input: { name, clientId, ...input } })).answer;
  };
  const stageOf = async (id: string) => {
    const rows = await fixture.in((tx) =>
      tx.query<{ stage: string }>('select stage_id as stage from opportunity where id = $1', [id]),
    );
    return rows[0]?.stage;
  };
  const statesOf = async (id: string) => {
    const rows = await fixture.in((tx) =>
      tx.query<{ state: string }>('select state from document where opportunity_id = $1 order by id', [id]),
    );
    return rows.map((row) => row.state);
  };

  it('is won with its only quote, once', async () => {
    const { id } = await open('sent', 'declined');
    const answer = await win(id);
    expect(answer.problems).toEqual([]);
    expect(answer.opportunity).toEqual({
      id,
      stage: { name: 'Won' },
      wonAt: '2026-04-30T12:00:00.000Z',
      lostAt: null,
      amount: '200.00',
    });
    expect(await statesOf(id)).toEqual(['accepted', 'declined']);
    expect(fixture.changes.map((c) => c.kind)).toEqual(['won']);
    await win(id);
    expect(fixture.changes.map((c) => c.kind)).toEqual(['won']);
  });

  it('asks which quote when there are several, and wins with the chosen one', async () => {
    const { id, quotes } = await open('draft', 'sent');
    const asked = await win(id);
    expect(asked).toMatchObject({ opportunity: null, problems: [{ code: 'choose_quote', field: 'quoteId' }] });
    expect(fixture.changes).toEqual([]);
    expect((await win(id, quotes[1])).problems).toEqual([]);
    expect(await statesOf(id)).toEqual(['draft', 'accepted']);
  });

  it('is won without a quote', async () => {
    const { id } = await open();
    expect((await win(id)).opportunity).toMatchObject({ stage: { name: 'Won' }, amount: null });
  });

  it('counts a quote that is accepted already, and lets another one take its place', async () => {
    const { id, quotes } = await open('sent', 'sent');
    await fixture.in((tx) => fixture.crm.quotes.setState(tx, quotes[0]!, 'accepted', origin));
    expect((await win(id)).problems).toEqual([]);
    await move('reopenOpportunity(id: $id)', { id });
    expect((await win(id, quotes[1])).problems).toEqual([]);
    expect(await statesOf(id)).toEqual(['sent', 'accepted']);
    // Also of one that is won already.
    expect((await win(id, quotes[0])).problems).toEqual([]);
    expect(await statesOf(id)).toEqual(['accepted', 'sent']);
  });

  it('follows the same rules when the stage is changed in the form', async () => {
    const { id } = await open('draft', 'sent');
    const refused = await update(id, { stageId: fixture.stages.Won });
    expect(refused.problems).toMatchObject([{ code: 'choose_quote' }]);
    const single = await open('sent');
    const won = await update(single.id, { stageId: fixture.stages.Won });
    expect(won.opportunity?.wonAt).toBe('2026-04-30T12:00:00.000Z');
    expect(await statesOf(single.id)).toEqual(['accepted']);
    expect(fixture.changes.map((c) => c.kind)).toEqual(['won']);
    expect((await update(single.id, { stageId: fixture.stages.Lost })).problems).toMatchObject([{ code: 'is_won' }]);
  });

  it('moves between open stages: the row and the answer hold the new one, and the listener hears of an edit', async () => {
    const { id } = await open('sent');
    const { opportunity, problems } = await update(id, { stageId: fixture.stages.Proposal });
    expect(problems).toEqual([]);
    expect(opportunity).toMatchObject({ stage: { name: 'Proposal' }, wonAt: null, lostAt: null });
    expect(await stageOf(id)).toBe(fixture.stages.Proposal);
    expect(fixture.changes.map((c) => c.kind)).toEqual(['updated']);
    expect((await update(id, { stageId: fixture.stages.Qualify })).opportunity?.stage).toEqual({ name: 'Qualify' });
    expect(await stageOf(id)).toBe(fixture.stages.Qualify);
  });

  it('keeps the other fields of an edit that moves it as well, and its closing time between won stages', async () => {
    const { id } = await open('sent');
    const [later] = await fixture.in((tx) =>
      tx.query<{ id: string }>(
        `insert into pipeline_stage (name, position, kind) values ('Won later', 9, 'won') returning id`,
      ),
    );
    await update(id, { stageId: fixture.stages.Won });
    const moved = await update(id, { stageId: later?.id, notes: 'signed', expectedCloseDate: '2026-12-31' });
    expect(moved.opportunity).toMatchObject({ stage: { name: 'Won later' }, wonAt: '2026-04-30T12:00:00.000Z' });
    const [row] = await fixture.in((tx) =>
      tx.query('select stage_id, notes, expected_close_date::text as day from opportunity where id = $1', [id]),
    );
    expect(row).toEqual({ stage_id: later?.id, notes: 'signed', day: '2026-12-31' });
  });

  it('is lost and reopened, and forgets when it was closed', async () => {
    const { id } = await open();
    const lost = await move('markOpportunityLost(id: $id)', { id });
    expect(lost.opportunity).toMatchObject({ stage: { name: 'Lost' }, lostAt: '2026-04-30T12:00:00.000Z' });
    expect((await win(id)).problems).toMatchObject([{ code: 'is_lost' }]);
    const again = await move(`reopenOpportunity(id: $id, stageId: "${fixture.stages.Proposal}")`, { id });
    expect(again.opportunity).toMatchObject({ stage: { name: 'Proposal' }, wonAt: null, lostAt: null });
    expect(fixture.changes.map((c) => c.kind)).toEqual(['lost', 'reopened']);
    const wrong = await move(`reopenOpportunity(id: $id, stageId: "${fixture.stages.Won}")`, { id });
    expect(wrong.problems).toMatchObject([{ code: 'stage_not_open', field: 'stageId' }]);
  });

  it('is won only once by two who press at the same moment', async () => {
    const { id } = await open('sent');
    const answers = await Promise.all([win(id), win(id), win(id)]);
    expect(answers.flatMap((a) => a.problems)).toEqual([]);
    expect(fixture.changes.map((c) => c.kind)).toEqual(['won']);
  });

  it('keeps the custom fields that are not sent and refuses values that do not fit', async () => {
    const { id } = await open();
    const stageId = fixture.stages.Qualify;
    await update(id, {
      stageId,
      customFields: [
        { name: 'source', value: 'Web' },
        { name: 'Seats', value: 12 },
      ],
    });
    await update(id, { stageId, customFields: [{ name: 'Seats', value: null }] });
    const { opportunity } = await fixture.ask<{ opportunity: object }>(
      'query ($id: ID!) { opportunity(id: $id) { customFields { name value } } }',
      { id },
    );
    expect(opportunity).toEqual({ customFields: [{ name: 'Source', value: 'Web' }] });
    const refused = await update(id, { stageId, customFields: [{ name: 'Source', value: 'Fair' }] });
    expect(refused.problems).toMatchObject([{ field: 'customFields.0.value' }]);
  });

  it('refuses a contact of another client, and records that are not there', async () => {
    const other = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: 'Other client' }, origin));
    const contactId = await fixture.in((tx) =>
      fixture.crm.contacts.create(tx, { clientId: other, firstName: 'Ivo' }, origin),
    );
    const { id } = await open();
    const refused = await update(id, { stageId: fixture.stages.Qualify, contactId });
    expect(refused.problems).toMatchObject([{ code: 'contact_of_other_client', field: 'contactId' }]);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const gone = await update(id, { clientId: nowhere, stageId: nowhere, ownerId: nowhere });
    expect(gone.problems.map((p) => p.field)).toEqual(['clientId', 'stageId', 'ownerId']);
  });

  it('keeps the day of closing as it was entered', async () => {
    const { id } = await open();
    await update(id, { stageId: fixture.stages.Qualify, expectedCloseDate: '2026-12-31' });
    const { opportunity } = await fixture.ask<{ opportunity: object }>(
      'query ($id: ID!) { opportunity(id: $id) { expectedCloseDate } }',
      { id },
    );
    expect(opportunity).toEqual({ expectedCloseDate: '2026-12-31' });
  });

  it('moves the primary mark from one contact of a client to another', async () => {
    const make = (firstName: string) =>
      fixture.in((tx) => fixture.crm.contacts.create(tx, { clientId, firstName, isPrimary: true }, origin));
    const first = await make('First');
    await make('Second');
    const { client } = await fixture.ask<{ client: { contacts: object[] } }>(
      'query ($id: ID!) { client(id: $id) { contacts { firstName isPrimary } } }',
      { id: clientId },
    );
    expect(client.contacts).toEqual([
      { firstName: 'Second', isPrimary: true },
      { firstName: 'First', isPrimary: false },
    ]);
    expect(fixture.changes).toContainEqual({ entity: 'contact', id: first, kind: 'updated', origin });
  });
});
