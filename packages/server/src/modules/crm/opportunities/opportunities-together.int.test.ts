import { parse } from 'csv-parse/sync';
import { saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

interface Answer {
  opportunities: { id: string; version: number; stage: { name: string }; owner: { name: string } | null }[];
  refused: { id: string; name: string | null; code: string; message: string }[];
  problems: { code: string; message: string }[];
}

describe('opportunities that are edited together', () => {
  let d: DirectionsApp;
  let stages: Record<string, string>;
  let remoteStages: number[];
  let clientId: string;
  let n = 0;
  beforeAll(async () => {
    d = await openDirectionsApp();
    stages = await stageIds(d.app);
    remoteStages = (await d.http('GET', '/sales/stages')).map(({ id }: { id: number }) => id);
    clientId = await d.mutate('createClient', { name: 'Harbor', addressLine1: '1 Pier' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    await saveSettings(d.app, {
      stageMap: ['Lead', 'Proposal'].map((name, at) => ({
        stageId: stages[name],
        remoteStageId: String(remoteStages[at]),
      })),
    });
    await d.poll();
  }, 120_000);
  afterAll(() => d.app.stop());

  const sale = () => d.mutate('createOpportunity', { clientId, name: `Sale ${++n}`, stageId: stages.Lead });
  const answered =
    'opportunities { id version stage { name } owner { name } } refused { id name code message } problems { code message }';
  const setStage = async (
    opportunities: { id: string; version?: number }[],
    stageId = stages.Proposal,
    as: 'sales' | 'support' | 'viewer' = 'sales',
  ): Promise<Answer> =>
    (
      await d.app.graphql(
        `mutation ($opportunities: [ChosenOpportunityInput!]!, $stageId: ID!) { setStageOfOpportunities(opportunities: $opportunities, stageId: $stageId) { ${answered} } }`,
        { opportunities, stageId },
        { as },
      )
    ).setStageOfOpportunities;
  const setOwner = async (ids: string[], ownerId: string | null): Promise<Answer> =>
    (
      await d.app.graphql(
        `mutation ($opportunities: [ChosenOpportunityInput!]!, $ownerId: ID) { setOwnerOfOpportunities(opportunities: $opportunities, ownerId: $ownerId) { ${answered} } }`,
        { opportunities: ids.map((id) => ({ id })), ownerId },
        { as: 'sales' },
      )
    ).setOwnerOfOpportunities;
  const stageThere = async (id: string): Promise<number> =>
    remoteStages.indexOf((await d.http('GET', `/sales/opportunities/${await d.remoteId(id)}`)).stage.id);
  const history = async (id: string) =>
    (
      await d.rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and direction is null order by seq`,
        [id],
      )
    ).map(({ description }) => description);
  const stageHere = async (id: string) =>
    (await d.rows(`select stage_id from opportunity where id = $1`, [id]))[0]?.stage_id;

  it('arrive in ConnectWise in their new stage, each told in its history, and one that is won is left', async () => {
    const open = [await sale(), await sale(), await sale()];
    const won = await sale();
    await d.poll();
    expect(await Promise.all(open.map(stageThere))).toEqual([0, 0, 0]);
    await d.app.graphql('mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }', { id: won });
    await d.app.settle();
    const answer = await setStage([...open, won].map((id) => ({ id })));
    expect(answer.problems).toEqual([]);
    expect(answer.opportunities.map(({ id }) => id).sort()).toEqual([...open].sort());
    expect(new Set(answer.opportunities.map(({ stage }) => stage.name))).toEqual(new Set(['Proposal']));
    expect(answer.refused).toEqual([
      {
        id: won,
        name: `Sale ${n}`,
        code: 'is_won',
        message: 'This opportunity is won. Reopen it on its page first.',
      },
    ]);
    await d.app.settle();
    for (const id of open) {
      expect(await stageThere(id)).toBe(1);
      expect((await history(id)).at(-1)).toBe('Moved from "Lead" to "Proposal".');
      expect(await d.log(id)).toContain(`Updated stage of opportunity "Sale ${open.indexOf(id) + 1}" in ConnectWise.`);
    }
    expect(await stageHere(won)).toBe(stages.Won);
  });

  it('are left where somebody saved them meanwhile, or they are gone; one that is there already is not edited', async () => {
    const [stale, there, fresh] = [await sale(), await sale(), await sale()];
    await d.mutate('updateOpportunity', { clientId, name: 'Renamed', stageId: stages.Lead }, stale);
    await d.mutate('updateOpportunity', { clientId, name: 'There', stageId: stages.Proposal }, there);
    const told = (await history(there)).length;
    const gone = clientId;
    const answer = await setStage([{ id: stale, version: 1 }, { id: there }, { id: fresh, version: 1 }, { id: gone }]);
    expect(answer.opportunities.map(({ id }) => id).sort()).toEqual([there, fresh].sort());
    expect(answer.refused).toMatchObject([
      { id: stale, name: 'Renamed', code: 'version_conflict' },
      { id: gone, name: null, code: 'not_found' },
    ]);
    expect(await stageHere(stale)).toBe(stages.Lead);
    expect(await history(there)).toHaveLength(told);
    expect(answer.opportunities.find(({ id }) => id === fresh)?.version).toBe(2);
  });

  it('get an owner together, and none', async () => {
    const ids = [await sale(), await sale()];
    const [{ id: ownerId } = { id: '' }] = await d.rows<{ id: string }>(
      `insert into app_user (email, name, role, password_hash) values ('kim@harbor.example', 'Kim Lee', 'sales', 'none') returning id`,
    );
    const given = await setOwner(ids, ownerId);
    expect(given.opportunities.map(({ owner }) => owner?.name)).toEqual(['Kim Lee', 'Kim Lee']);
    await d.app.settle();
    for (const id of ids) expect((await history(id)).at(-1)).toBe('Edited: owner.');
    const { opportunities, pipelineSums } = await d.app.graphql(
      'query ($id: ID!) { opportunities(ownerId: $id) { totalCount } pipelineSums(ownerId: $id) { count } }',
      { id: ownerId },
    );
    expect({ opportunities, pipelineSums }).toEqual({ opportunities: { totalCount: 2 }, pipelineSums: [{ count: 2 }] });
    const taken = await setOwner(ids, null);
    expect(taken.opportunities.map(({ owner }) => owner)).toEqual([null, null]);
    expect((await setOwner(ids, stages.Lead ?? '')).problems).toMatchObject([{ code: 'not_found' }]);
  });

  it('are synced now, and read as a sheet with the names of what they point to', async () => {
    const id = await sale();
    await d.http('PATCH', `/sales/opportunities/${await d.remoteId(id)}`, [
      { op: 'replace', path: 'notes', value: '=1+1' },
    ]);
    const { syncRecords } = await d.app.graphql(
      'mutation ($ids: [ID!]!) { syncRecords(entity: OPPORTUNITY, localIds: $ids) { changed sent gone left problems { code } } }',
      { ids: [id] },
      { as: 'support' },
    );
    expect(syncRecords).toEqual({ changed: 1, sent: 0, gone: 0, left: 0, problems: [] });
    for (const orderBy of ['STAGE', 'VALUE']) {
      const filter = JSON.stringify({ ids: [id], orderBy, descending: true });
      const answer = await fetch(`${d.app.url}/api/opportunities/export?${new URLSearchParams({ filter })}`, {
        headers: await d.app.headersOf('viewer'),
      });
      const sheet: Record<string, string>[] = parse(await answer.text(), { columns: true });
      expect(sheet).toMatchObject([
        { id, client: 'Harbor', stage: 'Lead', amount: '', name: `Sale ${n}`, notes: "'=1+1" },
      ]);
    }
  });

  it('go to open stages alone, are at most a hundred, and sales alone may', async () => {
    const id = await sale();
    expect((await setStage([{ id }], stages.Won)).problems).toMatchObject([{ code: 'stage_not_open' }]);
    expect((await setStage([{ id }], clientId)).problems).toMatchObject([{ code: 'not_found' }]);
    expect(await stageHere(id)).toBe(stages.Lead);
    await expect(setStage(Array.from({ length: 101 }, () => ({ id })))).rejects.toThrow(
      'Edit at most 100 opportunities at once.',
    );
    for (const as of ['support', 'viewer'] as const)
      await expect(setStage([{ id }], stages.Proposal, as)).rejects.toThrow();
  });
});
