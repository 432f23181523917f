import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** A record that was deleted in ConnectWise and made anew there between two looks is no second one: it is proposed for the row of the first. */
describe('R76: a record that was made anew in ConnectWise', () => {
  let d: DirectionsApp;
  let companyId: number;
  let contactId: number;
  let made = 0;
  let ofCatalog: object;
  beforeAll(async () => {
    d = await openDirectionsApp();
    const company = { name: 'Harbor Works', identifier: 'HarborWorks', addressLine1: '1 Pier', site: { name: 'Main' } };
    companyId = (await d.http('POST', '/company/companies', company)).id;
    contactId = (await d.http('POST', '/company/contacts', { firstName: 'Ann', company: { id: companyId } })).id;
    const [subcategory] = await d.http('GET', '/procurement/subcategories');
    const [type] = await d.http('GET', '/procurement/types');
    ofCatalog = { subcategory: { id: subcategory.id }, type: { id: type.id } };
    await d.poll();
  }, 120_000);
  afterAll(() => d.app.stop());

  const kinds = {
    company: {
      path: '/company/companies',
      table: 'client',
      body: (name: string) => ({
        name,
        // Its ID is not free again at once.
        identifier: `${name.replaceAll(' ', '')}${++made}`,
        addressLine1: '9 Quay',
        phoneNumber: '8135550142',
        site: { name: 'Main' },
      }),
      named: 'name',
    },
    contact: {
      path: '/company/contacts',
      table: 'contact',
      body: (name: string) => ({ firstName: name, lastName: 'Wharf', company: { id: companyId } }),
      named: 'first_name',
    },
    product: {
      path: '/procurement/catalog',
      table: 'product',
      body: (name: string) => ({
        ...ofCatalog,
        identifier: name.toUpperCase().replaceAll(' ', ''),
        description: name,
        customerDescription: name,
        price: 10,
      }),
      named: 'name',
    },
    opportunity: {
      path: '/sales/opportunities',
      table: 'opportunity',
      body: (name: string) => ({
        name,
        company: { id: companyId },
        contact: { id: contactId },
        primarySalesRep: { id: 1 },
        expectedCloseDate: '2027-01-31T00:00:00Z',
      }),
      named: 'name',
    },
  };
  type Kind = keyof typeof kinds;

  const issuesOf = (kind: Kind, remoteId: number) =>
    d.rows<{ id: string; code: string; local_id: string | null; detail: { candidates?: { id: string }[] } }>(
      `select id, code, local_id, detail from sync_issue where entity = $1 and remote_id = $2 and state = 'open'`,
      [kind, String(remoteId)],
    );
  const linksOf = (localId: string) =>
    d.rows<{ remote_id: string; state: string }>(`select remote_id, state from entity_link where local_id = $1`, [
      localId,
    ]);
  const rowsNamed = (kind: Kind, name: string) =>
    d.rows<{ id: string }>(`select id from ${kinds[kind].table} where ${kinds[kind].named} ilike $1`, [name]);
  const reconcile = async () => {
    await d.app.graphql('mutation { reconcileNow { problems { code } } }');
    await d.app.settle();
  };

  describe.each(Object.keys(kinds) as Kind[])('%s', (kind) => {
    const { path, body } = kinds[kind];
    const name = `Twice ${kind}`;
    let localId: string;
    let anew: number;

    it('is asked about, and no second row is made', async () => {
      const before = (await d.http('POST', path, body(name))).id;
      await d.poll();
      localId = await d.localId(kind, before);
      await d.http('DELETE', `${path}/${before}`);
      anew = (await d.http('POST', path, body(name))).id;
      await d.poll();
      expect(await rowsNamed(kind, name)).toEqual([{ id: localId }]);
      expect(await issuesOf(kind, anew)).toMatchObject([
        { code: 'possible_duplicate', detail: { candidates: [{ id: localId }] } },
      ]);
      expect(await linksOf(localId)).toEqual([{ remote_id: String(before), state: 'broken' }]);
    });

    it('stays so after the comparison of both sides', async () => {
      await reconcile();
      expect(await rowsNamed(kind, name)).toEqual([{ id: localId }]);
      expect(await issuesOf(kind, anew)).toMatchObject([{ code: 'possible_duplicate' }]);
    });

    it('is the row of before once a person says so', async () => {
      const [issue] = await issuesOf(kind, anew);
      const { resolveMatch } = await d.app.graphql(
        `mutation ($id: ID!, $input: ResolveMatchInput!) { resolveMatch(id: $id, input: $input) { problems { code message } } }`,
        { id: issue?.id, input: { decision: 'LINK', localId } },
      );
      expect(resolveMatch.problems).toEqual([]);
      await d.app.settle();
      expect(await linksOf(localId)).toEqual([{ remote_id: String(anew), state: 'linked' }]);
      expect(await rowsNamed(kind, name)).toEqual([{ id: localId }]);
      expect(await d.rows(`select code from sync_issue where local_id = $1 and state = 'open'`, [localId])).toEqual([]);
    });
  });

  it('beside one that is still there is a new one', async () => {
    const one = (await d.http('POST', '/sales/opportunities', kinds.opportunity.body('Renewal'))).id;
    await d.poll();
    const other = (await d.http('POST', '/sales/opportunities', kinds.opportunity.body('Renewal'))).id;
    await d.poll();
    expect(await rowsNamed('opportunity', 'Renewal')).toHaveLength(2);
    expect(await d.localId('opportunity', one)).not.toBe(await d.localId('opportunity', other));
  });
});
