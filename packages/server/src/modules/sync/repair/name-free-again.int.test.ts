import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** A name that another record here has is looked at again once that one has nothing to do with ConnectWise any more. */
describe('an issue about a name that is taken', () => {
  let d: DirectionsApp;
  let made = 0;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const company = async (name: string): Promise<number> =>
    (
      await d.http('POST', '/company/companies', {
        name,
        identifier: `N${++made}`,
        city: 'Tampa',
        site: { name: 'Main' },
      })
    ).id;
  const openOf = (remoteId: number) =>
    d.rows<{ id: string; code: string; detail: { candidates?: { id: string }[] } }>(
      `select id, code, detail from sync_issue where state = 'open' and remote_id = $1`,
      [String(remoteId)],
    );
  const linkOf = (localId: string) =>
    d.rows<{ remote_id: string; state: string }>(`select remote_id, state from entity_link where local_id = $1`, [
      localId,
    ]);
  const unlink = async (localId: string) => {
    const { changeLink } = await d.app.graphql(
      `mutation ($input: LinkActionInput!) { changeLink(input: $input) { problems { code message } } }`,
      { input: { action: 'UNLINK', entity: 'COMPANY', localId } },
    );
    expect(changeLink.problems).toEqual([]);
    await d.app.settle();
  };
  const twins = async (name: string) => {
    const first = await company(name);
    await d.poll();
    const localId = await d.localId('company', first);
    const second = await company(name);
    await d.poll();
    expect(await openOf(second)).toMatchObject([{ code: 'name_taken' }]);
    return { first, second, localId };
  };

  it('becomes a question about the two, or their link, with the next poll after the other one was unlinked', async () => {
    const { first, second, localId } = await twins('Harbor Dental');
    await unlink(localId);
    await d.poll();
    const [issue] = await openOf(second);
    if (issue) {
      expect(issue).toMatchObject({ code: 'possible_duplicate', detail: { candidates: [{ id: localId }] } });
      const { resolveMatch } = await d.app.graphql(
        `mutation ($id: ID!, $input: ResolveMatchInput!) { resolveMatch(id: $id, input: $input) { problems { code message } } }`,
        { id: issue.id, input: { decision: 'LINK', localId } },
      );
      expect(resolveMatch.problems).toEqual([]);
      await d.app.settle();
    }
    expect(await linkOf(localId)).toEqual([{ remote_id: String(second), state: 'linked' }]);
    expect(await openOf(second)).toEqual([]);
    expect(await d.rows(`select count(*)::int as n from client where name = 'Harbor Dental'`)).toEqual([{ n: 1 }]);
    expect((await d.http('GET', `/company/companies/${first}`)).name).toBe('Harbor Dental');
  });

  it('is looked at once and not with each poll', async () => {
    const { second, localId } = await twins('Delta Dental');
    // Another one has the name by now: what waits still waits, and says of what.
    await unlink(localId);
    await d.poll();
    await d.poll();
    const seen = d.app.sandbox.journal({}).length;
    await d.poll();
    const asked = d.app.sandbox.journal({}).slice(seen);
    expect(asked.filter(({ query }) => /id(\+|%20| )in/.test(query) && query.includes(String(second)))).toEqual([]);
  });
});
