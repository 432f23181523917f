import { connect, saveSettings } from '../../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../../test/support/directions-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';

/** What is done here while ConnectWise is disconnected and its links are kept. */
describe('a sync that is started again', () => {
  let d: DirectionsApp;
  beforeEach(async () => {
    d = await openDirectionsApp();
  }, 60_000);
  afterEach(() => d.app.stop());

  const health = async () =>
    (await d.app.graphql('{ integrationHealth { sentence remedy troubles { code } } }')).integrationHealth;
  const start = async () => {
    await startWithoutPreview(d.app);
    await d.app.settle();
  };
  const disconnect = async () => {
    const { disconnect: answer } = await d.app.graphql(
      'mutation { disconnect(removeLinks: false) { problems { message } } }',
    );
    expect(answer.problems).toEqual([]);
  };
  const settingRows = async () =>
    (await d.rows(`select description from audit_event where operation = 'setting' order by seq`)).map(
      ({ description }) => description,
    );
  const client = (name: string, city: string) => ({ name, addressLine1: '1 Pier', city });

  it('sends what was edited and made meanwhile, and nothing of before', async () => {
    const id = await d.mutate('createClient', client('Harbor', 'Tampa'));
    const still = await d.mutate('createClient', client('Quay', 'Tampa'));
    const company = await d.remoteId(id);
    await d.rows(`update client set city = 'Long ago', updated_at = now() where id = $1`, [still]);
    await disconnect();
    await d.mutate('updateClient', client('Harbor', 'Ocala'), id);
    const made = await d.mutate('createClient', client('Newhaven', 'Miami'));
    await connect(d.app);
    expect((await health()).sentence).toBe('ConnectWise is connected; the sync was stopped and is not started again.');
    expect((await health()).remedy).toMatch(/^Start the sync\. .*changed here meanwhile/);
    await start();
    expect(await d.http('GET', `/company/companies/${company}`)).toMatchObject({ city: 'Ocala' });
    expect(await d.http('GET', `/company/companies/${await d.remoteId(made)}`)).toMatchObject({ city: 'Miami' });
    expect(await d.http('GET', `/company/companies/${await d.remoteId(still)}`)).toMatchObject({ city: 'Tampa' });
    expect((await d.log(id)).join()).toMatch(/Updated city of client/);
    expect(await settingRows()).toContain(
      'Started the sync again; on the way to ConnectWise: 1 edit and 1 new record made here meanwhile.',
    );
  });

  it('says that edits stay here in a mode that sends none', async () => {
    const id = await d.mutate('createClient', client('Harbor', 'Tampa'));
    const company = await d.remoteId(id);
    await saveSettings(d.app, { mode: 'PULL_ONLY' });
    await disconnect();
    await d.mutate('updateClient', client('Harbor', 'Ocala'), id);
    await connect(d.app);
    await start();
    expect(await d.http('GET', `/company/companies/${company}`)).toMatchObject({ city: 'Tampa' });
    expect(await settingRows()).toContain(
      'Started the sync again; staying here, since the mode does not send them: 1 edit made here meanwhile. Catch up sends them in a mode that does.',
    );
  });
});
