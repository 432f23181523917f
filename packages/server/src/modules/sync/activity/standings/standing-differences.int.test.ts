import { saveSettings } from '../../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../../test/support/directions-app.ts';

/** Linked records that differ for good: the overview's numbers, and the lists that they lead to. */
describe('linked records that differ for good', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const tally = 'total linked heldEdits differByChoice pending failing notSent';
  const told = async () => {
    const { recordTallies, integrationHealth } = await d.app.graphql(
      `{ recordTallies { entity here { ${tally} } there { ${tally} } } integrationHealth { entities { entity differing } } }`,
    );
    const of = (all: { entity: string }[]) => all.find(({ entity }) => entity === 'COMPANY');
    return { ...of(recordTallies), ...of(integrationHealth.entities) };
  };
  const listed = async (difference: string) => {
    const { entityLinks } = await d.app.graphql(
      `query ($filter: EntityLinkFilter) { entityLinks(filter: $filter) { items { localName heldEdits byChoice differing } totalCount } }`,
      { filter: { entity: 'COMPANY', difference } },
    );
    expect(entityLinks.totalCount).toBe(entityLinks.items.length);
    return entityLinks.items;
  };
  const client = async (name: string) => {
    const input = { name, city: 'Tampa', addressLine1: '1 Quay', website: `${name.toLowerCase()}.example` };
    const id = await d.mutate('createClient', input);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    return {
      edit: (more: object) => d.mutate('updateClient', { ...input, ...more }, id),
      editThere: (value: string) => d.http('PATCH', path, [{ op: 'replace', path: 'city', value }]),
      there: async () => (await d.http('GET', path)).city,
    };
  };

  it('are counted apart by why, within the linked ones, on both sides', async () => {
    const [harbor, wingtip] = [await client('Harbor'), await client('Wingtip'), await client('Fabrikam')];
    expect(await listed('ANY')).toEqual([]);
    await d.direct({ 'company.city': 'IN' });
    await harbor.edit({ city: 'Ocala' });
    await d.poll();
    expect(await harbor.there()).toBe('Tampa');
    const one = { total: 3, linked: 3, heldEdits: 1, differByChoice: 0, pending: 0, failing: 0 };
    expect(await told()).toMatchObject({ here: one, there: one, differing: 0 });
    expect(await listed('HELD_EDIT')).toEqual([
      { localName: 'Harbor', heldEdits: ['city'], byChoice: [], differing: [] },
    ]);

    await d.direct({ 'company.city': 'OFF' });
    await wingtip.editThere('Naples');
    await d.poll();
    const both = { ...one, differByChoice: 1 };
    expect(await told()).toMatchObject({ here: both, there: both, differing: 1 });
    expect(await listed('BY_CHOICE')).toEqual([
      { localName: 'Wingtip', heldEdits: [], byChoice: ['city'], differing: [] },
    ]);
    expect((await listed('ANY')).map(({ localName }: { localName: string }) => localName).sort()).toEqual([
      'Harbor',
      'Wingtip',
    ]);
    expect(await listed('NONE')).toMatchObject([{ localName: 'Fabrikam' }]);
  });

  it('are none once the settings let them pass', async () => {
    await d.direct({ 'company.city': 'BOTH' });
    await d.cycle();
    await d.cycle();
    expect(await told()).toMatchObject({ here: { total: 3, linked: 3, heldEdits: 0, differByChoice: 0, pending: 0 } });
    expect(await listed('ANY')).toEqual([]);
  });

  it('are edits that the mode does not send', async () => {
    const harbor = await client('Adatum');
    await saveSettings(d.app, { mode: 'PULL_ONLY' });
    await harbor.edit({ city: 'Miami' });
    await d.poll();
    expect(await told()).toMatchObject({ here: { total: 4, linked: 4, heldEdits: 1, pending: 0 } });
    expect(await listed('HELD_EDIT')).toMatchObject([{ localName: 'Adatum', heldEdits: ['city'] }]);
  });
});
