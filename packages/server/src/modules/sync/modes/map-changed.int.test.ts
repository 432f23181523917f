import { saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** Another map of stages or statuses is nobody's move: what it sets apart is told and shown, and stays until somebody moves it. */
describe('R26, R68: opportunities that were linked before a map was changed', () => {
  let d: DirectionsApp;
  let stages: Record<string, string>;
  let remoteStages: number[];
  let clientId: string;
  let n = 0;
  const map = (names: Readonly<Record<string, number>>) =>
    saveSettings(d.app, {
      stageMap: Object.entries(names).map(([name, at]) => ({
        stageId: stages[name],
        remoteStageId: String(remoteStages[at]),
      })),
    });
  beforeAll(async () => {
    d = await openDirectionsApp();
    stages = await stageIds(d.app);
    remoteStages = (await d.http('GET', '/sales/stages')).map(({ id }: { id: number }) => id);
    clientId = await d.mutate('createClient', { name: 'Harbor', addressLine1: '1 Pier' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    await map({ Lead: 0, Proposal: 1 });
    await d.poll();
  }, 120_000);
  afterAll(() => d.app.stop());

  const sale = async (stage = 'Lead') => {
    const name = `Sale ${++n}`;
    const input = { clientId, name, stageId: stages[stage] };
    const id = await d.mutate('createOpportunity', input);
    await d.poll();
    const path = `/sales/opportunities/${await d.remoteId(id)}`;
    const known = (await d.log(id)).length;
    return {
      here: async () => {
        const [row] = await d.rows<{ name: string }>(
          `select s.name from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1`,
          [id],
        );
        return row?.name;
      },
      there: async (): Promise<number> => remoteStages.indexOf((await d.http('GET', path)).stage.id),
      edit: (more: object) => d.mutate('updateOpportunity', { ...input, ...more }, id),
      editThere: (property: string, value: unknown) =>
        d.http('PATCH', path, [{ op: 'replace', path: property, value }]),
      log: async () => (await d.log(id)).slice(known),
      differing: async () => {
        const { entityLinks } = await d.app.graphql(
          'query ($id: ID!) { entityLinks(filter: { localId: $id }, first: 1) { items { id differing } } }',
          { id },
        );
        return entityLinks.items[0];
      },
      stays: async (linkId: string) => {
        const { linkComparison } = await d.app.graphql(
          'query ($id: ID!) { linkComparison(linkId: $id) { fields { field winner stays differs } } }',
          { id: linkId },
        );
        return linkComparison.fields.find((one: { field: string }) => one.field === 'stageId');
      },
    };
  };
  const apart = (there: string) =>
    `The stage differs since the mapping was changed: the opportunity is in "Lead" here, and where it stands in ConnectWise is "${there}" now. Nobody moved it, so both stay until somebody moves it on either side.`;

  it('are told once and shown as differing, and no side is moved, by no later edit either', async () => {
    const one = await sale();
    const other = await sale('Proposal');
    await map({ Lead: 2, Proposal: 0 });
    await d.poll();
    expect([await one.here(), await one.there()]).toEqual(['Lead', 0]);
    expect(await one.log()).toEqual([apart('Proposal')]);
    const link = await one.differing();
    expect(link.differing).toEqual(['stage']);
    expect(await one.stays(link.id)).toMatchObject({
      differs: true,
      winner: null,
      stays: 'the mapping was changed, and nobody has moved it since; both stay until somebody moves it',
    });
    expect([await other.here(), await other.there()]).toEqual(['Proposal', 1]);

    await one.editThere('notes', 'Edited there');
    await d.poll();
    await one.edit({ notes: 'Edited here' });
    await d.poll();
    expect([await one.here(), await one.there()]).toEqual(['Lead', 0]);
    expect((await one.log()).filter((sentence) => /stage|differs/i.test(sentence))).toEqual([apart('Proposal')]);
    expect((await one.differing()).differing).toEqual(['stage']);
  });

  it('agree again once somebody moves them on either side, or the map is as it was', async () => {
    await map({ Lead: 0, Proposal: 1 });
    await d.poll();
    const [movedHere, movedThere, left] = [await sale(), await sale(), await sale()];
    await map({ Lead: 2, Proposal: 0 });
    await d.poll();
    await movedHere.edit({ stageId: stages.Proposal });
    await movedThere.editThere('stage', { id: remoteStages[2] });
    await d.poll();
    expect([await movedHere.here(), await movedHere.there()]).toEqual(['Proposal', 0]);
    expect([await movedThere.here(), await movedThere.there()]).toEqual(['Lead', 2]);
    expect((await movedHere.differing()).differing).toEqual([]);
    expect((await movedThere.differing()).differing).toEqual([]);
    expect((await left.differing()).differing).toEqual(['stage']);
    await map({ Lead: 0, Proposal: 1 });
    await d.poll();
    expect((await left.differing()).differing).toEqual([]);
    expect([await left.here(), await left.there()]).toEqual(['Lead', 0]);
    expect(await left.log()).toEqual([apart('Proposal')]);
  });

  it('are told the same where the record was edited on either side before the next poll', async () => {
    await map({ Lead: 0, Proposal: 1 });
    await d.poll();
    const [there, here, both, moved] = [await sale(), await sale(), await sale(), await sale()];
    await map({ Lead: 2, Proposal: 0 });
    await there.editThere('notes', 'Edited there');
    await both.editThere('notes', 'Edited there');
    await both.edit({ expectedCloseDate: '2031-02-03' });
    await here.edit({ notes: 'Edited here' });
    await moved.editThere('stage', { id: remoteStages[2] });
    expect((await both.log()).join()).not.toMatch(/stage/i);
    await d.poll();
    for (const one of [there, here, both]) {
      expect([await one.here(), await one.there()]).toEqual(['Lead', 0]);
      expect((await one.log()).filter((sentence) => /stage|differs/i.test(sentence))).toEqual([apart('Proposal')]);
      expect((await one.differing()).differing).toEqual(['stage']);
    }
    expect((await both.log()).join()).toMatch(/notes/i);
    expect([await moved.here(), await moved.there()]).toEqual(['Lead', 2]);
    expect(await moved.log()).not.toContain(apart('Proposal'));

    await there.edit({ stageId: stages.Proposal });
    await here.editThere('stage', { id: remoteStages[2] });
    await d.poll();
    expect([await there.here(), await there.there()]).toEqual(['Proposal', 0]);
    expect([await here.here(), await here.there()]).toEqual(['Lead', 2]);
  });

  it('are no move where another open status was set there, nor where a status is that decides nothing', async () => {
    await map({ Lead: 0, Proposal: 1 });
    await d.poll();
    const statuses: { id: number; closedFlag?: boolean; wonFlag?: boolean }[] = await d.http(
      'GET',
      '/sales/opportunities/statuses',
    );
    const [first, second] = statuses.filter(({ closedFlag }) => !closedFlag);
    const won = statuses.find(({ wonFlag }) => wonFlag);
    const [one, closed] = [await sale(), await sale()];
    await one.editThere('status', { id: first?.id });
    await d.poll();
    await map({ Lead: 2, Proposal: 0 });
    await one.editThere('status', { id: second?.id });
    await closed.editThere('status', { id: won?.id });
    await d.poll();
    expect([await one.here(), await one.there(), (await one.differing()).differing]).toEqual(['Lead', 0, ['stage']]);
    expect(await one.log()).toContainEqual(apart('Proposal'));
    // Its stage is mapped, so that its status decides nothing, as ever.
    expect([await closed.here(), await closed.log()]).toEqual([
      'Lead',
      [apart('Proposal'), expect.stringMatching(/^Status .*Won.* changed no stage here: the opportunity keeps "Lead"/)],
    ]);
  });

  it('are told the same of a closed status that gets another meaning', async () => {
    const statuses: { id: number; closedFlag?: boolean; wonFlag?: boolean; lostFlag?: boolean }[] = await d.http(
      'GET',
      '/sales/opportunities/statuses',
    );
    const closed = statuses.filter(({ closedFlag, wonFlag }) => closedFlag && !wonFlag).at(-1);
    await map({ Lead: 0, Proposal: 1 });
    const mean = (outcome: string) =>
      saveSettings(d.app, { closedStatuses: [{ statusId: String(closed?.id), outcome }] });
    await mean('AS_IS');
    const one = await sale();
    // In a stage that is mapped to none, so that the status decides.
    await one.editThere('stage', { id: remoteStages[2] });
    await one.editThere('status', { id: closed?.id });
    await d.poll();
    expect(await one.here()).toBe('Lead');
    await mean('LOST');
    await d.poll();
    expect([await one.here(), (await one.differing()).differing]).toEqual(['Lead', ['stage']]);
    expect((await one.log()).at(-1)).toBe(apart('Lost'));
  });
});
