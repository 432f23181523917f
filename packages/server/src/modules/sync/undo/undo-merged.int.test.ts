import { saveSettings, untilNothingRuns } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';
import { startWithoutPreview } from '../../../../test/support/settings.ts';

/** What a merge in ConnectWise has left is found again by the first sync after an undone one, and nothing is doubled. */
describe('R85: the undo of a first sync whose companies were merged since', () => {
  let d: DirectionsApp;
  let ids: { lost: number; kept: number };
  beforeEach(async () => {
    d = await openDirectionsApp(async ({ http }) => {
      const make = async (name: string) => {
        const { id } = await http('POST', '/company/companies', {
          ...{ name, identifier: name.replaceAll(' ', ''), addressLine1: `1 ${name} Street`, city: 'Tampa' },
          ...{ status: { id: 1 }, types: [{ id: 1 }], site: { name: 'Main' } },
        });
        await http('POST', '/company/contacts', { firstName: 'Ann', lastName: name, company: { id } });
        return id as number;
      };
      ids = { lost: await make('Harbor Dental'), kept: await make('Wingtip Toys') };
    });
  }, 120_000);
  afterEach(() => d.app.stop());

  const merge = async () => {
    await d.http('POST', `/company/companies/${ids.lost}/merge`, {
      ...{ toCompanyId: ids.kept, contacts: 'Merge', opportunities: 'Merge' },
    });
    await d.poll();
  };
  const startAnew = async () => {
    const { syncRuns } = await d.app.graphql('{ syncRuns { items { id kind } } }');
    const { id: runId } = syncRuns.items.findLast(({ kind }: { kind: string }) => kind === 'INITIAL');
    const { undoFirstSync } = await d.app.graphql(
      'mutation ($runId: ID!) { undoFirstSync(runId: $runId) { problems { message } } }',
      { runId },
    );
    expect(undoFirstSync.problems).toEqual([]);
    await untilNothingRuns(d.app);
    await startWithoutPreview(d.app);
    await untilNothingRuns(d.app);
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    await d.poll();
  };
  const survivors = async () =>
    (await d.app.graphql('{ mergeSurvivors { remoteId survivorId } }')).mergeSurvivors.map(
      ({ remoteId, survivorId }: { remoteId: string; survivorId: string | null }) => [remoteId, survivorId],
    );
  const relinkAll = async () => {
    const { relinkToSurvivors } = await d.app.graphql('mutation { relinkToSurvivors { problems { message } } }');
    expect(relinkToSurvivors.flatMap(({ problems }: { problems: unknown[] }) => problems)).toEqual([]);
    await untilNothingRuns(d.app);
  };
  /** Clients with the company that each is linked to and its contacts. */
  const clients = () =>
    d.rows<{ name: string; remoteId: string | null; state: string | null; contacts: number }>(
      `select c.name, l.remote_id as "remoteId", l.state, (select count(*)::int from contact k where k.client_id = c.id) as contacts
       from client c left join entity_link l on l.local_id = c.id order by c.name`,
    );
  const inConnectWise = async (): Promise<string[]> =>
    (await d.http('GET', '/company/companies?pageSize=100')).map(({ name }: { name: string }) => name);
  const kept = () => ({ name: 'Wingtip Toys', remoteId: String(ids.kept), state: 'linked', contacts: 2 });
  const broken = () => ({ name: 'Harbor Dental', remoteId: String(ids.lost), state: 'broken', contacts: 0 });

  it('proposes the survivor of a company that nobody has relinked', async () => {
    await merge();
    expect(await survivors()).toEqual([[String(ids.lost), String(ids.kept)]]);
    await startAnew();
    expect(await clients()).toEqual([broken(), kept()]);
    expect(await survivors()).toEqual([[String(ids.lost), String(ids.kept)]]);
    await relinkAll();
    expect(await clients()).toEqual([{ ...broken(), remoteId: null, state: null }, kept()]);
  });

  it('finds the one again into which a client was merged here', async () => {
    await merge();
    await relinkAll();
    const before = await clients();
    const companies = await inConnectWise();
    await startAnew();
    expect(await clients()).toEqual(before);
    expect(await inConnectWise()).toEqual(companies);
    expect(before).toEqual([{ ...broken(), remoteId: null, state: null }, kept()]);
  });

  it('finds the one again that was relinked to the survivor', async () => {
    await merge();
    const localId = await d.localId('company', ids.lost);
    const { changeLink } = await d.app.graphql(
      'mutation ($input: LinkActionInput!) { changeLink(input: $input) { problems { message } } }',
      {
        input: {
          ...{ action: 'RELINK', entity: 'COMPANY', localId, remoteId: String(ids.kept) },
          ...{ ifTaken: 'TAKE_OVER', winner: 'CRM' },
        },
      },
    );
    expect(changeLink.problems).toEqual([]);
    await d.poll();
    const companies = await inConnectWise();
    await startAnew();
    const linked = (await clients()).filter(({ remoteId }) => remoteId === String(ids.kept));
    expect(linked).toMatchObject([{ state: 'linked' }]);
    expect(await d.localId('company', ids.kept)).toBe(localId);
    expect((await clients()).reduce((sum, { contacts }) => sum + contacts, 0)).toBe(2);
    expect(await clients()).toHaveLength(2);
    expect(await inConnectWise()).toEqual(companies);
  });
});
