import { extractText, getDocumentProxy } from 'unpdf';
import { type DirectionsApp, openDirectionsApp } from '../../../test/support/directions-app.ts';
import { kept } from './kept-places.ts';

const first = 'Ottoline';
const last = 'Quintavalle';
const full = `${first} ${last}`;
const [email, former, second] = ['ottoline@quintavalle.example', 'oq@former.example', 'ottoline.private@home.example'];
const [phone, mobile] = ['5035550197', '5035550198'];
const newPhone = '5035550163';

/** Looked for in each column: what only this person is called and called at. Numbers are looked for by their digits. */
const words = ['ottoline', 'quintavalle', 'former.example', 'home.example'];
const numbers = [phone, mobile, newPhone];

describe('a person who went through all that the product does', () => {
  let opened: DirectionsApp;
  let contactId: string;
  let companyId = 0;
  let remoteId = 0;
  let stage: string;

  const item = (id: number, value: string, communicationType: string, defaultFlag = true) => ({
    type: { id },
    value,
    communicationType,
    defaultFlag,
  });
  const ask = async (name: string, types: string, args: string, variables: object, fields = '') => {
    const answer = await opened.app.graphql(
      `mutation (${types}) { ${name}(${args}) { ${fields} problems { message } } }`,
      variables,
    );
    expect([name, answer[name].problems]).toEqual([name, []]);
    await opened.app.settle();
    return answer[name];
  };
  const another = (clientId: string, firstName: string) =>
    opened.mutate('createContact', { clientId, firstName, lastName: 'Brandt' });
  const opportunity = (clientId: string, name: string, contact: string) =>
    opened.mutate('createOpportunity', { clientId, contactId: contact, name, stageId: stage });
  const sent = async (opportunityId: string, title: string): Promise<{ id: string; token: string }> => {
    const input = { title, lines: [{ description: 'Firewall', quantity: '1', price: '10', cost: '5' }] };
    const { document } = await ask(
      'createQuote',
      '$id: ID!, $input: QuoteInput!',
      'opportunityId: $id, input: $input',
      { id: opportunityId, input },
      'document { id }',
    );
    await ask('setDocumentState', '$id: ID!', 'id: $id, state: SENT', { id: document.id });
    const link = await ask(
      'createQuoteLink',
      '$id: ID!',
      'documentId: $id, input: { days: 30 }',
      { id: document.id },
      'document { clientLink { url } }',
    );
    return { id: document.id, token: String(link.document.clientLink.url).split('#')[1] ?? '' };
  };
  const accept = async ({ token }: { token: string }, name: string) => {
    const answer = await fetch(`${opened.app.url}/api/shared/quotes/${token}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    expect(answer.status).toBe(200);
    await opened.app.settle();
  };
  const figures = async () => ({
    rows: await opened.app.test.sql(
      `select direction, entity, operation, status, count(*)::int as n from audit_event group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    ),
    sums: await opened.app.test.sql(
      `select measure, sum(n)::int as n from (select measure, n from statistic_rollup where width = 'day' union all select measure, n from statistic_delta) s where measure = 'event' group by 1`,
    ),
  });
  /** Every column of every schema in which one of the words or numbers stands, with how many rows. */
  const standsIn = async (): Promise<string[]> => {
    const columns = await opened.app.test.sql<{ table: string; column: string; type: string }>(
      `select c.table_schema || '.' || c.table_name as "table", c.column_name as "column", c.data_type as type
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema not in ('pg_catalog', 'information_schema') and t.table_type = 'BASE TABLE'
         and c.data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea', 'inet') and c.table_name !~ '^audit_event_'`,
    );
    const found: string[] = [];
    for (const { table, column, type } of columns) {
      const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
      const rows = await opened.app.test.sql(
        `select 1 from ${table} where ${text} ~* $1 or regexp_replace(regexp_replace(${text}, '[0-9a-f]{8}-[0-9a-f-]{27}', '', 'g'), '[^0-9a-zA-Z]', '', 'g') ~ $2`,
        [words.join('|'), numbers.join('|')],
      );
      if (rows.length > 0) found.push(`${table.replace('public.', '')}.${column}: ${rows.length}`);
    }
    return found.sort();
  };
  const printed = async (): Promise<string> => {
    const rows = await opened.app.test.sql<{ pdf: Buffer }>('select pdf from quote_revision');
    const texts = rows.map(async ({ pdf }) => {
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
      return text;
    });
    return (await Promise.all(texts)).join('\n');
  };

  beforeAll(async () => {
    opened = await openDirectionsApp(async ({ app }) => {
      const { store } = app.sandbox;
      companyId = store.insert('companies', {
        name: 'Harbor',
        identifier: 'Harbor',
        addressLine1: '1 New Street',
        site: { name: 'Main' },
      }).id;
      remoteId = store.insert('contacts', {
        firstName: first,
        lastName: last,
        company: { id: companyId },
        communicationItems: [
          item(1, former, 'Email'),
          item(1, second, 'Email', false),
          item(2, '(503) 555-0197', 'Phone'),
          item(4, mobile, 'Phone', false),
        ],
      }).id;
    });
    contactId = await opened.localId('contact', remoteId);
    const [lead] = (await opened.app.graphql('{ pipelineStages { id } }')).pipelineStages;
    stage = lead.id;
  }, 120_000);
  afterAll(() => opened.app.stop());

  it('is in no table after being erased, and the log counts what it counted', async () => {
    const { app, http, poll, mutate } = opened;
    const clientId = await opened.localId('company', companyId);
    const address = `/company/contacts/${remoteId}`;
    const contactInput = { clientId, firstName: first, lastName: last };
    const edit = (input: object) => mutate('updateContact', { ...contactInput, ...input }, contactId);

    // Edited on both sides, with a refusal in between and both sides at once.
    await http('PATCH', address, [{ op: 'replace', path: 'title', value: 'Head of everything' }]);
    await poll();
    await edit({ email, phone: newPhone, mobile, title: 'Head of more' });
    app.sandbox.fail({ method: 'PATCH', path: address, status: 400, times: 1 });
    await edit({ email, phone, mobile, title: `${full}, head` });
    const { issues } = await app.graphql('{ issues(first: 5) { items { id recordName } } }');
    expect(issues.items).toMatchObject([{ recordName: full }]);
    await ask('commentIssue', '$id: ID!, $text: String!', 'id: $id, text: $text', {
      id: issues.items[0].id,
      text: `Called ${full} at (503) 555-0197.`,
    });
    await ask('retryIssue', '$id: ID!', 'id: $id', { id: issues.items[0].id });
    await http('PATCH', address, [{ op: 'replace', path: 'title', value: 'Edited there' }]);
    await edit({ email, phone, mobile, title: 'Edited here' });
    await poll();
    await ask('changeLink', '$input: LinkActionInput!', 'input: $input', {
      input: { action: 'PAUSE', entity: 'CONTACT', localId: contactId, reason: `${full} asked for it` },
    });
    await ask('changeLink', '$input: LinkActionInput!', 'input: $input', {
      input: { action: 'RESUME', entity: 'CONTACT', localId: contactId },
    });

    // Sales of theirs, with activities, quotes that they accepted, and one that went to somebody else since.
    const other = await another(clientId, 'Ludovica');
    const sale = await opportunity(clientId, 'Sale', contactId);
    await ask('createActivity', '$id: ID!, $input: ActivityInput!', 'opportunityId: $id, input: $input', {
      id: sale,
      input: { kind: 'NOTE', subject: `Ask ${full}`, details: `${email}, +1 (503) 555-0197 or 503.555.0198` },
    });
    await accept(await sent(sale, 'Signed'), full);
    await mutate('updateOpportunity', { clientId, name: 'Sale', contactId, stageId: stage }, sale);
    await ask('markOpportunityWon', '$id: ID!', 'id: $id', { id: sale });
    const moved = await opportunity(clientId, 'Moved sale', contactId);
    const before = await sent(moved, 'Sent before');
    await mutate('updateOpportunity', { clientId, name: 'Moved sale', contactId: other, stageId: stage }, moved);
    await accept(before, 'Ludovica Brandt');
    const theirs = await opportunity(clientId, 'Sale of another', other);
    await accept(await sent(theirs, 'Signed for another'), `${full}, on behalf of Ludovica Brandt`);
    await poll();

    const holding = await standsIn();
    for (const table of ['contact', 'audit_event', 'sync_issue', 'issue_comment', 'activity', 'quote_revision'])
      expect(holding.map((one) => one.split('.')[0])).toContain(table);
    expect(await printed()).toContain(full);
    const counted = await figures();
    await ask('erasePerson', '$input: ErasePersonInput!', 'input: $input', {
      input: { subject: 'CONTACT', id: contactId, quotes: 'ERASE_ALL' },
    });

    const told = kept.flatMap(({ table, texts, jsons = [] }) => [...texts, ...jsons].map((one) => `${table}.${one}`));
    expect((await standsIn()).filter((one) => !told.includes(one.split(':')[0] ?? ''))).toEqual([]);
    expect(await printed()).not.toMatch(new RegExp(words.join('|'), 'i'));
    expect(await figures()).toEqual(counted);
    expect(await printed()).toContain('Ludovica Brandt');
  }, 120_000);
});
