import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** What a change of mode says of ConnectWise's changes: those that nobody has looked at, not what a poll lists again to be sure. */
describe('records that changed in ConnectWise and were not looked at', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp(async ({ http }) => {
      for (const name of ['Harbor', 'Wingtip', 'Fabrikam'])
        await http('POST', '/company/companies', { name, identifier: name, city: 'Tampa', site: { name: 'Main' } });
    });
  }, 120_000);
  afterAll(() => d.app.stop());

  const incoming = async () => {
    const { modePreview } = await d.app.graphql('{ modePreview(mode: REAL_TIME) { preview { incoming sentences } } }');
    return modePreview.preview;
  };
  const editThere = (id: string, value: string) =>
    d.http('PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'city', value }]);

  it('are none after a first sync, and after a push of ours', async () => {
    expect((await incoming()).incoming).toBe(0);
    const id = await d.mutate('createClient', { name: 'Ours', city: 'Tampa', addressLine1: '1 Quay' });
    await d.mutate('updateClient', { name: 'Ours', city: 'Ocala', addressLine1: '1 Quay' }, id);
    const { incoming: count, sentences } = await incoming();
    expect(count).toBe(0);
    expect(sentences.join(' ')).toContain('Nothing changed in ConnectWise that was not looked at already.');
  });

  it('are those that somebody there edited, until a poll has looked at them', async () => {
    const [one, other] = await d.rows<{ id: string }>(
      `select remote_id as id from entity_link where entity = 'company' order by remote_number limit 2`,
    );
    // ConnectWise tells times in whole seconds.
    await new Promise((done) => setTimeout(done, 1_100));
    await editThere(one?.id ?? '', 'Miami');
    await editThere(other?.id ?? '', 'Miami');
    const { incoming: count, sentences } = await incoming();
    expect(count).toBe(2);
    expect(sentences.join(' ')).toContain('2 records changed in ConnectWise since they were last looked at');
    await d.poll();
    expect((await incoming()).incoming).toBe(0);
  });
});
