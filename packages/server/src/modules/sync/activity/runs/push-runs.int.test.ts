import { type DirectionsApp, openDirectionsApp } from '../../../../../test/support/directions-app.ts';

/** A push is counted in its run by what it sent. */
describe('the run of a push', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const input = { name: 'Harbor', city: 'Tampa', addressLine1: '1 Quay', website: 'harbor.example' };
  const counts = 'processed created updated linked unchanged skipped failed';
  const newest = async () => {
    const { syncRuns } = await d.app.graphql(`{ syncRuns(first: 1) { items { kind entities { ${counts} } } } }`);
    const [{ kind, entities }] = syncRuns.items;
    return { kind, ...entities[0] };
  };
  const none = { kind: 'PUSH', processed: 1, created: 0, updated: 0, linked: 0, unchanged: 0, skipped: 0, failed: 0 };

  it('counts a record as created, updated, or as one of which nothing was sent', async () => {
    const id = await d.mutate('createClient', input);
    expect(await newest()).toEqual({ ...none, created: 1 });
    const { syncRuns } = await d.app.graphql('{ syncRuns(first: 1) { items { record { entity localId name } } } }');
    expect(syncRuns.items[0].record).toEqual({ entity: 'COMPANY', localId: id, name: 'Harbor' });
    await d.mutate('updateClient', { ...input, city: 'Ocala' }, id);
    expect(await newest()).toEqual({ ...none, updated: 1 });
    // ConnectWise has no such status.
    await d.mutate('updateClient', { ...input, city: 'Ocala', status: 'Dormant' }, id);
    expect((await d.log(id)).at(-1)).toContain('Not sent: status');
    expect(await newest()).toEqual({ ...none, skipped: 1 });
  });

  it('counts one as linked that ConnectWise had', async () => {
    await d.http('POST', '/company/companies', {
      name: 'Wingtip',
      identifier: 'Wingtip',
      website: 'wingtip.example',
      addressLine1: '2 Quay',
      city: 'Naples',
      site: { name: 'Main' },
    });
    await d.mutate('createClient', {
      name: 'Wingtip',
      website: 'wingtip.example',
      addressLine1: '2 Quay',
      city: 'Naples',
    });
    expect(await newest()).toMatchObject({ kind: 'PUSH', linked: 1, created: 0 });
  });
});
