import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const fields = 'id kind subject details dueOn isOverdue doneAt doneBy createdBy version owner { name }';

describe('activities of opportunities', () => {
  let app: TestApp;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const opportunity = async (name: string): Promise<string> => {
    const [client] = await rows<{ id: string }>(`select id from client limit 1`);
    const [stage] = await rows<{ id: string }>(`select id from pipeline_stage where name = 'Lead'`);
    const { createOpportunity } = await app.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
      { input: { name, clientId: client?.id, stageId: stage?.id } },
    );
    return createOpportunity.opportunity.id;
  };
  const create = async (opportunityId: string, input: object) =>
    (
      await app.graphql(
        `mutation ($id: ID!, $input: ActivityInput!) { createActivity(opportunityId: $id, input: $input) { activity { ${fields} } problems { code field message } } }`,
        { id: opportunityId, input },
      )
    ).createActivity;
  const list = async (args: string) =>
    (
      await app.graphql(
        `{ activities(${args}) { items { subject isOverdue } totalCount pageInfo { endCursor hasNextPage } } }`,
      )
    ).activities;

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await app.graphql('mutation { createClient(input: { name: "Harbor" }) { client { id } } }');
  });
  afterAll(() => app.stop());

  it('plans, changes, does and opens again, with who and when, and tells the history of the opportunity', async () => {
    const id = await opportunity('Cabling');
    const { activity, problems } = await create(id, {
      kind: 'CALL',
      subject: 'Ask for the floor plan',
      dueOn: '2020-02-29',
    });
    expect(problems).toEqual([]);
    expect(activity).toMatchObject({ kind: 'CALL', dueOn: '2020-02-29', isOverdue: true, doneAt: null, version: 1 });
    expect(activity.owner.name).toBe(activity.createdBy);

    const settle = (isDone: boolean) =>
      app.graphql(
        `mutation ($id: ID!, $isDone: Boolean!) { completeActivity(id: $id, isDone: $isDone) { activity { ${fields} } problems { message } } }`,
        { id: activity.id, isDone },
      );
    expect((await settle(true)).completeActivity.activity).toMatchObject({
      doneBy: activity.createdBy,
      isOverdue: false,
    });
    expect((await settle(true)).completeActivity.activity.version).toBe(2);
    expect((await settle(false)).completeActivity.activity).toMatchObject({
      doneAt: null,
      doneBy: null,
      isOverdue: true,
    });

    const update = (input: object) =>
      app.graphql(
        `mutation ($id: ID!, $input: ActivityInput!) { updateActivity(id: $id, input: $input) { activity { ${fields} } problems { code field message } } }`,
        { id: activity.id, input },
      );
    const stale = await update({ kind: 'TASK', subject: 'Other', version: 1 });
    expect(stale.updateActivity.problems).toMatchObject([{ code: 'version_conflict', field: 'version' }]);
    const changed = await update({ kind: 'TASK', subject: 'Measure on site', dueOn: null, version: 3 });
    expect(changed.updateActivity.activity).toMatchObject({ kind: 'TASK', dueOn: null, isOverdue: false });

    const told = await rows<{ description: string; entity: string; direction: string | null }>(
      `select description, entity, direction from audit_event where opportunity_id = $1 and operation = 'update' order by seq`,
      [id],
    );
    expect(told.map(({ description }) => description)).toEqual([
      'Call "Ask for the floor plan" added, due on 2020-02-29.',
      'Call "Ask for the floor plan" done.',
      'Call "Ask for the floor plan" opened again.',
      'Task "Measure on site" changed.',
    ]);
    // It stays here: nothing asks to be pushed, and the opportunity itself is as it was.
    expect(await rows('select 1 from push_request where local_id = $1', [id])).toEqual([]);

    const gone = await app.graphql(
      'mutation ($id: ID!) { deleteActivity(id: $id) { deletedId problems { message } } }',
      {
        id: activity.id,
      },
    );
    expect(gone.deleteActivity.deletedId).toBe(activity.id);
    expect((await settle(true)).completeActivity.problems).toMatchObject([
      { message: expect.stringContaining('not exist') },
    ]);
  });

  it.each([
    ['nothing to do', { kind: 'TASK', subject: '  ' }, 'subject'],
    ['a day that does not exist', { kind: 'TASK', subject: 'x', dueOn: '2026-02-30' }, 'dueOn'],
    ['a note that is due', { kind: 'NOTE', subject: 'x', dueOn: '2026-12-01' }, 'dueOn'],
    [
      'an owner who is not here',
      { kind: 'TASK', subject: 'x', ownerId: '0197f2a0-0000-7000-8000-000000000000' },
      'ownerId',
    ],
  ])('refuses %s at its field', async (_what, input, field) => {
    const id = await opportunity(`Refused ${field}`);
    const { errors, data } = await app.ask(
      'mutation ($id: ID!, $input: ActivityInput!) { createActivity(opportunityId: $id, input: $input) { activity { id } problems { field message } } }',
      { id, input },
    );
    const told = errors?.[0]?.message ?? JSON.stringify(data?.createActivity);
    expect(told).toContain(errors?.length ? 'dueOn' : `"field":"${field}"`);
  });

  it('knows the next step of an opportunity, and which have none', async () => {
    const [busy, idle] = [await opportunity('Busy'), await opportunity('Idle')];
    await create(busy, { kind: 'TASK', subject: 'Some day' });
    await create(busy, { kind: 'TASK', subject: 'Later', dueOn: '2027-05-01' });
    await create(busy, { kind: 'CALL', subject: 'First', dueOn: '2026-01-05' });
    await create(idle, { kind: 'NOTE', subject: 'They went quiet' });
    const found = async (args: string) => {
      const { opportunities } = await app.graphql(
        `{ opportunities(search: "${args}" ) { items { nextStep { subject } } } }`,
      );
      return opportunities.items.map(
        ({ nextStep }: { nextStep: { subject: string } | null }) => nextStep?.subject ?? null,
      );
    };
    expect([await found('Busy'), await found('Idle')]).toEqual([['First'], [null]]);
    const names = async (wanted: boolean) => {
      const { opportunities } = await app.graphql(
        `{ opportunities(hasNextStep: ${wanted}) { items { name } totalCount } pipelineSums(hasNextStep: ${wanted}) { count } }`,
      );
      return opportunities.items.map(({ name }: { name: string }) => name);
    };
    expect(await names(true)).toContain('Busy');
    expect(await names(true)).not.toContain('Idle');
    expect(await names(false)).toContain('Idle');
    expect(await names(false)).not.toContain('Busy');
  });

  it('lists what is to be done by its day, page after page, and counts what is late', async () => {
    const id = await opportunity('Listed');
    for (const [subject, dueOn] of [
      ['c', null],
      ['a', '2026-01-01'],
      ['b', '2099-01-01'],
    ] as const)
      await create(id, { kind: 'TASK', subject, dueOn });
    await create(id, { kind: 'NOTE', subject: 'n' });
    const subjects: string[] = [];
    let after = '';
    do {
      const page = await list(`first: 2, opportunityId: "${id}"${after && `, after: "${after}"`}`);
      subjects.push(...page.items.map((one: { subject: string }) => one.subject));
      expect(page.totalCount).toBe(4);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : '';
    } while (after);
    expect(subjects).toEqual(['a', 'b', 'c', 'n']);
    expect((await list(`opportunityId: "${id}", state: OVERDUE`)).items).toEqual([{ subject: 'a', isOverdue: true }]);
    expect((await list(`opportunityId: "${id}", state: OPEN, isMine: true`)).totalCount).toBe(3);
    expect((await list(`opportunityId: "${id}", state: NOTES`)).totalCount).toBe(1);
    await expect(list(`opportunityId: "no-id"`)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('lets viewers read and change nothing, and shows another workspace nothing', async () => {
    const id = await opportunity('Guarded');
    const { activity } = await create(id, { kind: 'TASK', subject: 'Mine' });
    const refused = await app.ask(
      'mutation ($id: ID!) { deleteActivity(id: $id) { deletedId } }',
      { id: activity.id },
      { as: 'viewer' },
    );
    expect(refused.errors).toHaveLength(1);
    const seen = await app.ask(`{ activities(opportunityId: "${id}") { totalCount } }`, {}, { as: 'viewer' });
    expect(seen.data?.activities.totalCount).toBe(1);
    const strange = await app.ask(`{ activities(opportunityId: "${id}") { totalCount } }`, {}, { as: 'stranger' });
    expect(strange.data?.activities.totalCount).toBe(0);
  });
});
