import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** More than a tenth of the links are gone at once, so that none of them breaks before a person has decided. */
describe('R76: records that were made anew in ConnectWise in a wave of removals', () => {
  const MANY = 12;
  const path = '/company/contacts';
  let d: DirectionsApp;
  let companyId: number;
  let before: number[];
  let anew: number[];
  const body = (at: number) => ({ firstName: `Ann ${at}`, lastName: 'Wharf', company: { id: companyId } });
  const make = async () => {
    const ids: number[] = [];
    for (let at = 0; at < MANY; at++) ids.push((await d.http('POST', path, body(at))).id);
    return ids;
  };
  const people = () => d.rows<{ id: string }>(`select id from contact where last_name = 'Wharf' order by first_name`);
  const issues = (code: string) =>
    d.rows<{
      id: string;
      remote_id: string | null;
      local_id: string | null;
      detail: { candidates?: { id: string }[] };
    }>(
      `select id, remote_id, local_id, detail from sync_issue where state = 'open' and code = $1 order by length(remote_id), remote_id`,
      [code],
    );
  const linkOf = async (localId: string) =>
    (
      await d.rows<{ remote_id: string; state: string }>(
        `select remote_id, state from entity_link where entity = 'contact' and local_id = $1`,
        [localId],
      )
    )[0];
  const links = async (id: string, localId: string) => {
    const { resolveMatch } = await d.app.graphql(
      `mutation ($id: ID!, $input: ResolveMatchInput!) { resolveMatch(id: $id, input: $input) { problems { code message } } }`,
      { id, input: { decision: 'LINK', localId } },
    );
    expect(resolveMatch.problems).toEqual([]);
    await d.app.settle();
  };

  beforeAll(async () => {
    d = await openDirectionsApp();
    companyId = (
      await d.http('POST', '/company/companies', {
        name: 'Harbor',
        identifier: 'Harbor',
        addressLine1: '1 Pier',
        site: { name: 'Main' },
      })
    ).id;
    before = await make();
    await d.poll();
    for (const id of before) await d.http('DELETE', `${path}/${id}`);
    anew = await make();
    await d.poll();
  }, 120_000);
  afterAll(() => d.app.stop());

  it('are asked about while the removals are held, and make no second row', async () => {
    expect(await people()).toHaveLength(MANY);
    expect(await issues('many_removed')).toHaveLength(1);
    const asked = await issues('possible_duplicate');
    expect(asked.map(({ remote_id: id }) => Number(id))).toEqual(anew);
    for (const { detail } of asked) expect(detail.candidates).toHaveLength(1);
    for (const { id } of await people()) expect(await linkOf(id)).toMatchObject({ state: 'linked' });
  });

  it('are the rows of before once a person says so, before anybody has decided about the wave', async () => {
    const [asked] = await issues('possible_duplicate');
    const localId = asked?.detail.candidates?.[0]?.id ?? '';
    await links(asked?.id ?? '', localId);
    expect(await linkOf(localId)).toEqual({ remote_id: String(anew[0]), state: 'linked' });
    await d.mutate(
      'updateContact',
      { firstName: 'Anne 0', lastName: 'Wharf', clientId: await d.localId('company', companyId) },
      localId,
    );
    expect(await d.http('GET', `${path}/${anew[0]}`)).toMatchObject({ firstName: 'Anne 0' });
  });

  it('stay asked about after the removals were confirmed, and are linked then as well', async () => {
    const [wave] = await issues('many_removed');
    const { retryIssue } = await d.app.graphql(
      `mutation ($id: ID!) { retryIssue(id: $id) { problems { code message } } }`,
      { id: wave?.id },
    );
    expect(retryIssue.problems).toEqual([]);
    await d.poll();
    expect(await people()).toHaveLength(MANY);
    const asked = await issues('possible_duplicate');
    expect(asked).toHaveLength(MANY - 1);
    const localId = asked[0]?.detail.candidates?.[0]?.id ?? '';
    expect(await linkOf(localId)).toMatchObject({ state: 'broken' });
    await links(asked[0]?.id ?? '', localId);
    expect(await linkOf(localId)).toEqual({ remote_id: asked[0]?.remote_id, state: 'linked' });
    expect(await people()).toHaveLength(MANY);
  });
});
