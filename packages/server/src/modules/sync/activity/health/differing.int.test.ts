import { saveSettings, stageIds } from '../../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../../test/support/directions-app.ts';

/** What differs for good is counted where the overview says that everything is in step. */
describe('records that differ by choice', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const inStep = 'Everything that can pass is in step.';
  const apart = (count: string) =>
    `${inStep} ${count} by choice: by values of ConnectWise that the settings do not take in or did not, or by a stage whose map was changed.`;
  const told = async () => {
    const { integrationHealth } = await d.app.graphql(
      '{ integrationHealth { sentence entities { entity differing } } }',
    );
    const counts = integrationHealth.entities.filter(({ differing }: { differing: number }) => differing > 0);
    return [integrationHealth.sentence, counts];
  };
  const client = async (name: string) => {
    const input = { name, city: 'Tampa', addressLine1: '1 Quay', website: `${name.toLowerCase()}.example` };
    const id = await d.mutate('createClient', input);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    return {
      id,
      edit: (more: object) => d.mutate('updateClient', { ...input, ...more }, id),
      editThere: (property: string, value: string) => d.http('PATCH', path, [{ op: 'replace', path: property, value }]),
      there: async () => (await d.http('GET', path)).city,
    };
  };

  it('are those with a value of ConnectWise that is not taken in, until both have the same', async () => {
    const [one, other] = [await client('Harbor'), await client('Wingtip')];
    await d.direct({ 'company.city': 'OFF' });
    await d.poll();
    expect(await told()).toEqual([inStep, []]);
    await one.editThere('city', 'Ocala');
    await other.editThere('city', 'Naples');
    await d.poll();
    expect(await told()).toEqual([apart('2 records differ'), [{ entity: 'COMPANY', differing: 2 }]]);
    // An edit of something else goes out, and they differ as before.
    await one.edit({ website: 'new.example' });
    expect((await told())[1]).toEqual([{ entity: 'COMPANY', differing: 2 }]);
    await one.edit({ website: 'new.example', city: 'Ocala' });
    await other.editThere('city', 'Tampa');
    await d.poll();
    expect([await one.there(), await other.there()]).toEqual(['Ocala', 'Tampa']);
    expect(await told()).toEqual([inStep, []]);

    await one.editThere('city', 'Miami');
    await d.poll();
    expect(await told()).toEqual([apart('1 record differs'), [{ entity: 'COMPANY', differing: 1 }]]);
    await d.direct({ 'company.city': 'BOTH' });
    await d.cycle();
    expect(await told()).toEqual([inStep, []]);
    const [row] = await d.rows<{ city: string }>('select city from client where id = $1', [one.id]);
    expect(row?.city).toBe(await one.there());
  });

  it('are opportunities whose stage stands for another one since its map was changed', async () => {
    const stages = await stageIds(d.app);
    const remote: number[] = (await d.http('GET', '/sales/stages')).map(({ id }: { id: number }) => id);
    const map = (lead: number, proposal: number) =>
      saveSettings(d.app, {
        stageMap: [
          { stageId: stages.Lead, remoteStageId: String(remote[lead]) },
          { stageId: stages.Proposal, remoteStageId: String(remote[proposal]) },
        ],
      });
    await map(0, 1);
    const { id: clientId } = await client('Fabrikam');
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    const input = { clientId, name: 'Sale', stageId: stages.Lead };
    const id = await d.mutate('createOpportunity', input);
    await d.poll();
    await map(2, 0);
    await d.poll();
    expect(await told()).toEqual([apart('1 record differs'), [{ entity: 'OPPORTUNITY', differing: 1 }]]);
    await d.mutate('updateOpportunity', { ...input, stageId: stages.Proposal }, id);
    expect(await told()).toEqual([inStep, []]);
  });
});
