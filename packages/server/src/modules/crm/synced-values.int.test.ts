import { type CrmFixture, createCrmFixture } from '../../../test/support/crm-fixture.ts';
import type { Problem } from '../../platform/errors.ts';

/** Rows as a sync writes them, past the forms; each is then edited through the API. */
describe('editing records whose values came in by a sync', () => {
  let fixture: CrmFixture;

  beforeAll(async () => {
    fixture = await createCrmFixture();
  });
  afterAll(() => fixture.close());

  const made = async (sql: string, ...params: unknown[]): Promise<string> => {
    const [row] = await fixture.in((tx) => tx.query<{ id: string }>(`${sql} returning id`, params));
    if (!row) throw new Error('Nothing was made.');
    return row.id;
  };
  const update = async (mutation: string, type: string, id: string, input: object): Promise<Problem[]> => {
    const query = `mutation ($id: ID!, $input: ${type}!) { answer: ${mutation}(id: $id, input: $input) { problems { code field message } } }`;
    return (await fixture.ask<{ answer: { problems: Problem[] } }>(query, { id, input })).answer.problems;
  };
  const rowOf = async (table: string, columns: string, id: string) =>
    (await fixture.in((tx) => tx.query(`select ${columns} from ${table} where id = $1`, [id])))[0];

  const longName = 'n'.repeat(190);

  it('saves the city of a client with a website "n/a", a phone without digits and a long name', async () => {
    const id = await made(
      `insert into client (name, website, phone, postal_code) values ('${longName}', 'n/a', 'none', '12345 very long')`,
    );
    const whole = { name: longName, website: 'n/a', phone: 'none', postalCode: '12345 very long' };
    expect(await update('updateClient', 'ClientInput', id, { ...whole, city: 'Tampa' })).toEqual([]);
    expect(await update('updateClient', 'ClientInput', id, { name: longName, region: 'FL' })).toEqual([]);
    expect(await rowOf('client', 'name, website, phone, city, region', id)).toEqual({
      name: longName,
      website: 'n/a',
      phone: 'none',
      city: 'Tampa',
      region: 'FL',
    });
    expect(await update('updateClient', 'ClientInput', id, { ...whole, website: 'none' })).toMatchObject([
      { code: 'invalid_input', field: 'website' },
    ]);
    expect(await update('updateClient', 'ClientInput', id, { ...whole, website: '' })).toEqual([]);
    expect(await rowOf('client', 'website', id)).toEqual({ website: null });
  });

  it.each([
    ['two e-mail addresses', 'a@x.example; b@x.example', '813 555 0100'],
    ['an e-mail address with a name before it', 'Ana Diaz <ana@x.example>', '+1 (813) 555-0100'],
    ['a phone that is longer than the form’s', 'ana@x.example', `813 555 0100 or ask at the desk ${'x'.repeat(120)}`],
  ])('saves the job title of a contact with %s', async (what, email, phone) => {
    const clientId = await made(`insert into client (name) values ($1)`, what);
    const id = await made(
      `insert into contact (client_id, first_name, email, phone) values ($1, 'Ana', $2, $3)`,
      clientId,
      email,
      phone,
    );
    const input = { clientId, firstName: 'Ana', email, phone, title: 'CFO' };
    expect(await update('updateContact', 'ContactInput', id, input)).toEqual([]);
    expect(await rowOf('contact', 'email, phone, title', id)).toEqual({ email, phone, title: 'CFO' });
    expect(await update('updateContact', 'ContactInput', id, { ...input, email: 'not one' })).toMatchObject([
      { field: 'email' },
    ]);
  });

  it('saves the category of a bundle with a price below zero and no parts', async () => {
    const id = await made(`insert into product (name, kind, price) values ('${longName}', 'bundle', -12.5)`);
    const input = { name: longName, kind: 'BUNDLE', price: '-12.5', cost: '0', bundleLines: [], category: 'Kits' };
    expect(await update('updateProduct', 'ProductInput', id, input)).toEqual([]);
    expect(await rowOf('product', 'price, category', id)).toEqual({ price: '-12.5', category: 'Kits' });
  });

  it('saves the notes of an opportunity with a long name and a contact of another client', async () => {
    const clientId = await made(`insert into client (name) values ('Buyer')`);
    const other = await made(`insert into client (name) values ('Group')`);
    const contactId = await made(`insert into contact (client_id, first_name) values ($1, 'Ivo')`, other);
    const id = await made(
      'insert into opportunity (name, client_id, contact_id, stage_id) values ($1, $2, $3, $4)',
      longName,
      clientId,
      contactId,
      fixture.stages.Qualify,
    );
    const input = { name: longName, clientId, contactId, stageId: fixture.stages.Qualify, notes: 'call back' };
    expect(await update('updateOpportunity', 'OpportunityInput', id, input)).toEqual([]);
    expect(await rowOf('opportunity', 'notes, contact_id as contact', id)).toEqual({
      notes: 'call back',
      contact: contactId,
    });
    expect(await update('updateOpportunity', 'OpportunityInput', id, { ...input, clientId: other })).toEqual([]);
    expect(await update('updateOpportunity', 'OpportunityInput', id, { ...input, clientId })).toMatchObject([
      { code: 'contact_of_other_client' },
    ]);
  });

  it('saves the title of a quote with a line that the form would refuse', async () => {
    const clientId = await made(`insert into client (name) values ('Quoted')`);
    const opportunityId = await made(
      `insert into opportunity (name, client_id, stage_id) values ('Deal', $1, $2)`,
      clientId,
      fixture.stages.Qualify,
    );
    const id = await made(
      `insert into document (opportunity_id, kind, title, number, file_name, content_type) values ($1, 'quote', $2, 77, 'q.pdf', 'application/pdf')`,
      opportunityId,
      longName,
    );
    const description = 'd'.repeat(2500);
    await made(
      'insert into quote_line (document_id, position, description, quantity, price) values ($1, 1, $2, 1, 1)',
      id,
      description,
    );
    const line = { description, quantity: '1', price: '1', cost: '0' };
    expect(await update('updateQuote', 'QuoteInput', id, { title: 'Short', lines: [line] })).toEqual([]);
    const more = [line, { ...line, description: `${description}!` }];
    expect(await update('updateQuote', 'QuoteInput', id, { title: 'Short', lines: more })).toMatchObject([
      { field: 'lines.1.description' },
    ]);
  });
});
