import { createConnectedApp, saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

interface Task {
  key: string;
  message: string;
}

describe('R43, R45: tax codes that change after they were imported', () => {
  let app: TestApp;

  const sql = <T extends object>(text: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(text, params));
  const refresh = () => app.graphql('mutation { refreshReferenceData { problems { message } } }');
  const importCodes = () => app.graphql('mutation { importTaxCodes(apply: true) { applied problems { message } } }');
  const tasks = async () =>
    (
      await app.graphql(
        '{ driftTasks { key code section step label usedBy fields message advice holdsBack canAccept affectedOpportunities } }',
      )
    ).driftTasks;
  const accept = async (key: string, as: 'admin' | 'support' = 'admin') =>
    (
      await app.graphql(
        'mutation ($key: ID!) { acceptDriftTask(key: $key) { tasks { key } problems { code field message } } }',
        { key },
        { as },
      )
    ).acceptDriftTask;
  const setRate = async (rate: number) => {
    app.sandbox.store.patch('taxCodes', 13, { levelOneRate: rate });
    await refresh();
  };
  const told = async () =>
    (await app.graphql('{ auditEvents(first: 50) { items { code description actor } } }')).auditEvents.items.filter(
      (event: { code: string | null }) => event.code === 'tax_rate_changed',
    );

  beforeAll(async () => {
    app = await createConnectedApp();
    const stages = await stageIds(app);
    await importCodes();
    await sql(`insert into client (name, tax_region_id) select 'Peach', id from tax_region where name = 'Georgia'`);
    await sql(`insert into client (name) values ('Plain')`);
    const deals = [
      ['By its client', 'Peach', 'Lead', null],
      ['By its quote', 'Plain', 'Lead', 'Georgia'],
      ['Of another region by its quote', 'Peach', 'Lead', 'Hillsborough County'],
      ['Without one', 'Plain', 'Lead', null],
      ['Closed', 'Peach', 'Lost', null],
    ];
    for (const [i, [name, client, stage, region]] of deals.entries())
      await sql(
        `with o as (insert into opportunity (name, client_id, stage_id)
           select $1, c.id, $3::uuid from client c where c.name = $2 returning id)
         insert into document (opportunity_id, kind, title, file_name, content_type, state, number, tax_region_id)
         select o.id, 'quote', 'Offer', 'offer.pdf', 'application/pdf', 'sent', $5::int, r.id from o join tax_region r on r.name = $4`,
        [name, client, stages[stage ?? ''], region, i + 1],
      );
  });
  afterAll(() => app.stop());

  it('tells a changed rate among the other tasks, with the open opportunities that it concerns', async () => {
    expect(await tasks()).toEqual([]);
    await setRate(0.075);
    expect(await tasks()).toEqual([
      {
        key: 'taxMap:tax_code:13:7:7.5',
        code: 'tax_rate_changed',
        section: 'taxMap',
        step: 'MAPPING',
        label: 'Georgia',
        usedBy: ['tax region Georgia'],
        fields: [],
        message: 'Tax code Georgia takes 7.5 % in ConnectWise and 7 % here; used by tax region Georgia.',
        advice: 'Import the tax codes again; quotes that exist keep their rate.',
        holdsBack: false,
        canAccept: true,
        affectedOpportunities: 2,
      },
    ]);
  });

  it('tells it once in the log, and is no problem of the set-up, since nothing waits for it', async () => {
    await refresh();
    expect(await told()).toEqual([
      {
        code: 'tax_rate_changed',
        description:
          'Tax code Georgia takes 7.5 % in ConnectWise and 7 % here; used by tax region Georgia. Import the tax codes again; quotes that exist keep their rate.',
        actor: null,
      },
    ]);
    const { setupSteps } = await app.graphql('{ setupSteps { step problems { code } } }');
    const codes = setupSteps.flatMap((step: { problems: { code: string }[] }) => step.problems.map((one) => one.code));
    expect(codes).not.toContain('tax_rate_changed');
  });

  it('is over once the codes are imported again', async () => {
    await importCodes();
    expect(await tasks()).toEqual([]);
    expect(await sql('select key from drift_task')).toEqual([]);
  });

  it('is over once an administrator leaves it as it is, until it changes further', async () => {
    await setRate(0.08);
    const [{ key }] = await tasks();
    expect(await accept(key)).toEqual({ tasks: [], problems: [] });
    expect(await tasks()).toEqual([]);
    await refresh();
    expect(await tasks()).toEqual([]);
    expect((await told())[0]).toEqual({
      code: 'tax_rate_changed',
      description:
        'Left as it is: Tax code Georgia takes 8 % in ConnectWise and 7.5 % here; used by tax region Georgia.',
      actor: 'admin',
    });
    await setRate(0.09);
    expect((await tasks()).map((task: Task) => task.message)).toEqual([
      'Tax code Georgia takes 9 % in ConnectWise and 7.5 % here; used by tax region Georgia.',
    ]);
  });

  it('says in a sentence why a task cannot be left, and lets no one else do it', async () => {
    const [{ key }] = await tasks();
    expect((await accept('taxMap:tax_code:13:7:7.5')).problems).toEqual([
      { code: 'not_found', field: 'key', message: 'This task is not open any more. Load the page again.' },
    ]);
    await expect(accept(key, 'support')).rejects.toThrow();
    await saveSettings(app, { defaults: { ratingId: '4' } });
    app.sandbox.store.remove('ratings', 4);
    await refresh();
    expect((await accept('defaults:rating:4')).problems).toEqual([
      {
        code: 'must_be_mended',
        field: 'key',
        message: expect.stringMatching(
          /^Rating Hot is no longer in ConnectWise; used by default rating\. Choose another/,
        ),
      },
    ]);
    expect(await tasks()).toHaveLength(2);
  });
});
