import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import { ProblemsError } from '../../../platform/errors.ts';

describe('clients', () => {
  let fixture: CrmFixture;

  beforeAll(async () => {
    fixture = await createCrmFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(() => {
    fixture.changes.length = 0;
  });

  const create = (input: object) => fixture.in((tx) => fixture.crm.clients.create(tx, input, origin));
  const update = (id: string, input: object) => fixture.in((tx) => fixture.crm.clients.update(tx, id, input, origin));
  const problemsOf = (work: Promise<unknown>) =>
    work.then(
      () => [],
      (error: unknown) => {
        if (error instanceof ProblemsError) return error.problems;
        throw error;
      },
    );

  it('makes a client through GraphQL and tells the listener', async () => {
    const { createClient } = await fixture.ask<{ createClient: { client: { id: string }; problems: unknown[] } }>(
      `mutation ($input: ClientInput!) { createClient(input: $input) { client { id name city version taxRegion { name } contacts { id } } problems { code field message } } }`,
      { input: { name: '  Harbour Dental ', city: 'Tampa', phone: '' } },
    );
    expect(createClient).toEqual({
      client: {
        id: expect.any(String),
        name: 'Harbour Dental',
        city: 'Tampa',
        version: 1,
        taxRegion: null,
        contacts: [],
      },
      problems: [],
    });
    expect(fixture.changes).toEqual([
      { entity: 'client', id: createClient.client.id, kind: 'created', edited: [], origin },
    ]);
  });

  it('names each field at fault and writes nothing', async () => {
    const { createClient } = await fixture.ask<{ createClient: { client: null; problems: { field: string }[] } }>(
      `mutation { createClient(input: { name: "", website: "our site" }) { client { id } problems { code field message } } }`,
    );
    expect(createClient.client).toBeNull();
    expect(createClient.problems).toEqual([
      { code: 'invalid_input', field: 'name', message: 'Enter the name.' },
      { code: 'invalid_input', field: 'website', message: expect.stringContaining('Enter a web address') },
    ]);
    expect(fixture.changes).toEqual([]);
  });

  it('keeps fields that are not sent and clears those that are sent empty', async () => {
    const id = await create({ name: 'Keep', city: 'Tampa', phone: '813 555 0100' });
    await update(id, { name: 'Keep it', phone: null });
    const [row] = await fixture.in((tx) =>
      tx.query('select name, city, phone, version from client where id = $1', [id]),
    );
    expect(row).toEqual({ name: 'Keep it', city: 'Tampa', phone: null, version: 2 });
  });

  it('refuses a save over a newer version', async () => {
    const id = await create({ name: 'Versioned' });
    await update(id, { name: 'Versioned 2', version: 1 });
    expect(await problemsOf(update(id, { name: 'Versioned 3', version: 1 }))).toEqual([
      {
        code: 'version_conflict',
        field: 'version',
        message:
          'Somebody saved this client meanwhile (version 2, you edited 1). Load it again and repeat your change.',
      },
    ]);
  });

  it('refuses a name that another client has, in any case, and names it', async () => {
    await create({ name: 'Sunny Law', identifier: 'SunnyLaw' });
    expect(await problemsOf(create({ name: 'SUNNY LAW' }))).toEqual([
      { code: 'name_taken', field: 'name', message: 'There is a client "Sunny Law" already. Choose another name.' },
    ]);
    expect(await problemsOf(create({ name: 'Other Law', identifier: 'sunnylaw' }))).toEqual([
      {
        code: 'identifier_taken',
        field: 'identifier',
        message: 'The short name "SunnyLaw" belongs to client "Sunny Law" already. Choose another one.',
      },
    ]);
  });

  it('lets one of two who take the same name at the same moment win, and tells the other kindly', async () => {
    const answers = await Promise.all([problemsOf(create({ name: 'Race' })), problemsOf(create({ name: 'race' }))]);
    expect(answers.map((problems) => problems.map((p) => p.code)).sort()).toEqual([[], ['name_taken']]);
  });

  it('refuses a tax region and a client of another workspace', async () => {
    const [region] = await fixture.in(
      (tx) => tx.query<{ id: string }>(`insert into tax_region (name) values ('Theirs') returning id`),
      fixture.otherWorkspaceId,
    );
    expect(await problemsOf(create({ name: 'Foreign region', taxRegionId: region!.id }))).toMatchObject([
      { code: 'not_found', field: 'taxRegionId' },
    ]);
    const id = await create({ name: 'Ours alone' });
    const foreign = fixture.actor({ workspaceId: fixture.otherWorkspaceId });
    expect(await fixture.ask('query ($id: ID!) { client(id: $id) { id } }', { id }, foreign)).toEqual({ client: null });
    const { updateClient } = await fixture.ask<{ updateClient: { problems: unknown[] } }>(
      `mutation ($id: ID!) { updateClient(id: $id, input: { name: "Stolen" }) { problems { code } } }`,
      { id },
      foreign,
    );
    expect(updateClient.problems).toEqual([{ code: 'not_found' }]);
  });

  it('answers nobody without a session and lets only administrators edit', async () => {
    const edit = `mutation { createClient(input: { name: "x" }) { client { id } } }`;
    await expect(fixture.ask('{ clients { totalCount } }', {}, null)).rejects.toThrow('Sign in first');
    await expect(fixture.ask(edit, {}, fixture.actor({ role: 'support' }))).rejects.toThrow('Only an administrator');
  });
});
