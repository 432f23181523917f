import { extractText, getDocumentProxy } from 'unpdf';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { printAgain } from '../crm/documents/revisions/print-again.ts';
import { eraseQuote, quotesToErase } from './erased-quotes.queries.ts';

const quoteFields = `id state revisions { revision url acceptedBy acceptedFrom } clientLink { url }`;

describe('quotes that were sent to somebody who is erased', () => {
  let app: TestApp;
  let stageId: string;
  let count = 0;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won')`),
    );
    const [stage] = await app.test.sql<{ id: string }>(`select id from pipeline_stage where name = 'Lead'`);
    stageId = stage?.id ?? '';
  });
  afterAll(() => app.stop());

  /** With a client of its own. */
  const contact = async (input: object) => {
    const { createClient } = await app.graphql(
      'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } } }',
      { input: { name: `Harbor ${Math.random()}` } },
    );
    const clientId: string = createClient.client.id;
    const { createContact } = await app.graphql(
      'mutation ($input: ContactInput!) { createContact(input: $input) { contact { id } problems { message } } }',
      { input: { clientId, ...input } },
    );
    expect(createContact.problems).toEqual([]);
    const contactId: string = createContact.contact.id;
    return { clientId, contactId };
  };
  const opportunity = async (input: { clientId: string; contactId: string; name: string }): Promise<string> => {
    const { createOpportunity } = await app.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } } }',
      { input: { ...input, stageId } },
    );
    return createOpportunity.opportunity.id;
  };
  const sentOf = async (opportunityId: string, input: object = {}) => {
    const { createQuote } = await app.graphql(
      'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { document { id } problems { message } } }',
      {
        id: opportunityId,
        input: {
          title: 'Network',
          lines: [{ description: 'Firewall', quantity: '2', price: '99.95', cost: '50' }],
          ...input,
        },
      },
    );
    expect(createQuote.problems).toEqual([]);
    const id: string = createQuote.document.id;
    await app.graphql('mutation ($id: ID!) { setDocumentState(id: $id, state: SENT) { problems { message } } }', {
      id,
    });
    const { createQuoteLink } = await app.graphql(
      `mutation ($id: ID!) { createQuoteLink(documentId: $id, input: { days: 30 }) { document { ${quoteFields} } } }`,
      { id },
    );
    return { id, token: String(createQuoteLink.document.clientLink.url).split('#')[1] ?? '' };
  };
  const sentQuote = async (
    { clientId, contactId, name }: { clientId: string; contactId: string; name: string },
    input: object = {},
  ) => sentOf(await opportunity({ clientId, contactId, name }), input);

  /** Somebody with one quote that nobody accepted, and one that they accepted over its link. */
  const person = async () => {
    const lastName = `Quintero${String.fromCharCode(97 + count++)}`;
    const who = await contact({ firstName: 'Marisol', lastName, email: `${lastName.toLowerCase()}@harbor.example` });
    const sent = (name: string) => sentQuote({ ...who, name });
    const open = await sent('Open sale');
    const signed = await sent('Signed sale');
    const answer = await fetch(`${app.url}/api/shared/quotes/${signed.token}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Marisol ${lastName}` }),
    });
    expect(answer.status).toBe(200);
    return { ...who, full: `Marisol ${lastName}`, open, signed };
  };
  const printed = async ({ id }: { id: string }): Promise<string> => {
    const { document } = await app.graphql(`query ($id: ID!) { document(id: $id) { ${quoteFields} } }`, { id });
    const answer = await fetch(`${app.url}${new URL(document.revisions[0].url, app.url).pathname}`, {
      headers: await app.headersOf('admin'),
    });
    expect(answer.status).toBe(200);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), {
      mergePages: true,
    });
    return text;
  };
  const revision = async ({ id }: { id: string }) => {
    const [row] = await app.test.sql<{
      sheet: { contactName: string };
      by: string | null;
      from: string | null;
      hash: string;
    }>(
      `select sheet, accepted_by as by, accepted_from as "from", encode(sha256(pdf), 'hex') as hash from quote_revision where document_id = $1`,
      [id],
    );
    if (!row) throw new Error('Nothing was kept.');
    return row;
  };
  const plan = async (id: string) => {
    const { erasurePreview } = await app.graphql(
      'query ($id: ID!) { erasurePreview(subject: CONTACT, id: $id) { preview { sentQuotes acceptedQuotes } } }',
      { id },
    );
    return erasurePreview.preview;
  };
  const erase = async (id: string, quotes?: string) => {
    const { erasePerson } = await app.graphql(
      'mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { problems { message } } }',
      { input: { subject: 'CONTACT', id, ...(quotes ? { quotes } : {}) } },
    );
    expect(erasePerson.problems).toEqual([]);
    await app.settle();
  };

  it('are printed again without the name, but for those that were accepted, which stay byte for byte', async () => {
    const { contactId, full, open, signed } = await person();
    const before = await revision(signed);
    expect(await printed(open)).toContain(full);
    expect(await plan(contactId)).toEqual({ sentQuotes: 1, acceptedQuotes: 1 });
    await erase(contactId);

    expect(await revision(open)).toMatchObject({ sheet: { contactName: '[erased]' } });
    const text = await printed(open);
    expect(text).not.toContain(full);
    expect(text).toContain('[erased]');
    expect(text).toContain('199.90');
    const shared = await fetch(`${app.url}/api/shared/quotes/${open.token}`);
    expect(await shared.text()).not.toContain(full);

    expect(await revision(signed)).toEqual(before);
    expect(before).toMatchObject({ by: full, sheet: { contactName: full } });
    expect(await printed(signed)).toContain(full);
    const [event] = (await app.graphql('{ securityEvents(kinds: ["person_erased"]) { description } }')).securityEvents;
    expect(event.description).toContain('Quotes that were accepted stay as they were.');
  });

  it('are all printed again where the administrator says that none needs to be kept', async () => {
    const { contactId, full, open, signed } = await person();
    await erase(contactId, 'ERASE_ALL');
    for (const quote of [open, signed]) expect(await printed(quote)).not.toContain(full);
    expect(await revision(signed)).toMatchObject({
      by: '[erased]',
      from: null,
      sheet: { contactName: '[erased]', lines: [{ description: 'Firewall' }] },
    });
  });

  it('lose nothing but the places of the contact, and only where the quote is theirs or says their e-mail', async () => {
    const theirs = await contact({
      firstName: 'Accounts',
      lastName: 'Payable',
      email: 'ap@quay.example',
      phone: '+1 503 555 0142',
    });
    const others = await contact({ firstName: 'Wilhelmina', lastName: 'Okonjo', email: 'w@pier.example' });
    const words = (terms: string) => ({
      title: 'Accounts Payable',
      terms,
      lines: [{ description: 'Accounts Payable', quantity: '1', price: '10', cost: '5' }],
    });
    const name = 'Accounts Payable';
    const own = await sentQuote({ ...theirs, name }, words('Net 30.\nAsk Accounts Payable, +1 503 555 0142.'));
    const telling = await sentQuote({ ...others, name }, words('Invoices to:\nAP@quay.example.'));
    const alike = await sentQuote({ ...others, name }, words('Accounts Payable, +1 503 555 0142.'));
    const before = await revision(alike);
    expect(await plan(theirs.contactId)).toEqual({ sentQuotes: 2, acceptedQuotes: 0 });
    await erase(theirs.contactId);

    const same = { title: name, opportunityName: name, lines: [{ description: name }] };
    expect(await revision(alike)).toEqual(before);
    expect(await revision(own)).toMatchObject({
      sheet: { ...same, contactName: '[erased]', terms: 'Net 30.\nAsk [erased], [erased].' },
    });
    expect(await revision(telling)).toMatchObject({
      sheet: { ...same, contactName: 'Wilhelmina Okonjo', terms: 'Invoices to:\n[erased].' },
    });
    expect(await printed(telling)).toContain('Accounts Payable');
  });

  it('leave the words of others alone where the contact is called by one word', async () => {
    const theirs = await contact({ firstName: 'Billing' });
    const others = await contact({ firstName: 'Ludovica', lastName: 'Brandt' });
    const lines = [{ description: 'Billing', quantity: '1', price: '10', cost: '5' }];
    const own = await sentQuote({ ...theirs, name: 'Billing' }, { lines });
    const alike = await sentQuote({ ...others, name: 'Billing' }, { lines });
    const before = await revision(alike);
    expect(await plan(theirs.contactId)).toEqual({ sentQuotes: 1, acceptedQuotes: 0 });
    await erase(theirs.contactId);
    expect(await revision(alike)).toEqual(before);
    expect(await revision(own)).toMatchObject({
      sheet: { contactName: '[erased]', opportunityName: 'Billing', lines: [{ description: 'Billing' }] },
    });
  });

  it('count as accepted in a won opportunity, but for those beside the one that was accepted', async () => {
    const who = await contact({ firstName: 'Ignatius', lastName: 'Farrow' });
    const sale = await opportunity({ ...who, name: 'Two offers' });
    const [lost, won] = [await sentOf(sale), await sentOf(sale)];
    await app.test.sql('update opportunity set won_at = now() where id = $1', [sale]);
    expect(await plan(who.contactId)).toEqual({ sentQuotes: 0, acceptedQuotes: 2 });
    await app.test.sql(`update document set state = 'accepted' where id = $1`, [won.id]);
    expect(await plan(who.contactId)).toEqual({ sentQuotes: 1, acceptedQuotes: 1 });
    const before = await revision(won);
    await erase(who.contactId);
    expect(await revision(lost)).toMatchObject({ sheet: { contactName: '[erased]' } });
    expect(await revision(won)).toEqual(before);
  });

  it.each([
    ['noted as accepted', `update document set state = 'accepted' where id = $1`],
    ['won', `update opportunity set won_at = now() where id = (select opportunity_id from document where id = $1)`],
    ['accepted by its link', `update quote_revision set accepted_at = now() where document_id = $1`],
  ])('stay when they are %s while they are printed again', async (_, meanwhile) => {
    const lastName = `Castellan${String.fromCharCode(97 + count++)}`;
    const who = await contact({ firstName: 'Perpetua', lastName });
    const quote = await sentQuote({ ...who, name: 'In between' });
    const before = await revision(quote);
    const of = { needles: [`Perpetua ${lastName}`], contactId: who.contactId, after: null };
    const changed = await app.database.inWorkspace(app.workspaceId, async (tx) => {
      const [one] = await quotesToErase(tx, { ...of, quotes: 'keep_accepted' }, 5);
      if (!one) throw new Error('None was found.');
      const pdf = await printAgain(app.tools.storage, one.sheet, one.logoKey);
      await tx.query(meanwhile, [quote.id]);
      return eraseQuote(tx, { ...one, pdf }, { ...of, quotes: 'keep_accepted' });
    });
    expect(changed).toBe(0);
    expect((await revision(quote)).sheet).toEqual(before.sheet);
  });

  it.each([[null], ['a quote'], [{ title: 'Network' }], [{ lines: [null] }]])(
    'are not printed of what is no sheet: %j',
    async (stored) => {
      await expect(printAgain(app.tools.storage, stored, null)).rejects.toMatchObject({ code: 'internal' });
    },
  );
});
