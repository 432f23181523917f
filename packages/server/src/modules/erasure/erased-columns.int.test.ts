import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { AppError } from '../../platform/errors.ts';
import { filesOfMail, keptText } from '../delivery/mail-channel.ts';
import { columnsWithoutPeople } from './columns-without-people.ts';
import { mentions, type Place } from './erased-places.ts';
import { eraseInKeptMails } from './kept-mails.ts';
import { kept } from './kept-places.ts';

interface Column {
  table: string;
  column: string;
  type: string;
  isRequired: boolean;
  isGenerated: boolean;
  /** The words that a check allows. */
  check: string | null;
}

/** Emptied, or removed with their row, in the same transaction as the button: `blankContact`, `blankPerson`, and the functions for the two logs. */
const atOnce: Readonly<Record<string, readonly string[]>> = {
  // Title and own fields of other contacts stay: kept-places.ts.
  contact: ['first_name', 'last_name', 'email', 'phone', 'phone_extension', 'mobile'],
  app_user: ['email', 'name', 'password_hash'],
  invitation: ['email', 'token_hash'],
  session: ['token_hash', 'user_agent', 'address', 'siblings'],
  sign_in_step: ['token_hash', 'provider', 'siblings'],
  password_reset: ['token_hash'],
  user_identity: ['issuer', 'subject'],
  second_factor: ['secret_sealed', 'pending_sealed'],
  recovery_code: ['signature'],
  alert_preference: ['preference'],
  audit_event: ['name', 'description', 'actor', 'changes', 'exchanges'],
  security_event: ['actor', 'subject', 'address', 'description'],
  quote_revision: ['file_name', 'sheet', 'pdf', 'accepted_by', 'accepted_from'],
  erasure: ['needles', 'remote_ids'],
};

/** Emptied whole, whoever is named: a piece of its own. */
const afterwards: Readonly<Record<string, readonly string[]>> = { sync_cursor: ['kept_page'] };

const columnsOf = ({ table, texts, jsons = [] }: Place): string[] =>
  [...texts, ...jsons].map((column) => `${table}.${column}`);
