import { connect } from '../../../../test/support/connected-app.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { newId } from '../../../platform/ids.ts';

/** Settings are made when they are first looked at or saved; what only reads answers by the defaults before. */
describe('a connection of which nobody has looked at the settings yet', () => {
  let app: TestApp;
  let clientId: string;
  let linkId: string;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const settings = () => rows('select 1 from sync_settings');

  beforeAll(async () => {
    app = await createTestApp();
    await connect(app);
    [clientId, linkId] = [newId(), newId()];
    await rows(`insert into client (id, name) values ($1, 'Harbor Dental')`, [clientId]);
    await rows(
      `insert into entity_link (id, connection_id, entity, local_id, remote_id, origin)
       select $1, id, 'company', $2, '7', 'pulled' from connection`,
      [linkId, clientId],
    );
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await rows('delete from settings_revision');
    await rows('delete from sync_settings');
  });

  it.each([
    [
      'entityLink',
      `query ($link: ID!) { entityLink(id: $link) { id localName } }`,
      { id: 'link', localName: 'Harbor Dental' },
    ],
    [
      'recordStanding',
      `query ($client: ID!) { recordStanding(entity: COMPANY, localId: $client) { link { id remoteId } isPending } }`,
      { link: { id: 'link', remoteId: '7' }, isPending: false },
    ],
    ['entityLinks', '{ entityLinks { items { id } totalCount } }', { items: [{ id: 'link' }], totalCount: 1 }],
    ['node', `query ($link: ID!) { node(id: $link) { id } }`, { id: 'link' }],
    ['recordTallies', '{ recordTallies { entity } }', expect.arrayContaining([{ entity: 'COMPANY' }])],
    ['notSentRecords', '{ notSentRecords(entity: CONTACT) { items { id } } }', { items: [] }],
    ['conflicts', '{ conflicts { items { id } } }', { items: [] }],
    ['integrationHealth', '{ integrationHealth { entities { entity } } }', expect.anything()],
    ['syncedFields', '{ syncedFields { field } }', expect.anything()],
    ['setupSteps', '{ setupSteps { step } }', expect.anything()],
  ])('answers %s to somebody who looks', async (name, query, answer) => {
    expect(await settings()).toEqual([]);
    const wanted = [...query.matchAll(/\$(link|client): ID!/g)].map(([, one]) => [
      one ?? '',
      one === 'link' ? linkId : clientId,
    ]);
    const { data, errors } = await app.ask(query, Object.fromEntries(wanted), { as: 'viewer' });
    expect(errors).toEqual([]);
    const shown: unknown = JSON.parse(JSON.stringify(data?.[name]).replaceAll(linkId, 'link'));
    expect(shown).toEqual(answer);
  });
});
