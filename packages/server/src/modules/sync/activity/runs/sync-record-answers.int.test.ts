import { saveSettings } from '../../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../../test/support/directions-app.ts';

/** "Sync this record now" looks at both records as they stand, and says of each field that differs what becomes of it. */
describe('what a person is told who asks for one record', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const client = async (name: string) => {
    const input = { name, city: 'Tampa', addressLine1: '1 Quay', website: `${name.toLowerCase()}.example` };
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    const id = await d.mutate('createClient', input);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    return {
      id,
      path,
      remoteId: await d.remoteId(id),
      edit: (more: object) => d.mutate('updateClient', { ...input, ...more }, id),
      editThere: (property: string, value: string) => d.http('PATCH', path, [{ op: 'replace', path: property, value }]),
      there: () => d.http('GET', path),
      here: async () => (await d.rows('select city, phone from client where id = $1', [id]))[0],
    };
  };
  const ask = async (localId: string, entity = 'COMPANY') => {
    const { syncRecord } = await d.app.graphql(
      `mutation ($entity: EntityType!, $localId: ID!) { syncRecord(entity: $entity, localId: $localId) { pulled pushed isInStep problems { message } } }`,
      { entity, localId },
    );
    await d.app.settle();
    return syncRecord;
  };
  const standing = async (localId: string) => {
    const { recordStanding, entityLinks } = await d.app.graphql(
      `query ($id: ID!) { recordStanding(entity: COMPANY, localId: $id) { link { byChoice heldEdits differing notTakenIn } }
         entityLinks(filter: { localId: $id, difference: NONE }) { totalCount } }`,
      { id: localId },
    );
    return { ...recordStanding.link, isListedAsSame: entityLinks.totalCount === 1 };
  };
  const writes = async () => (await d.rows<{ n: number }>(`select count(*)::int as n from push_request`))[0]?.n;

  it('nothing of a record that is the same on both sides, in a mode that takes and sends no edits', async () => {
    const one = await client('Elm');
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    const before = await writes();
    expect(await ask(one.id)).toEqual({
      pulled: `ConnectWise company ${one.remoteId} and the client hold the same in every synced field.`,
      pushed: null,
      isInStep: true,
      problems: [],
    });
    expect(await writes()).toBe(before);
    expect(await standing(one.id)).toMatchObject({ notTakenIn: null, isListedAsSame: true });
  });

  it('what ConnectWise has and the mode does not take in, which the lists count as differing', async () => {
    const one = await client('Kingfisher');
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    await one.editThere('city', 'Ocala');
    await one.editThere('phoneNumber', '8135550199');
    await d.poll();
    expect((await d.log(one.id)).at(-1)).toBe(
      'Skipped: the sync mode takes no changes from ConnectWise: city and phone. The client keeps its own values.',
    );
    expect(await standing(one.id)).toMatchObject({
      notTakenIn: 'the sync mode takes no changes from ConnectWise: city and phone',
      isListedAsSame: false,
    });
    const answer = await ask(one.id);
    expect(answer).toEqual({
      pulled:
        'Not taken in: city ("Ocala" in ConnectWise) and phone ("8135550199" in ConnectWise), because the sync mode takes no changes from ConnectWise.',
      pushed: null,
      isInStep: false,
      problems: [],
    });
    expect(await one.here()).toMatchObject({ city: 'Tampa' });
  });

  it('that it came in, once another mode takes it', async () => {
    const one = await client('Jasper');
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    await one.editThere('city', 'Ocala');
    await d.poll();
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    await d.poll();
    expect(await standing(one.id)).toMatchObject({ isListedAsSame: false });
    expect(await ask(one.id)).toEqual({ pulled: 'Updated: city.', pushed: null, isInStep: true, problems: [] });
    expect(await one.here()).toMatchObject({ city: 'Ocala' });
    expect(await standing(one.id)).toMatchObject({ notTakenIn: null, isListedAsSame: true });
  });

  it('nothing of one that ConnectWise changed back', async () => {
    const one = await client('Wavering');
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    await one.editThere('city', 'Ocala');
    await d.poll();
    await one.editThere('city', 'Tampa');
    await d.poll();
    expect(await standing(one.id)).toMatchObject({ notTakenIn: null, isListedAsSame: true });
    expect(await ask(one.id)).toMatchObject({ isInStep: true });
  });

  it('what is kept here by the mode, and what is sent under another', async () => {
    const one = await client('Harbor');
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    await one.edit({ city: 'Naples' });
    const syncedAt = async () =>
      (await d.app.graphql(`query ($id: ID!) { client(id: $id) { link { lastSyncedAt } } }`, { id: one.id })).client
        .link.lastSyncedAt;
    const before = await syncedAt();
    expect(await ask(one.id)).toMatchObject({
      pulled: null,
      pushed: 'Not sent: city, because the sync mode sends no edits of companies.',
      isInStep: false,
    });
    // Nothing passed: the page says no sync, and the history says who asked, and why nothing came of it.
    expect(await syncedAt()).toBe(before);
    expect(
      await d.rows(
        `select actor is not null as "isTold", description from audit_event where local_id = $1 order by seq desc limit 1`,
        [one.id],
      ),
    ).toEqual([
      {
        isTold: true,
        description:
          'Asked for by "Sync this record now": no value passed. Not sent: city, because the sync mode sends no edits of companies.',
      },
    ]);
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    expect(await ask(one.id)).toMatchObject({
      pulled: null,
      pushed: 'Being sent to ConnectWise: city. The audit log tells what arrived.',
      isInStep: false,
    });
    expect(await one.there()).toMatchObject({ city: 'Naples' });
  });

  it('of a contact and a product as of a client', async () => {
    const one = await client('Fabrikam');
    const contact = await d.mutate('createContact', { clientId: one.id, firstName: 'Ann', lastName: 'Wharf' });
    const product = await d.mutate('createProduct', {
      name: 'Dock',
      kind: 'PRODUCT',
      sku: 'DOCK',
      price: '10',
      cost: '5',
    });
    await d.poll();
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    const change = async (path: string, property: string, value: unknown) =>
      d.http('PATCH', path, [{ op: 'replace', path: property, value }]);
    await change(`/company/contacts/${await d.remoteId(contact)}`, 'title', 'Harbor master');
    await change(`/procurement/catalog/${await d.remoteId(product)}`, 'price', 12);
    expect(await ask(contact, 'CONTACT')).toMatchObject({
      pulled: expect.stringMatching(
        /^Not taken in: job title \("Harbor master" in ConnectWise\), because the sync mode/,
      ),
      pushed: null,
      isInStep: false,
    });
    expect(await ask(product, 'PRODUCT')).toMatchObject({
      pulled: expect.stringMatching(/^Not taken in: price \("12" in ConnectWise\), because the sync mode/),
      isInStep: false,
    });
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    expect((await d.app.graphql('{ integrationHealth { sentence } }')).integrationHealth.sentence).toContain(
      'which an earlier sync mode did not take in. They come in by Catch up',
    );
    expect(await ask(contact, 'CONTACT')).toMatchObject({ pulled: 'Updated: job title.', isInStep: true });
    // What ConnectWise filled in when it was made stays there, and is no difference that anybody made.
    expect(await ask(product, 'PRODUCT')).toMatchObject({
      pulled: expect.stringMatching(
        /^Updated: price\. Stays different: .*class \(empty here, "NonInventory" in ConnectWise\)/,
      ),
      isInStep: false,
    });
  });

  it('what ConnectWise has no value for, which the lists count as differing', async () => {
    const one = await client('Dormant');
    await one.edit({ status: 'Dormant' });
    const { pushed, isInStep } = await ask(one.id);
    expect(pushed).toMatch(/^Not sent: status, because ConnectWise has no .*Dormant/);
    expect(isInStep).toBe(false);
    expect(await standing(one.id)).toMatchObject({ isListedAsSame: false });
  });

  it('who paused it, and that ConnectWise has something else by now', async () => {
    const one = await client('Paused');
    await d.app.graphql(`mutation ($input: LinkActionInput!) { changeLink(input: $input) { problems { message } } }`, {
      input: { action: 'PAUSE', entity: 'COMPANY', localId: one.id, reason: 'Moving house' },
    });
    await one.editThere('city', 'Ocala');
    await d.poll();
    expect(await standing(one.id)).toMatchObject({ notTakenIn: expect.stringContaining('Moving house') });
    const answer = await ask(one.id);
    expect(answer.pulled).toContain('Moving house');
    expect(answer.pulled).toContain('Ocala');
    expect(answer).toMatchObject({ isInStep: false, problems: [] });
    expect(await one.here()).toMatchObject({ city: 'Tampa' });
  });
});
