import { createConnectedApp, untilNothingRuns } from '../../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../../test/support/test-app.ts';

const addressed = { addressLine1: '1 New Street', site: { name: 'Main' } };
const MANY = 130;

const fields =
  'id code entity direction message recordName remoteId state resolution settledAt settledBy parkedAt parkedBy parkedReason assignee { name } comments { author text }';
const groups = 'issueGroups { code entity direction count since newLastDay newDayBefore advice }';

describe('working on issues together', () => {
  let app: TestApp;
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const settled = () => untilNothingRuns(app);
  const list = async (args = '') =>
    (await app.graphql(`{ issues(first: 200${args}) { totalCount items { ${fields} } } }`)).issues;
  const change = async (mutation: string) =>
    Object.values(
      await app.graphql(
        `mutation { ${mutation} { issue { ${fields} } problems { code field } } }`,
        {},
        { as: 'support' },
      ),
    )[0];

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    const { store } = app.sandbox;
    for (let n = 1; n <= MANY; n++) {
      const { id } = store.insert('companies', { name: `Harbor ${n}`, identifier: `Harbor${n}`, ...addressed });
      store.patchRaw('companies', id, { name: '' });
    }
    await startWithoutPreview(app);
    await settled();
  }, 120_000);
  afterAll(() => app.stop());

  it('groups all of them by cause and scope, with since when and how many are new', async () => {
    const { issueGroups } = await app.graphql(`{ ${groups} }`);
    expect(issueGroups).toEqual([
      expect.objectContaining({ entity: 'COMPANY', direction: 'IN', count: MANY, newLastDay: MANY, newDayBefore: 0 }),
    ]);
    await rows(
      `update sync_issue set first_seen_at = now() - interval '30 hours' where remote_id = (select min(remote_id) from sync_issue)`,
    );
    expect((await app.graphql(`{ ${groups} }`)).issueGroups[0]).toMatchObject({
      newLastDay: MANY - 1,
      newDayBefore: 1,
    });
  });

  it('finds what a person sees of it, and nothing else', async () => {
    const [{ remoteId }] = (await list()).items;
    expect((await list(`, text: "${remoteId}"`)).items.map((one: { remoteId: string }) => one.remoteId)).toEqual([
      remoteId,
    ]);
    expect((await list(', text: "no name"')).totalCount).toBe(MANY);
    expect((await list(', text: "%"')).totalCount).toBe(0);
    await expect(list(', localId: "nonsense"')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('gives one to a person, keeps what is said about it, and puts it aside with a reason', async () => {
    const [{ id }] = (await list()).items;
    const { users } = await app.graphql('{ users { id name role } }');
    const helper = users.find(({ role }: { role: string }) => role === 'SUPPORT');
    expect(await change(`assignIssue(id: "${id}", userId: "${helper.id}")`)).toMatchObject({
      issue: { assignee: { name: helper.name } },
    });
    expect(await change(`assignIssue(id: "${id}", userId: "nobody")`)).toMatchObject({
      problems: [{ field: 'userId' }],
    });
    expect(await change(`commentIssue(id: "${id}", text: "Asked the client.")`)).toMatchObject({
      issue: { comments: [{ author: helper.name, text: 'Asked the client.' }] },
    });
    expect(await change(`parkIssue(id: "${id}", reason: " ")`)).toMatchObject({ problems: [{ code: 'required' }] });
    expect(await change(`parkIssue(id: "${id}", reason: "Answers on Monday")`)).toMatchObject({
      issue: { state: 'OPEN', parkedBy: helper.name, parkedReason: 'Answers on Monday' },
    });
    expect((await list(', parked: true')).items).toHaveLength(1);
    expect((await list(', parked: false')).totalCount).toBe(MANY - 1);
    const [told] = await rows<{ description: string }>(`select description from audit_event where code = 'parked'`);
    expect(told?.description).toBe(`Parked by ${helper.name}: Answers on Monday.`);
    expect(await change(`unparkIssue(id: "${id}")`)).toMatchObject({ issue: { parkedAt: null, parkedReason: null } });
    const { errors } = await app.ask(
      `mutation { parkIssue(id: "${id}", reason: "x") { problems { code } } }`,
      {},
      { as: 'viewer' },
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'forbidden' } });
  });

  it('tells who settled one, when and how', async () => {
    const [{ id }] = (await list()).items;
    const { issue } = (await change(`dismissIssue(id: "${id}", reason: "A test company")`)) as {
      issue: Record<string, unknown>;
    };
    expect(issue).toMatchObject({ state: 'DISMISSED', resolution: 'A test company', settledBy: expect.any(String) });
    expect(Date.now() - Date.parse(String(issue.settledAt))).toBeLessThan(60_000);
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["issue_dismissed"]) { actor description } }',
    );
    expect(securityEvents).toEqual([
      {
        actor: issue.settledBy,
        description: expect.stringMatching(/^Dismissed the issue of .*company.*: A test company\.$/),
      },
    ]);
  });

  it('retries all of a group on the server, more than a hundred, with progress', async () => {
    const { store } = app.sandbox;
    for (const { id } of store.list('companies').slice(0, MANY))
      store.patchRaw('companies', id, { name: `Mended ${id}` });
    const open = (await list()).totalCount;
    expect(open).toBe(MANY - 1);
    const [{ code }] = (await app.graphql(`{ ${groups} }`)).issueGroups;
    const begin = `mutation { retryIssueGroup(code: "${code}", entity: COMPANY, direction: IN) { retry { id total tried state } problems { code } } }`;
    const { retryIssueGroup } = await app.graphql(begin, {}, { as: 'support' });
    expect(retryIssueGroup).toMatchObject({ problems: [], retry: { total: open, tried: 0, state: 'RUNNING' } });
    expect((await app.graphql(begin, {}, { as: 'support' })).retryIssueGroup.problems).toEqual([
      { code: 'nothing_to_retry' },
    ]);
    await settled();
    const { issueRetry } = await app.graphql(
      `{ issueRetry(id: "${retryIssueGroup.retry.id}") { state total tried settled refused lastProblem requestedBy } }`,
    );
    expect(issueRetry).toMatchObject({ state: 'DONE', total: open, tried: open, settled: open, refused: 0 });
    expect((await list()).totalCount).toBe(0);
    const [{ clients } = { clients: 0 }] = await rows<{ clients: number }>(
      `select count(*)::int as clients from client where name like 'Mended %'`,
    );
    expect(clients).toBe(open);
    const [resolved] = (await list(', state: RESOLVED')).items;
    expect(resolved.settledAt).not.toBeNull();
  }, 120_000);
});
