import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** A wave of removals was answered with "keep the links": what is linked so is told as gone, until it is there again. */
describe('R77: a link that somebody decided to keep', () => {
  let d: DirectionsApp;
  let contacts: { localId: string; remoteId: string }[];
  let kept: Record<string, unknown>[] = [];
  beforeAll(async () => {
    d = await openDirectionsApp(async ({ http }) => {
      const company = {
        name: 'Harbor Works',
        identifier: 'HarborWorks',
        addressLine1: '1 Pier',
        site: { name: 'Main' },
      };
      const { id } = await http('POST', '/company/companies', company);
      for (let n = 1; n <= 12; n++)
        await http('POST', '/company/contacts', { firstName: `Ann ${n}`, lastName: 'Wharf', company: { id } });
    });
    contacts = await d.rows(
      `select local_id as "localId", remote_id as "remoteId" from entity_link where entity = 'contact' order by remote_number`,
    );
    expect(contacts).toHaveLength(12);
  }, 120_000);
  afterAll(() => d.app.stop());

  const reconcile = async () => {
    await d.app.graphql('mutation { reconcileNow { problems { code } } }');
    await d.app.settle();
  };
  const standing = async (localId: string | undefined) => {
    const { recordStanding } = await d.app.graphql(
      `query ($id: ID!) { recordStanding(entity: CONTACT, localId: $id) { link { state isGoneThere } } }`,
      { id: localId },
    );
    const { contact } = await d.app.graphql('query ($id: ID!) { contact(id: $id) { link { isGoneThere } } }', {
      id: localId,
    });
    expect(contact.link.isGoneThere).toBe(recordStanding.link.isGoneThere);
    return recordStanding.link;
  };

  it('is linked, and told as gone while somebody is asked and once it is kept', async () => {
    kept = contacts.map(({ remoteId }) => d.app.sandbox.store.get('contacts', Number(remoteId)) ?? {});
    expect(await standing(contacts[0]?.localId)).toEqual({ state: 'LINKED', isGoneThere: false });
    for (const { remoteId } of contacts) await d.http('DELETE', `/company/contacts/${remoteId}`);
    await reconcile();
    expect(await standing(contacts[0]?.localId)).toEqual({ state: 'LINKED', isGoneThere: true });
    const [issue] = await d.rows<{ id: string }>(`select id from sync_issue where code = 'many_removed'`);
    const { dismissIssue } = await d.app.graphql(
      `mutation ($id: ID!) { dismissIssue(id: $id, reason: "a mistake over there") { problems { code message } } }`,
      { id: issue?.id },
    );
    expect(dismissIssue.problems).toEqual([]);
    await reconcile();
    for (const { localId } of contacts) expect(await standing(localId)).toEqual({ state: 'LINKED', isGoneThere: true });
  });

  it('stays kept when somebody unlinks it and takes that back', async () => {
    const [, second] = contacts;
    const { changeLink } = await d.app.graphql(
      'mutation ($input: LinkActionInput!) { changeLink(input: $input) { action { id } problems { code message } } }',
      { input: { action: 'UNLINK', entity: 'CONTACT', localId: second?.localId } },
    );
    expect(changeLink.problems).toEqual([]);
    const { undoLinkAction } = await d.app.graphql(
      'mutation ($id: ID!) { undoLinkAction(id: $id) { problems { message } } }',
      { id: changeLink.action.id },
    );
    expect(undoLinkAction.problems).toEqual([]);
    await d.app.settle();
    await d.poll();
    await reconcile();
    expect(await standing(second?.localId)).toEqual({ state: 'LINKED', isGoneThere: true });
    expect(
      await d.rows(`select code from sync_issue where state = 'open' and local_id = $1`, [second?.localId]),
    ).toEqual([]);
    const [told] = await d.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 and code = 'link_undone'`,
      [second?.localId],
    );
    expect(told?.description).toMatch(
      /took this back: .* Contact "Ann 2 Wharf" is linked to ConnectWise contact \d+ again, which is gone there\.$/,
    );
  });

  it('is a link like any other once its record is there again', async () => {
    const [first, second] = contacts;
    d.app.sandbox.store.insertRaw('contacts', kept[0] ?? {});
    await reconcile();
    expect(await standing(first?.localId)).toEqual({ state: 'LINKED', isGoneThere: false });
    expect(await standing(second?.localId)).toEqual({ state: 'LINKED', isGoneThere: true });
  });
});
