import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const setUp = `mutation ($input: SetUpInput!) {
  setUp(input: $input) { viewer { role user { email } workspace { name timeZone currency } } problems { code field message } }
}`;
const good = {
  workspaceName: 'Harbor MSP',
  timeZone: 'America/New_York',
  currency: 'EUR',
  name: 'Ana Ruiz',
  email: 'ana@harbor.example',
  password: 'seven grey herons',
};

describe('R80: the first start of an empty installation', () => {
  let app: TestApp;
  let code: string;
  beforeEach(async () => {
    app = await createTestApp({ isEmpty: true });
    code = (await app.app.auth.firstStart.makeCode()) ?? '';
  });
  afterEach(() => app.stop());
  const ask = (input: object) => app.ask(setUp, { input: { code, ...good, ...input } }, { as: 'nobody' });
  const needsSetUp = async () => (await app.graphql('{ needsSetUp }', {}, { as: 'nobody' })).needsSetUp;

  it('makes workspace, standard pipeline and administrator with the code of the log, signs in, and closes for ever', async () => {
    expect(code).toMatch(/^([A-Z2-9]{4}-){4}[A-Z2-9]{4}$/);
    expect(await needsSetUp()).toBe(true);
    const { data, headers } = await ask({ code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
    expect(data?.setUp).toEqual({
      viewer: {
        role: 'ADMIN',
        user: { email: 'ana@harbor.example' },
        workspace: { name: 'Harbor MSP', timeZone: 'America/New_York', currency: 'EUR' },
      },
      problems: [],
    });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: '{ pipelineStages { name kind } connection { id } }' }),
    });
    expect(await response.json()).toEqual({
      extensions: { cost: expect.objectContaining({ limit: expect.any(Number) }) },
      data: {
        pipelineStages: [
          { name: 'Qualify', kind: 'OPEN' },
          { name: 'Discovery', kind: 'OPEN' },
          { name: 'Proposal', kind: 'OPEN' },
          { name: 'Negotiation', kind: 'OPEN' },
          { name: 'Won', kind: 'WON' },
          { name: 'Lost', kind: 'LOST' },
        ],
        connection: null,
      },
    });
    expect(await needsSetUp()).toBe(false);
    expect(await app.app.auth.firstStart.makeCode()).toBeNull();
    const again = await ask({ email: 'other@harbor.example' });
    expect(again.data?.setUp.problems).toMatchObject([{ code: 'already_set_up' }]);
    expect(await app.test.sql('select 1 from setup_code')).toEqual([]);
    expect(await app.test.sql('select kind, subject from security_event order by id')).toEqual([
      { kind: 'workspace_created', subject: 'ana@harbor.example' },
      { kind: 'signed_in', subject: null },
    ]);
  });

  it.each([{ code: '' }, { code: 'AAAA-BBBB-CCCC-DDDD-EEEE' }])(
    'is refused without the right code: %j',
    async (input) => {
      const { data, headers } = await ask(input);
      expect(data?.setUp).toMatchObject({ viewer: null, problems: [{ code: 'wrong_code', field: 'code' }] });
      expect(headers.get('set-cookie')).toBeNull();
      expect(await app.test.sql('select 1 from workspace')).toEqual([]);
    },
  );

  it('tells everything that is wrong at once, and writes nothing', async () => {
    const { data } = await ask({
      workspaceName: ' ',
      timeZone: 'Mars/Base',
      currency: 'XYZ',
      name: '',
      email: 'ana',
      password: 'short',
    });
    expect(data?.setUp.problems.map(({ field }: { field: string }) => field).sort()).toEqual([
      'currency',
      'email',
      'name',
      'password',
      'timeZone',
      'workspaceName',
    ]);
    expect(await app.test.sql('select 1 from workspace')).toEqual([]);
    expect(await needsSetUp()).toBe(true);
  });

  it('lets one of two win who set up at the same moment', async () => {
    const answers = await Promise.all([
      ask({}),
      ask({ email: 'bo@harbor.example' }),
      ask({ email: 'cy@harbor.example' }),
    ]);
    expect(answers.filter(({ data }) => data?.setUp.viewer)).toHaveLength(1);
    expect(await app.test.sql('select 1 from workspace')).toHaveLength(1);
    expect(await app.test.sql('select 1 from app_user')).toHaveLength(1);
  });

  it('takes the code of any api process, and keeps no code readable', async () => {
    const second = (await app.app.auth.firstStart.makeCode()) ?? '';
    expect(JSON.stringify(await app.test.sql('select * from setup_code'))).not.toContain(second.replaceAll('-', ''));
    expect((await ask({ code })).data?.setUp.problems).toEqual([]);
    expect((await ask({ code: second })).data?.setUp.problems).toMatchObject([{ code: 'already_set_up' }]);
  });
});
