import { saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** A stage there says what is meant by it, never that the status is that of the outcome already: the map's last word is both. */
describe.each(['REAL_TIME', 'PULL_NEW_PUSH_WON'])('R35: Won and Lost mapped to a stage and a status, %s', (mode) => {
  let d: DirectionsApp;
  let stages: Record<string, string>;
  let clientId: string;
  const remote: Record<'stages' | 'statuses', Record<string, number>> = { stages: {}, statuses: {} };
  let n = 0;

  beforeAll(async () => {
    d = await openDirectionsApp(undefined, mode);
    stages = await stageIds(d.app);
    for (const [list, path] of [
      ['stages', '/sales/stages'],
      ['statuses', '/sales/opportunities/statuses'],
    ] as const)
      for (const { id, name } of await d.http('GET', path)) remote[list][name] = id;
    clientId = await d.mutate('createClient', { name: 'Quay', addressLine1: '1 Pier' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    const entry = (stage: string, there: string, status?: string) => ({
      stageId: stages[stage],
      remoteStageId: String(remote.stages[there]),
      ...(status ? { remoteStatusId: String(remote.statuses[status]) } : {}),
    });
    const { id } = await d.http('POST', '/sales/opportunities/statuses', { name: 'Open again' });
    remote.statuses['Open again'] = id;
    await saveSettings(d.app, {
      closedStatuses: [{ statusId: String(remote.statuses['Signed - Renewal']), outcome: 'WON' }],
      stageMap: [
        entry('Lead', '1.Lead'),
        entry('Proposal', '3.Quote'),
        entry('Won', '5.Verbal', 'Won'),
        entry('Lost', '2.Qualified', 'Lost'),
      ],
    });
  }, 120_000);
  afterAll(() => d.app.stop());

  const sale = async () => {
    const name = `Sale ${++n}`;
    return { name, id: await d.mutate('createOpportunity', { clientId, name, stageId: stages.Proposal }) };
  };
  const mark = async (as: 'Won' | 'Lost', id: string) => {
    const { [`markOpportunity${as}`]: answer } = await d.app.graphql(
      `mutation ($id: ID!) { markOpportunity${as}(id: $id) { problems { message } } }`,
      { id },
    );
    expect(answer.problems).toEqual([]);
    await d.app.settle();
  };
  const there = async (name: string) => {
    const [found] = await d.http('GET', `/sales/opportunities?conditions=${encodeURIComponent(`name="${name}"`)}`);
    return [found.stage.name, found.status.name, Boolean(found.closedDate)];
  };
  const set = async (name: string, status: string) => {
    const [{ id }] = await d.http('GET', `/sales/opportunities?conditions=${encodeURIComponent(`name="${name}"`)}`);
    const value = { id: remote.statuses[status] };
    await d.http('PATCH', `/sales/opportunities/${id}`, [{ op: 'replace', path: 'status', value }]);
  };

  const outcome = {
    Won: ['5.Verbal', 'Won', true],
    Lost: ['2.Qualified', 'Lost', true],
  } as const;

  it.each(['Won', 'Lost'] as const)('%s: closes it there for good, and says so', async (as) => {
    const { id, name } = await sale();
    await mark(as, id);
    await d.poll();
    // Where only wins are pushed a loss of what was never sent stays here.
    if (mode !== 'REAL_TIME' && as === 'Lost') return expect(await d.remoteId(id)).toBe('');
    expect(await there(name)).toEqual(outcome[as]);
    expect((await d.log(id)).join('\n')).toContain(
      `Set the status of opportunity "${name}" to "${as}" in ConnectWise.`,
    );
  });

  it.skipIf(mode !== 'REAL_TIME')(
    'writes over another open status that was set there, and wins it once more',
    async () => {
      const { id, name } = await sale();
      await set(name, 'Open again');
      await mark('Won', id);
      expect(await there(name)).toEqual(outcome.Won);
      await d.mutate('updateOpportunity', { clientId, name, stageId: stages.Proposal }, id);
      expect((await there(name))[1]).toBe('Open');
      await mark('Won', id);
      expect(await there(name)).toEqual(outcome.Won);
    },
  );

  it.skipIf(mode !== 'REAL_TIME')('leaves another status that means the same', async () => {
    const { id, name } = await sale();
    await set(name, 'Signed - Renewal');
    await mark('Won', id);
    expect(await there(name)).toEqual(['5.Verbal', 'Signed - Renewal', true]);
  });
});
