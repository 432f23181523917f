import { connect, saveSettings, untilNothingRuns } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';
import { startWithoutPreview } from '../../../../test/support/settings.ts';

describe('R79: who edited a record here whose conflict is found', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const userOf = async (role: string): Promise<string> =>
    (await d.app.graphql('{ users { name role } }')).users.find((one: { role: string }) => one.role === role).name;
  const edit = (id: string, input: object, as?: 'sales') =>
    d.app.graphql(
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
      { id, input },
      as ? { as } : {},
    );
  const away = async (removeLinks: boolean, meanwhile: () => Promise<unknown>) => {
    const { disconnect } = await d.app.graphql(
      'mutation ($removeLinks: Boolean!) { disconnect(removeLinks: $removeLinks) { problems { message } } }',
      { removeLinks },
    );
    expect(disconnect.problems).toEqual([]);
    await meanwhile();
    await connect(d.app);
    await startWithoutPreview(d.app);
    await untilNothingRuns(d.app);
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    await d.poll();
  };

  it('is told also of an edit that was made while nothing was connected', async () => {
    const input = { name: 'Harbor Toys', city: 'Tampa', addressLine1: '1 Quay' };
    const id = await d.mutate('createClient', input);
    await d.poll();
    await edit(id, { ...input, city: 'Ocala' });
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    await away(false, async () => {
      await edit(id, { ...input, city: 'Miami' }, 'sales');
      await d.http('PATCH', path, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    });
    const conflicts = await d.rows(`select field, crm_by as by, crm_at is not null as "isDated" from sync_conflict`);
    expect(conflicts).toEqual([{ field: 'city', by: await userOf('SALES'), isDated: true }]);
    const [row] = await d.rows<{ city: string }>(`select city from client where id = $1`, [id]);
    expect((await d.http('GET', path)).city).toBe(row?.city);
    expect((await d.log(id)).join()).toMatch(/both sides had changed/i);
  });
});
