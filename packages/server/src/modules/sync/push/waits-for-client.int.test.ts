import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { createConnectedApp, saveSettings } from '../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../test/support/settings.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';
import { sweepJob } from '../pull/poll/wake-ups.ts';

/** A contact cannot be sent before its client: while somebody has to decide which company that is, it says so, and it follows the answer by itself. */
describe('P1, P3: a contact whose client has an open question', () => {
  let app: TestApp;
  let made = 0;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    await startWithoutPreview(app);
    await app.settle();
    await saveSettings(app, { mode: 'REAL_TIME' });
  }, 90_000);
  afterAll(() => app.stop());

  const mutate = async (name: string, type: string, input: object, record: string): Promise<string> => {
    const answer = await app.graphql(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${record} { id } problems { message } } }`,
      { input },
    );
    expect(answer[name].problems).toEqual([]);
    await app.settle();
    return answer[name][record].id;
  };
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };
  const cycle = async () => {
    await app.jobs.enqueue(sweepJob, {});
    await app.settle();
  };
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const said = async (id: string) =>
    (
      await rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and direction = 'out' order by seq`,
        [id],
      )
    ).map(({ description }) => description);
  const issues = async (): Promise<{ id: string; code: string; candidates: { id: string }[] }[]> =>
    (await app.graphql('{ issues { items { id code candidates { id } } } }')).issues.items;
  const contactsThere = async (id: number) => {
    const found: { lastName: string }[] = await askConnectWise(
      app,
      'GET',
      `/company/contacts?conditions=company/id=${id}`,
    );
    return found.map(({ lastName }) => lastName);
  };

  /** A company there and a client here that may be the same, which its push has asked. */
  const pair = async () => {
    const phone = `813 555 88${10 + ++made}`;
    const company = app.sandbox.store.insert('companies', {
      identifier: `Tailspin${made}`,
      name: `Tailspin Games ${made}`,
      website: `www.wing${made}toys.example`,
      phoneNumber: phone,
      addressLine1: '7 Harbour Rd',
      site: { name: 'Main' },
    });
    const name = `Wingtip Toys ${made}`;
    const clientId = await mutate(
      'createClient',
      'ClientInput',
      { name, website: `wing${made}toys.example`, phone },
      'client',
    );
    return { company, name, clientId };
  };
  const contactOf = (clientId: string) =>
    mutate('createContact', 'ContactInput', { clientId, firstName: 'Ann', lastName: `Lee ${made}` }, 'contact');
  const answer = async (clientId: string) => {
    await poll();
    const question = (await issues()).find(({ candidates }) => candidates.some(({ id }) => id === clientId));
    const { resolveMatch } = await app.graphql(
      'mutation ($id: ID!, $input: ResolveMatchInput!) { resolveMatch(id: $id, input: $input) { problems { message } } }',
      { id: question?.id, input: { decision: 'LINK', localId: clientId } },
    );
    expect(resolveMatch.problems).toEqual([]);
    await cycle();
    await cycle();
  };

  it.each([
    ['of its push', false],
    ['of a poll', true],
  ])('waits for the answer to the question %s, and says for whom; then it goes out', async (_whose, isPolled) => {
    const { company, name, clientId } = await pair();
    if (isPolled) await poll();
    const contact = await contactOf(clientId);
    expect(await said(contact)).toEqual([
      expect.stringMatching(new RegExp(`^Waits for client "${name}"\\. ConnectWise has a company that may be client`)),
    ]);
    expect((await issues()).filter(({ code }) => code === 'possible_duplicate')).toHaveLength(isPolled ? 1 : 0);
    await answer(clientId);
    expect(await contactsThere(company.id)).toEqual([`Lee ${made}`]);
    expect(await issues()).toEqual([]);
    expect((await said(contact)).filter((sentence) => sentence.startsWith('Created contact'))).toHaveLength(1);
  });

  it('goes out by itself once its client does, whatever that waited for', async () => {
    app.sandbox.fail({ method: 'POST', path: '/company/companies', status: 400, times: 2 });
    const name = `Refused ${++made}`;
    const clientId = await mutate('createClient', 'ClientInput', { name, city: 'Ocala' }, 'client');
    const contact = await contactOf(clientId);
    expect((await said(contact)).at(-1)).toMatch(new RegExp(`^Waits for client "${name}"\\.`));
    await app.graphql(
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
      { id: clientId, input: { name, city: 'Tampa' } },
    );
    await app.settle();
    await cycle();
    const [link] = await rows<{ id: string }>(`select remote_id as id from entity_link where local_id = $1`, [
      clientId,
    ]);
    expect(await contactsThere(Number(link?.id))).toEqual([`Lee ${made}`]);
    expect(await rows(`select 1 from sync_issue where local_id = $1 and state = 'open'`, [contact])).toEqual([]);
  });
});