const named = (lists: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(lists).flatMap(([table, list]) => list.map((column) => `${table}.${column}`));

describe('every column that can hold a person', () => {
  let app: TestApp;
  let columns: Column[];
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    columns = await app.test.sql<Column>(
      `select c.relname as "table", a.attname as "column", t.typname as "type", a.attnotnull and not a.atthasdef as "isRequired",
         a.attgenerated <> '' or a.attidentity <> '' as "isGenerated",
         (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
            and pg_get_constraintdef(k.oid) ~ '\\(\\(?\\w+ = (ANY \\(ARRAY\\[)?''' limit 1) as "check"
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration'
       order by c.relname, a.attnum`,
    );
  });
  afterAll(() => app.stop());

  it('is erased, or kept with a reason that is told before, or known to hold no person', () => {
    const free = columns
      .filter(
        ({ type, isGenerated, check }) =>
          /^_?(text|varchar|bpchar|citext|jsonb?|bytea|inet)$/.test(type) && !isGenerated && check === null,
      )
      .map(({ table, column }) => `${table}.${column}`);
    const decided = [
      ...mentions.flatMap(columnsOf),
      ...kept.flatMap(columnsOf),
      ...named(atOnce),
      ...named(afterwards),
      ...named(columnsWithoutPeople),
    ];
    // A new column: put it into erased-places.ts, into kept-places.ts with its reason, or into columns-without-people.ts.
    expect(free.filter((column) => !decided.includes(column))).toEqual([]);
    expect(decided.filter((column) => !free.includes(column))).toEqual([]);
    expect(decided.filter((column, at) => decided.indexOf(column) !== at)).toEqual([]);
  });

  it('loses the person where it is said to, and holds them still where it is said to stay', async () => {
    const name = 'Ottoline Quintero';
    const email = 'ottoline@harbor.example';
    const contactId = await contact(app, { firstName: 'Ottoline', lastName: 'Quintero', email });
    // One row in each table, with the person wherever a list says that they may stand.
    const places = new Map<string, { texts: string[]; jsons: string[] }>();
    for (const { table, texts, jsons = [] } of [...mentions, ...kept]) {
      const place = places.get(table) ?? { texts: [], jsons: [] };
      place.texts.push(...texts);
      place.jsons.push(...jsons);
      places.set(table, place);
    }
    for (const fixed of ['erasure', 'workspace', 'contact']) places.delete(fixed);
    for (const [table, place] of places) await plant(table, place, `${email.toUpperCase()} of ${name}.`);
    const mail = await keepMail(`Dear ${name}, ${email}`);
    await plant('sync_cursor', { texts: [], jsons: [] }, '');
    await app.test.sql(`update sync_cursor set kept_page = $1, kept_until = now() + interval '1 minute'`, [
      Buffer.from('packed'),
    ]);

    const { erasurePreview } = await app.graphql(
      `query ($id: ID!) { erasurePreview(subject: CONTACT, id: $id) { preview { otherRows notes records settings } } }`,
      { id: contactId },
    );
    expect(erasurePreview.preview.notes).toBe(1);
    expect(erasurePreview.preview.records).toBe(4);
    expect(erasurePreview.preview.settings).toBeGreaterThanOrEqual(7);
    expect(erasurePreview.preview.otherRows).toBeGreaterThanOrEqual(mentions.length - 2);
    await erase(app, contactId);
    expect(await app.test.sql('select kept_page, kept_until from sync_cursor')).toEqual([
      { kept_page: null, kept_until: null },
    ]);

    const holding: string[] = [];
    for (const [table, { texts, jsons }] of places)
      for (const column of [...texts, ...jsons])
        if ((await app.test.sql(`select 1 from ${table} where ${column}::text ilike $1`, [`%quintero%`])).length > 0)
          holding.push(`${table}.${column}`);
    expect(holding.sort()).toEqual(
      kept
        .flatMap(columnsOf)
        .filter((column) => places.has(column.split('.')[0] ?? ''))
        .sort(),
    );
    const [text, composed] = filesOfMail(app.workspaceId, mail);
    expect(String(await app.tools.storage.get(text ?? ''))).toBe('Dear [erased], [erased]');
    await expect(app.tools.storage.get(composed ?? '')).rejects.toThrow();
  }, 60_000);

  it('counts the row of the contact, which is emptied, nowhere among what stays', async () => {
    const contactId = await contact(app, {
      firstName: 'Leopoldine',
      lastName: 'Marchetti',
      email: 'leo@harbor.example',
      title: 'Leopoldine Marchetti, leo@harbor.example',
    });
    const records = async () =>
      (
        await app.graphql(`query ($id: ID!) { erasurePreview(subject: CONTACT, id: $id) { preview { records } } }`, {
          id: contactId,
        })
      ).erasurePreview.preview.records;
    expect(await records()).toBe(0);
    await contact(app, { firstName: 'Bartholomew', title: 'Assistant of Leopoldine Marchetti' });
    expect(await records()).toBe(1);
  });

  it('passes over a mail whose file is gone, and stops at a store that does not answer', async () => {
    const mail = await keepMail('Dear Anselma Rourke');
    const throwing = (error: Error) =>
      app.database.inWorkspace(app.workspaceId, (tx) =>
        eraseInKeptMails(
          tx,
          { needles: ['Anselma Rourke'], after: null },
          {
            storage: { ...app.tools.storage, get: () => Promise.reject(error), put, delete: put },
            keptText,
            filesOfMail,
          },
        ),
      );
    const put = () => Promise.resolve();
    await expect(throwing(new AppError('unavailable', 'Away.'))).rejects.toThrow('Away.');
    await expect(throwing(new Error('EIO'))).rejects.toThrow('EIO');
    expect(await throwing(new AppError('not_found', 'Gone.'))).toMatchObject({ lastId: mail, changed: 0 });
  });

  it('finds a name of one word that is all of a value inside JSON, in the audit log too', async () => {
    const contactId = await contact(app, { firstName: 'Zephyrine' });
    await app.test.sql(
      `insert into audit_event (workspace_id, entity, operation, status, description, changes)
       values ($1, 'opportunity', 'update', 'success', 'Changed.', '[{"field": "contact", "from": "Zephyrine", "to": "Zephyrines"}]')`,
      [app.workspaceId],
    );
    await erase(app, contactId);
    const rows = await app.test.sql<{ changes: unknown }>(
      `select changes from audit_event where description = 'Changed.'`,
    );
    expect(rows).toEqual([{ changes: [{ field: 'contact', from: '[erased]', to: 'Zephyrines' }] }]);
  });

  /** A row of which nothing is true but that it names somebody. */
  async function plant(table: string, { texts, jsons }: { texts: string[]; jsons: string[] }, words: string) {
    const values = new Map<string, string>([['workspace_id', `'${app.workspaceId}'`]]);
    for (const { column, type, isRequired, isGenerated, check } of columns.filter((one) => one.table === table))
      if (isRequired && !isGenerated && !values.has(column))
        values.set(column, check ? firstWord(check) : filler(type));
    for (const column of texts) values.set(column, `'${words}'`);
    for (const column of jsons) values.set(column, `jsonb_build_array(jsonb_build_object('in', '${words}'::text))`);
    // Without the rules between columns and tables: what a row says and belongs to is no matter here.
    await app.test.sql(
      `do $do$ declare k record; begin
         for k in select conname from pg_constraint where conrelid = '${table}'::regclass and contype = 'c' and cardinality(conkey) > 1 loop
           execute format('alter table ${table} drop constraint %I', k.conname);
         end loop; end $do$`,
    );
    await app.test.sql(
      `do $do$ begin set local session_replication_role = replica;
         insert into ${table} (${[...values.keys()].join(', ')}) values (${[...values.values()].join(', ')}); end $do$`,
    );
  }

  async function keepMail(text: string): Promise<string> {
    const [row] = await app.test.sql<{ id: string }>(
      `insert into delivery (workspace_id, channel, recipient, subject, state) values ($1, 'mail', 'ann@here.example', 'Hello', 'kept') returning id`,
      [app.workspaceId],
    );
    const id = row?.id ?? '';
    for (const file of filesOfMail(app.workspaceId, id)) await app.tools.storage.put(file, Buffer.from(text));
    expect(filesOfMail(app.workspaceId, id)[0]).toBe(keptText(app.workspaceId, id));
    return id;
  }
});

const firstWord = (check: string): string => check.match(/'(?:[^']|'')*'/)?.[0] ?? `''`;

function filler(type: string): string {
  if (type === 'uuid') return 'uuidv7()';
  if (/^(int|float|numeric)/.test(type)) return '1';
  if (type === 'bool') return 'false';
  if (/^(timestamp|date)/.test(type)) return 'now()';
  if (type.startsWith('json')) return `'{}'`;
  return type.startsWith('_') ? `'{}'` : `'x'`;
}

async function contact(app: TestApp, input: object): Promise<string> {
  const { createClient } = await app.graphql(
    'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } } }',
    { input: { name: `Harbor ${Math.random()}` } },
  );
  const { createContact } = await app.graphql(
    'mutation ($input: ContactInput!) { createContact(input: $input) { contact { id } problems { message } } }',
    { input: { clientId: createClient.client.id, ...input } },
  );
  expect(createContact.problems).toEqual([]);
  return createContact.contact.id;
}

async function erase(app: TestApp, id: string): Promise<void> {
  const { erasePerson } = await app.graphql(
    'mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { problems { message } } }',
    { input: { subject: 'CONTACT', id } },
  );
  expect(erasePerson.problems).toEqual([]);
  await app.settle();
}
