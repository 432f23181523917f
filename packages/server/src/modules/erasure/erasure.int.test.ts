import { askConnectWise } from '../../../test/support/ask-connectwise.ts';
import { createConnectedApp, untilNothingRuns } from '../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../test/support/settings.ts';
import type { TestApp } from '../../../test/support/test-app.ts';

const erase = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { erasure { id state } problems { code field message } } }`;
const preview = `query ($subject: ErasureSubject!, $id: ID!) { erasurePreview(subject: $subject, id: $id) {
  preview { name isLinked auditRows securityRows otherRows documents notes shared } problems { code } } }`;

interface Found {
  id: string;
  first: string;
  last: string;
  email: string;
  phone: string | null;
  remoteId: string;
}

describe('erasing one person', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    const { store } = app.sandbox;
    const { id } = store.insert('companies', {
      name: 'Harbor',
      identifier: 'Harbor',
      addressLine1: '1 New Street',
      site: { name: 'Main' },
    });
    for (const [at, lastName] of ['Quintero', 'Abernathy', 'Lindqvist', 'Moravec', 'Tanaka'].entries())
      store.insert('contacts', {
        firstName: 'Marisol',
        lastName,
        company: { id },
        communicationItems: [
          {
            type: { id: 1 },
            value: `marisol@${lastName.toLowerCase()}.example`,
            communicationType: 'Email',
            defaultFlag: true,
          },
          { type: { id: 2 }, value: `813555010${at}`, communicationType: 'Phone', defaultFlag: true },
        ],
      });
    await startWithoutPreview(app);
    await untilNothingRuns(app);
  }, 120_000);
  afterAll(() => app.stop());

  const linked = async (): Promise<Found> => {
    const [row] = await app.test.sql<Found>(
      `select c.id, c.first_name as first, c.last_name as last, c.email, c.phone, l.remote_id as "remoteId" from contact c
       join entity_link l on l.entity = 'contact' and l.local_id = c.id
       where c.first_name <> 'Erased' and c.last_name is not null and c.email is not null and not exists (select from contact o where o.id <> c.id and (o.name_key = c.name_key or o.email_key = c.email_key))
       order by c.id limit 1`,
    );
    if (!row) throw new Error('No contact came in.');
    return row;
  };
  /** Every column of the database in which a text stands, whoever may see it. */
  const standsIn = async (text: string): Promise<string[]> => {
    const columns = await app.test.sql<{ table: string; column: string }>(
      `select c.table_name as "table", c.column_name as "column" from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb', 'ARRAY') and c.table_name !~ '^audit_event_'`,
    );
    const found: string[] = [];
    for (const { table, column } of columns) {
      const rows = await app.test.sql(`select 1 from ${table} where ${column}::text ilike $1 limit 1`, [`%${text}%`]);
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  };
  const figures = async () => ({
    rows: await app.test.sql(
      `select direction, entity, operation, status, count(*)::int as n from audit_event group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    ),
    sums: await app.test.sql(
      `select measure, sum(n)::int as n from (select measure, n from statistic_rollup where width = 'day' union all select measure, n from statistic_delta) s where measure = 'event' group by 1`,
    ),
  });
  const there = (remoteId: string) => askConnectWise(app, 'GET', `/company/contacts/${remoteId}`);
  const touchThere = (remoteId: string) =>
    askConnectWise(app, 'PATCH', `/company/contacts/${remoteId}`, [
      { op: 'replace', path: 'title', value: 'Head of everything' },
    ]);
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await untilNothingRuns(app);
  };

  it.each(['KEEP', 'REMOVE'] as const)(
    'takes a contact out of rows, log, issues and search, keeps what the log counts, and no poll brings them back (link: %s)',
    async (link) => {
      const person = await linked();
      const full = `${person.first} ${person.last}`;
      // A former name and address, an issue of another record that names them, and a message to a webhook.
      await app.test.sql(
        `insert into audit_event (workspace_id, entity, local_id, operation, status, name, description, changes) values ($1, 'contact', $2, 'update', 'success', 'Former ${person.last}x',
           'E-mail changed.', jsonb_build_array(jsonb_build_object('field', 'email', 'from', 'former-${link}@home.example', 'to', $3::text)))`,
        [app.workspaceId, person.id, person.email],
      );
      await app.test.sql(
        `insert into audit_event (workspace_id, entity, operation, status, name, description, exchanges) values ($1, 'company', 'check', 'info', 'Harbor', $2, jsonb_build_array(jsonb_build_object('body', $3::text)))`,
        [
          app.workspaceId,
          `Its primary contact is ${full.toUpperCase()} (former-${link}@home.example).`,
          JSON.stringify({ contact: { name: full, email: person.email } }),
        ],
      );
      const [connection] = await app.test.sql<{ id: string }>('select id from connection');
      await app.test.sql(
        `insert into sync_issue (workspace_id, connection_id, entity, direction, code, message, record_name, remote_id, detail)
         values ($1, $2, 'opportunity', 'in', 'x', $3, 'Deal', 'x${link}', jsonb_build_object('contact', $4::text))`,
        [app.workspaceId, connection?.id, `${full} is inactive.`, `"${full}" <${person.email}>`],
      );
      const before = await figures();
      const recordThere = await there(person.remoteId);

      const plan = await app.graphql(preview, { subject: 'CONTACT', id: person.id });
      expect(plan.erasurePreview).toMatchObject({ problems: [], preview: { name: full, isLinked: true } });
      expect(plan.erasurePreview.preview.auditRows).toBeGreaterThanOrEqual(3);
      const { erasePerson } = await app.graphql(erase, { input: { subject: 'CONTACT', id: person.id, link } });
      expect(erasePerson.problems).toEqual([]);
      await app.settle();

      for (const text of [
        full,
        person.email,
        person.phone ?? '',
        `former-${link}@home.example`,
        `Former ${person.last}x`,
      ])
        expect([text, await standsIn(text)]).toEqual([text, []]);
      expect(await figures()).toEqual(before);
      expect(await there(person.remoteId)).toEqual(recordThere);
      const { contact } = await app.graphql(
        'query ($id: ID!) { contact(id: $id) { firstName lastName email phone mobile title isActive } }',
        { id: person.id },
      );
      expect(contact).toEqual({
        firstName: 'Erased',
        lastName: 'person',
        email: null,
        phone: null,
        mobile: null,
        title: null,
        isActive: false,
      });
      const { contacts } = await app.graphql('query ($search: String) { contacts(search: $search) { totalCount } }', {
        search: person.email,
      });
      expect(contacts.totalCount).toBe(0);
      const links = await app.test.sql(
        `select state, base from entity_link where entity = 'contact' and local_id = $1`,
        [person.id],
      );
      expect(links).toEqual(link === 'KEEP' ? [{ state: 'never', base: null }] : []);

      // Somebody edits the person in ConnectWise: nothing of it comes in, nothing is told, and nothing goes out.
      const count = () => app.test.sql(`select count(*)::int as n from contact`);
      const contactsBefore = await count();
      await touchThere(person.remoteId);
      await poll();
      await poll();
      expect(await count()).toEqual(contactsBefore);
      for (const text of [full, person.email]) expect([text, await standsIn(text)]).toEqual([text, []]);
      expect(await there(person.remoteId)).toMatchObject({ firstName: person.first, title: 'Head of everything' });

      for (const kind of ['ALLOW_SYNC', 'RESUME']) {
        const { changeLink } = await app.graphql(
          'mutation ($input: LinkActionInput!) { changeLink(input: $input) { problems { code } } }',
          { input: { action: kind, entity: 'CONTACT', localId: person.id } },
        );
        expect(changeLink.problems).toMatchObject([{ code: 'erased' }]);
      }

      const again = await app.graphql(erase, { input: { subject: 'CONTACT', id: person.id, link } });
      expect(again.erasePerson.problems).toMatchObject([{ code: 'erased' }]);
      const { securityEvents } = await app.graphql(
        '{ securityEvents(kinds: ["person_erased"]) { actor subject description } }',
      );
      expect(securityEvents[0]).toMatchObject({ actor: 'admin', subject: person.id });
      expect(securityEvents[0].description).toContain('ConnectWise was not changed.');
    },
    120_000,
  );

  it('goes on where it was stopped', async () => {
    const person = await linked();
    const full = `${person.first} ${person.last}`;
    const { erasure } = app.app;
    const row = await app.database.inWorkspace(app.workspaceId, async (tx) => {
      const actor = {
        workspaceId: app.workspaceId,
        role: 'admin',
        userId: null,
        tokenId: null,
        name: 'Ann',
        origin: { kind: 'system' },
        viaToken: false,
        expiresAt: null,
      } as never;
      return erasure.service.begin(
        tx,
        actor,
        { subject: 'contact', id: person.id, link: 'keep', quotes: 'keep_accepted' },
        '',
      );
    });
    const stopped = new AbortController();
    stopped.abort();
    await erasure.service.run(app.workspaceId, row.id, stopped.signal);
    expect((await standsIn(full)).length).toBeGreaterThan(0);
    await app.test.sql('update erasure set lease_until = null');
    await erasure.sweep();
    await app.settle();
    expect(await standsIn(full)).toEqual([]);
    const { erasures } = await app.graphql('{ erasures { state rows requestedBy } }');
    expect(erasures[0]).toMatchObject({ state: 'DONE', requestedBy: 'Ann' });
  }, 60_000);

  it('erases a person who was removed, in both logs, and nobody who is still here', async () => {
    const [sales] = await app.test.sql<{ id: string }>(`select id from app_user where email = 'sales@test.example'`);
    await app.test.sql(`update app_user set name = 'Sol Reyes' where id = $1`, [sales?.id]);
    const early = await app.graphql(preview, { subject: 'PERSON', id: sales?.id });
    expect(early.erasurePreview.problems).toMatchObject([{ code: 'not_found' }]);
    await app.graphql('mutation ($id: ID!) { removePerson(id: $id) { problems { message } } }', { id: sales?.id });
    await app.test.sql(
      `insert into audit_event (workspace_id, operation, status, description, actor) values ($1, 'setting', 'success', 'Retried for Sol Reyes.', 'Sol Reyes')`,
      [app.workspaceId],
    );
    expect((await app.graphql('{ removedPeople { name } }')).removedPeople).toEqual([{ name: 'Sol Reyes' }]);
    const { erasePerson } = await app.graphql(erase, { input: { subject: 'PERSON', id: sales?.id } });
    expect(erasePerson.problems).toEqual([]);
    await app.settle();
    for (const text of ['Sol Reyes', 'sales@test.example']) expect([text, await standsIn(text)]).toEqual([text, []]);
    const [kept] = await app.test.sql(`select name, email like 'erased-%' as "isBlank" from app_user where id = $1`, [
      sales?.id,
    ]);
    expect(kept).toEqual({ name: 'Erased person', isBlank: true });
    expect(
      await app.test.sql(
        `select 1 from audit_event where description = 'Retried for [erased].' and actor = '[erased]'`,
      ),
    ).toHaveLength(1);
  });

  it('is for administrators alone, and of this workspace alone', async () => {
    const person = await linked();
    for (const as of ['support', 'viewer'] as const)
      expect(
        (await app.ask(erase, { input: { subject: 'CONTACT', id: person.id } }, { as })).errors[0]?.extensions?.code,
      ).toBe('forbidden');
    const theirs = await app.graphql(erase, { input: { subject: 'CONTACT', id: person.id } }, { as: 'stranger' });
    expect(theirs.erasePerson.problems).toMatchObject([{ code: 'not_found' }]);
    await expect(
      app.database.inWorkspace(app.workspaceId, (tx) => tx.query(`select erase_in_audit_log(uuidv7(), null, 10)`)),
    ).rejects.toThrow(/no rows/);
  });
});
