import { createConnectedApp, saveSettings } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { sweepJob } from '../../pull/poll/wake-ups.ts';

/** A push and a poll meet the same pair: one question is open, the one that names both records and is answered where it stands. */
describe('P1: a question that both ways ask', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    await startWithoutPreview(app);
    await app.settle();
    await saveSettings(app, { mode: 'REAL_TIME' });
  }, 90_000);
  afterAll(() => app.stop());

  const issues = async (): Promise<{ id: string; code: string; candidates: { id: string }[] }[]> =>
    (await app.graphql('{ issues { items { id code candidates { id } } } }')).issues.items;
  const cycle = async () => {
    await app.jobs.enqueue(sweepJob, {});
    await app.settle();
  };

  /** A company there and a client here that may be the same; the push asks first, then the poll. */
  const pair = async (word: string, phone: string) => {
    const site = `${word.toLowerCase()}toys.example`;
    const made = app.sandbox.store.insert('companies', {
      identifier: `Tail${word}`,
      name: `Tailspin Games ${word}`,
      website: `www.${site}`,
      phoneNumber: phone,
      addressLine1: '7 Harbour Rd',
      site: { name: 'Main' },
    });
    const { createClient } = await app.graphql(
      'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } problems { message } } }',
      { input: { name: `Wingtip Toys ${word}`, website: site, phone } },
    );
    expect(createClient.problems).toEqual([]);
    await app.settle();
    return { site, made, clientId: createClient.client.id as string };
  };
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };

  it.each([
    ['LINK', 1],
    ['CREATE', 2],
  ] as const)('is one issue, and its answer lets both go on: %s', async (decision, clients) => {
    const { site, made, clientId } = await pair(decision, `813 555 77${clients}0`);
    expect((await issues()).map(({ code }) => code)).toEqual(['match_needed']);
    await poll();
    const [question, ...others] = await issues();
    expect(others).toEqual([]);
    expect(question).toMatchObject({ code: 'possible_duplicate', candidates: [{ id: clientId }] });
    // A push that asks once more adds none.
    await app.graphql(
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
      { id: clientId, input: { name: `Wingtip Toys ${decision}`, website: site, phone: '813 555 7799' } },
    );
    await app.settle();
    expect((await issues()).map(({ code }) => code)).toEqual(['possible_duplicate']);
    const { resolveMatch } = await app.graphql(
      'mutation ($id: ID!, $input: ResolveMatchInput!) { resolveMatch(id: $id, input: $input) { problems { message } } }',
      { id: question?.id, input: { decision, ...(decision === 'LINK' ? { localId: clientId } : {}) } },
    );
    expect(resolveMatch.problems).toEqual([]);
    await cycle();
    expect(await issues()).toEqual([]);
    const links = await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query<{ remoteId: string; localId: string }>(
        `select l.remote_id as "remoteId", l.local_id as "localId" from entity_link l join client c on c.id = l.local_id
         where c.website like '%' || $1 order by l.remote_id::int`,
        [site],
      ),
    );
    expect(links).toHaveLength(clients);
    expect(links[0]?.remoteId).toBe(String(made.id));
    expect(links.some(({ localId }) => localId === clientId)).toBe(true);
  });

  it('is asked by the push again once the question of the poll was dismissed', async () => {
    const { clientId } = await pair('LATER', '813 555 7730');
    await poll();
    const [question] = await issues();
    expect(question?.code).toBe('possible_duplicate');
    const { dismissIssue } = await app.graphql(
      'mutation ($id: ID!, $reason: String!) { dismissIssue(id: $id, reason: $reason) { problems { message } } }',
      { id: question?.id, reason: 'Somebody else looks at it.' },
    );
    expect(dismissIssue.problems).toEqual([]);
    await cycle();
    await cycle();
    const left = await app.graphql('{ issues { items { code localId } } }');
    expect(left.issues.items).toEqual([{ code: 'match_needed', localId: clientId }]);
  });
});
