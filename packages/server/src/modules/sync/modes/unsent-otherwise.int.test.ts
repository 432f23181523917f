import { saveSettings } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** What was not sent for another reason while the mode sent edits is no edit that the mode held: its reason stays, and it goes out once that is over. */
describe('R19, R65: an edit that was not sent for another reason, after a change of mode and back', () => {
  let d: DirectionsApp;
  let n = 0;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const use = (mode: string) => saveSettings(d.app, { mode });
  const last = async (id: string) => (await d.log(id)).at(-1);
  const heldByMode = 'because this was edited while the sync mode sent no edits';
  const addType = async (name: string) => {
    await d.http('POST', '/company/companies/types', { name });
    await d.app.graphql('mutation { refreshReferenceData { problems { message } } }');
    await d.app.settle();
  };
  const heldEdits = async (id: string) => {
    const { entityLinks } = await d.app.graphql(
      `query ($filter: EntityLinkFilter) { entityLinks(filter: $filter) { items { localId heldEdits } } }`,
      { filter: { entity: 'COMPANY', difference: 'HELD_EDIT' } },
    );
    const links: { localId: string; heldEdits: string[] }[] = entityLinks.items;
    return links.find(({ localId }) => localId === id)?.heldEdits ?? [];
  };
  const told = async (id: string) => {
    await d.app.graphql('mutation { reconcileNow { problems { code } } }');
    await d.app.settle();
    const { reconciles } = await d.app.graphql('{ reconciles(first: 1) { items { id } } }');
    const { reconcileFindings } = await d.app.graphql(
      `query ($id: ID!) { reconcileFindings(id: $id) { items { localId detail } } }`,
      { id: reconciles.items[0].id },
    );
    const findings: { localId: string; detail: string }[] = reconcileFindings.items;
    return findings.find(({ localId }) => localId === id)?.detail ?? '';
  };

  /** A client whose type ConnectWise does not have. */
  const client = async () => {
    await use('REAL_TIME');
    const type = `Nonesuch${++n}`;
    const agreed = { name: `Company${n} otherwise`, addressLine1: `${n} Pier`, city: 'Tampa', type: 'Vendor' };
    const id = await d.mutate('createClient', agreed);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    await d.mutate('updateClient', { ...agreed, type }, id);
    expect(await last(id)).toBe(`Not sent: type, because ConnectWise has no company type "${type}".`);
    return {
      id,
      type,
      edit: (input: object) => d.mutate('updateClient', { ...agreed, type, ...input }, id),
      there: async () => {
        const types: { type: { name: string } }[] = await d.http('GET', `${path}/typeAssociations`);
        return { city: (await d.http('GET', path)).city, type: types.map((one) => one.type.name).join() };
      },
    };
  };

  it.each(['PULL_ONLY', 'PULL_NEW_PUSH_WON'])('keeps its reason, and goes out by itself: %s', async (mode) => {
    const one = await client();
    await use(mode);
    await use('REAL_TIME');
    await d.cycle();
    expect(await last(one.id)).not.toContain(heldByMode);
    expect(await told(one.id)).not.toContain(heldByMode);
    await one.edit({ city: 'Ocala' });
    expect(await last(one.id)).toContain(`Not sent: type, because ConnectWise has no company type "${one.type}".`);
    await use(mode);
    await use('REAL_TIME');
    await d.cycle();
    await addType(one.type);
    expect(await one.there()).toEqual({ city: 'Ocala', type: one.type });
  });

  it.each(['PULL_ONLY', 'PULL_NEW_PUSH_WON'])('is told once, however often the mode changes: %s', async (mode) => {
    const one = await client();
    const sentence = `Not sent: type, because ConnectWise has no company type "${one.type}".`;
    const times = async () => (await d.log(one.id)).filter((said) => said === sentence).length;
    for (let round = 0; round < 2; round++) {
      await use(mode);
      await use('REAL_TIME');
      await d.cycle();
    }
    expect(await times()).toBe(1);
    // An edit asks anew, and so does one that changes nothing that is sent.
    await one.edit({ type: `${one.type}x` });
    await one.edit({});
    expect(await times()).toBe(2);
    await addType(one.type);
    expect((await one.there()).type).toBe(one.type);
  });

  it('goes out once the mode sends edits again, where the option came meanwhile; what the mode held stays', async () => {
    const one = await client();
    await use('PULL_ONLY');
    await one.edit({ city: 'Miami' });
    await addType(one.type);
    expect(await one.there()).toEqual({ city: 'Tampa', type: 'Vendor' });
    await use('REAL_TIME');
    await d.cycle();
    expect(await one.there()).toEqual({ city: 'Tampa', type: one.type });
    expect(await last(one.id)).toContain(`Not sent: city, ${heldByMode}`);
    expect(await heldEdits(one.id)).toEqual(['city']);
  });

  it('goes out of an opportunity whose stage was mapped meanwhile', async () => {
    await use('REAL_TIME');
    const stages = await d.rows<{ id: string }>(`select id from pipeline_stage where kind = 'open' order by position`);
    const remoteStages: { id: number }[] = await d.http('GET', '/sales/stages');
    const mapped = (count: number) => ({
      stageMap: [0, 1].slice(0, count).map((at) => ({
        stageId: stages[at]?.id ?? '',
        remoteStageId: String(remoteStages[at]?.id),
      })),
    });
    await saveSettings(d.app, mapped(1));
    const clientId = await d.mutate('createClient', { name: 'Of the opportunity', city: 'Tampa' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    const input = { name: 'Renewal', clientId, stageId: stages[0]?.id };
    const id = await d.mutate('createOpportunity', input);
    await d.mutate('updateOpportunity', { ...input, stageId: stages[1]?.id }, id);
    expect((await d.log(id)).join(' ')).toContain('Not sent: stage');
    await use('PULL_ONLY');
    await saveSettings(d.app, mapped(2));
    await use('REAL_TIME');
    await d.cycle();
    const { stage } = await d.http('GET', `/sales/opportunities/${await d.remoteId(id)}`);
    expect(stage.id).toBe(remoteStages[1]?.id);
    expect((await d.log(id)).join(' ')).not.toContain(heldByMode);
  });

  it('is the mode’s once it is edited again under a mode that sends no edits', async () => {
    const one = await client();
    await use('PULL_ONLY');
    await d.poll();
    await one.edit({ type: 'Client' });
    await use('REAL_TIME');
    await one.edit({ type: 'Client', city: 'Naples' });
    expect(await last(one.id)).toContain(`Not sent: type, ${heldByMode}`);
    expect(await one.there()).toEqual({ city: 'Naples', type: 'Vendor' });
  });
});
