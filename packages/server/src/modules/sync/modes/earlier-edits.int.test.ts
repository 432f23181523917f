import { saveSettings } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';
import { sweepJob } from '../pull/poll/wake-ups.ts';

/** What was edited under a mode that sends no edits stays here under the next one too, is told, and goes out on a person's word. */
describe('R19: edits of an earlier mode', () => {
  let d: DirectionsApp;
  let stages: string[];
  let n = 0;
  beforeAll(async () => {
    d = await openDirectionsApp();
    stages = (await d.rows<{ id: string }>(`select id from pipeline_stage where kind = 'open' order by position`)).map(
      ({ id }) => id,
    );
  }, 120_000);
  afterAll(() => d.app.stop());

  const use = (mode: string) => saveSettings(d.app, { mode });
  const last = async (id: string) => (await d.log(id)).at(-1);
  const because =
    'because this was edited while the sync mode sent no edits, or was here before the records were linked; Catch up sends it';

  /** A client that both sides agree on, edited under a mode that sends nothing of it. */
  const client = async (edited: object) => {
    await use('REAL_TIME');
    const agreed = {
      name: `Company${++n} of its own`,
      addressLine1: `${n} Pier`,
      city: 'Tampa',
      phone: `81355${String(n).padStart(5, '0')}`,
    };
    const id = await d.mutate('createClient', agreed);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    const one = {
      id,
      agreed,
      edit: (input: object) => d.mutate('updateClient', { ...agreed, ...input }, id),
      editThere: (property: string, value: string) => d.http('PATCH', path, [{ op: 'replace', path: property, value }]),
      here: async () => (await d.rows(`select city, phone from client where id = $1`, [id]))[0],
      there: async () => {
        const { city = null, phoneNumber: phone = null } = await d.http('GET', path);
        return { city, phone };
      },
    };
    await use('PULL_NEW_PUSH_WON');
    await one.edit(edited);
    expect(await last(id)).toMatch(/^Not sent: .+, because the sync mode sends no edits to ConnectWise\.$/);
    return one;
  };
  const preview = async () => {
    const { modePreview } = await d.app.graphql(
      '{ modePreview(mode: REAL_TIME) { preview { sentences unpushedEdits } problems { code } } }',
    );
    return modePreview.preview;
  };
  const catchUp = async () => {
    const { catchUp: caught } = await d.app.graphql(
      'mutation { catchUp(input: { edits: true, changes: false }) { edits problems { code } } }',
    );
    expect(caught.problems).toEqual([]);
    await d.app.settle();
    return caught.edits;
  };

  it('stay when another field of the record is edited, and are told by field', async () => {
    const one = await client({ phone: '8135550911' });
    expect((await preview()).sentences.join(' ')).toContain(
      '1 linked record was changed here before and not sent. What was changed stays here, also when something else in the record is edited, and the log says so; it is sent by Catch up, with a win, or when the same field is edited again.',
    );
    await use('REAL_TIME');
    await one.edit({ phone: '8135550911', city: 'Ocala' });
    expect(await one.there()).toEqual({ city: 'Ocala', phone: one.agreed.phone });
    expect(await one.here()).toEqual({ city: 'Ocala', phone: '8135550911' });
    expect(await last(one.id)).toMatch(/^Updated city of client/);
    expect(await last(one.id)).toContain(`Not sent: phone, ${because}.`);
    await d.cycle();
    await d.cycle();
    expect(await one.there()).toEqual({ city: 'Ocala', phone: one.agreed.phone });
    expect((await preview()).unpushedEdits).toBe(1);
    expect(await catchUp()).toBe(1);
    expect(await one.there()).toEqual({ city: 'Ocala', phone: '8135550911' });
    expect(await last(one.id)).toMatch(/^Updated phone of client/);
    expect((await preview()).unpushedEdits).toBe(0);
  });

  it('go out when the same field is edited again, and what was emptied stays too', async () => {
    const one = await client({ phone: '', city: 'Miami' });
    await use('REAL_TIME');
    await one.edit({ phone: '', city: 'Naples' });
    expect(await one.there()).toEqual({ city: 'Naples', phone: one.agreed.phone });
    expect(await last(one.id)).toContain(`Not sent: phone, ${because}.`);
    await one.edit({ phone: '8135550912', city: 'Naples' });
    expect(await one.there()).toEqual({ city: 'Naples', phone: '8135550912' });
    // Its value of the earlier mode is one like any other from now on.
    await one.edit({ phone: '', city: 'Miami' });
    expect(await one.there()).toEqual({ city: 'Miami', phone: null });
    expect(await last(one.id)).not.toContain('Not sent');
  });

  it('go out when a person syncs the record now', async () => {
    const one = await client({ phone: '8135550913' });
    await use('REAL_TIME');
    const { syncRecord } = await d.app.graphql(
      `mutation ($id: ID!) { syncRecord(entity: COMPANY, localId: $id) { problems { code message } } }`,
      { id: one.id },
    );
    expect(syncRecord.problems).toEqual([]);
    await d.app.settle();
    expect(await one.there()).toEqual({ city: 'Tampa', phone: '8135550913' });
  });

  it('stay when a person asks for the record and ConnectWise cannot be compared with', async () => {
    const one = await client({ phone: '8135550923' });
    await use('REAL_TIME');
    const path = `/company/companies/${await d.remoteId(one.id)}`;
    // The record comes with a list; the comparison asks for itself.
    d.app.sandbox.fail({ method: 'GET', path, status: 503 });
    const { syncRecord } = await d.app.graphql(
      `mutation ($id: ID!) { syncRecord(entity: COMPANY, localId: $id) { problems { code } } }`,
      { id: one.id },
    );
    d.app.sandbox.clearFaults();
    expect(syncRecord.problems).toEqual([{ code: 'connectwise_unavailable' }]);
    await d.app.settle();
    await one.edit({ phone: '8135550923', city: 'Ocala' });
    expect(await one.there()).toEqual({ city: 'Ocala', phone: one.agreed.phone });
    expect(await last(one.id)).toContain(`Not sent: phone, ${because}.`);
    await one.edit({ phone: '8135550926', city: 'Ocala' });
    expect(await one.there()).toEqual({ city: 'Ocala', phone: '8135550926' });
  });

  it('are none where the edit waited to be sent when its mode ended: it goes out with the next edit under one that sends it', async () => {
    await use('REAL_TIME');
    const agreed = { name: 'Company of the pause', addressLine1: '1 Pause', city: 'Tampa', phone: '8135550924' };
    const id = await d.mutate('createClient', agreed);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    d.app.sandbox.fail({ method: 'PATCH', path, status: 503 });
    await d.mutate('updateClient', { ...agreed, phone: '8135550925' }, id);
    expect(await d.rows(`select state from push_request where local_id = $1`, [id])).toEqual([{ state: 'pending' }]);
    await use('PULL_NEW_PUSH_WON');
    d.app.sandbox.clearFaults();
    // As a push ends that comes upon a mode which sends no edits.
    await d.rows(`update push_request set state = 'done', not_sent_code = 'mode' where local_id = $1`, [id]);
    expect((await d.http('GET', path)).phoneNumber).toBe('8135550924');
    await use('REAL_TIME');
    await d.mutate('updateClient', { ...agreed, phone: '8135550925', city: 'Ocala' }, id);
    expect(await d.http('GET', path)).toMatchObject({ phoneNumber: '8135550925', city: 'Ocala' });
    expect(await last(id)).toMatch(/^Updated (phone and city|city and phone) of client/);
    expect((await d.log(id)).join(' ')).not.toContain(because);
  });

  it('are none where the edit waited while the connection was paused: it goes out by itself under a mode that sends it', async () => {
    await use('REAL_TIME');
    const agreed = { name: 'Company that was paused', addressLine1: '2 Pause', city: 'Tampa', phone: '8135550930' };
    const id = await d.mutate('createClient', agreed);
    await d.poll();
    const path = `/company/companies/${await d.remoteId(id)}`;
    const gate = (mutation: string) => d.app.graphql(`mutation { ${mutation} { problems { message } } }`);
    const request = () => d.rows(`select state, not_sent_code as code from push_request where local_id = $1`, [id]);
    await gate('pauseConnection(reason: "Year end")');
    await d.mutate('updateClient', { ...agreed, phone: '8135550931' }, id);
    expect(await request()).toEqual([{ state: 'pending', code: null }]);
    await use('PULL_NEW_PUSH_WON');
    await gate('resumeConnection');
    await d.app.jobs.enqueue(sweepJob, {});
    await d.app.settle();
    expect(await request()).toEqual([{ state: 'done', code: 'mode' }]);
    expect(await last(id)).toBe('The sync mode sends no edits to ConnectWise; this one was made under another mode.');
    // Another field is edited under the mode that sends no edits: that one stays.
    await d.mutate('updateClient', { ...agreed, phone: '8135550931', city: 'Ocala' }, id);
    const asked = await preview();
    expect(asked.sentences.join(' ')).toContain(
      '1 of them has an edit that waited to be sent when the mode changed: it goes out by itself.',
    );
    await use('REAL_TIME');
    await d.cycle();
    expect(await d.http('GET', path)).toMatchObject({ phoneNumber: '8135550931', city: 'Tampa' });
    expect(await last(id)).toMatch(/^Updated phone of client/);
    expect(await last(id)).toContain(`Not sent: city, ${because}.`);
    // Once, and not with each change of the mode.
    const told = (await d.log(id)).length;
    await use('PULL_NEW_PUSH_WON');
    await use('REAL_TIME');
    await d.cycle();
    expect((await d.log(id)).slice(told)).toEqual([]);
    await d.mutate('updateClient', { ...agreed, phone: '8135550931', city: 'Naples' }, id);
    expect(await d.http('GET', path)).toMatchObject({ city: 'Naples' });
  });

  it('are counted and listed as edits that are not sent', async () => {
    const one = await client({ phone: '8135550914' });
    await use('REAL_TIME');
    const listed = async () => {
      const { entityLinks } = await d.app.graphql(
        `query ($filter: EntityLinkFilter) { entityLinks(filter: $filter) { items { localId heldEdits } totalCount } }`,
        { filter: { entity: 'COMPANY', difference: 'HELD_EDIT' } },
      );
      return entityLinks.items;
    };
    expect(await listed()).toEqual([{ localId: one.id, heldEdits: ['phone'] }]);
    await one.edit({ phone: '8135550915' });
    expect(await listed()).toEqual([]);
    expect(await one.there()).toMatchObject({ phone: '8135550915' });
  });

  it('stay when ConnectWise changes something else, and meet a later value of there by the owner rule', async () => {
    const one = await client({ phone: '8135550916' });
    await use('REAL_TIME');
    await one.editThere('city', 'Largo');
    await d.cycle();
    expect(await one.here()).toEqual({ city: 'Largo', phone: '8135550916' });
    expect(await one.there()).toEqual({ city: 'Largo', phone: one.agreed.phone });
    await one.editThere('phoneNumber', '8135550917');
    await d.cycle();
    const [here, there] = [await one.here(), await one.there()];
    expect([here?.phone, there.phone]).toEqual(['8135550917', '8135550917']);
    expect(await last(one.id)).toMatch(/both sides had changed/i);
    const { conflicts } = await d.app.graphql(`{ conflicts { items { id field } } }`);
    const { id } = conflicts.items[0];
    const { settleConflict } = await d.app.graphql(
      `mutation ($id: ID!) { settleConflict(id: $id, winner: CRM) { problems { code message } } }`,
      { id },
    );
    expect(settleConflict.problems).toEqual([]);
    await d.app.settle();
    // What a person decided goes out, though it is the value of the earlier mode.
    expect((await one.there()).phone).toBe('8135550916');
  });

  it('stay in a nightly comparison of both sides', async () => {
    const one = await client({ phone: '8135550918' });
    await use('REAL_TIME');
    await d.app.graphql('mutation { reconcileNow { problems { code } } }');
    await d.app.settle();
    expect((await one.there()).phone).toBe(one.agreed.phone);
    const { reconciles } = await d.app.graphql('{ reconciles(first: 1) { items { id } } }');
    const { reconcileFindings } = await d.app.graphql(
      `query ($id: ID!) { reconcileFindings(id: $id) { items { localId detail } } }`,
      { id: reconciles.items[0].id },
    );
    const findings: { localId: string; detail: string }[] = reconcileFindings.items;
    expect(findings.find(({ localId }) => localId === one.id)?.detail).toContain(
      'this was edited while the sync mode sent no edits',
    );
  });

  it('of an opportunity stay with its stage until it is won, which sends them all', async () => {
    await use('REAL_TIME');
    const clientId = await d.mutate('createClient', { name: 'Of the opportunity', city: 'Tampa' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
    const remoteStages = await d.http('GET', '/sales/stages');
    await saveSettings(d.app, {
      stageMap: [0, 1].map((at) => ({ stageId: stages[at], remoteStageId: String(remoteStages[at].id) })),
    });
    const input = { name: 'Renewal', clientId, stageId: stages[0] };
    const id = await d.mutate('createOpportunity', input);
    const path = `/sales/opportunities/${await d.remoteId(id)}`;
    const agreed = await d.http('GET', path);
    await use('PULL_NEW_PUSH_WON');
    await d.mutate('updateOpportunity', { ...input, stageId: stages[1], notes: 'of the earlier mode' }, id);
    await use('REAL_TIME');
    await d.mutate(
      'updateOpportunity',
      { ...input, stageId: stages[1], notes: 'of the earlier mode', expectedCloseDate: '2027-05-31' },
      id,
    );
    const there = await d.http('GET', path);
    expect(there).toMatchObject({
      stage: agreed.stage,
      status: agreed.status,
      expectedCloseDate: '2027-05-31T00:00:00Z',
    });
    expect(there.notes ?? null).toBe(agreed.notes ?? null);
    const told = (await d.log(id)).findLast((sentence) => sentence.startsWith('Updated'));
    expect(told).toMatch(/^Updated expected close date of opportunity "Renewal"/);
    expect(told).toMatch(/Not sent: (stage and notes|notes and stage), because this was edited/);
    await d.app.graphql(`mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { code } } }`, { id });
    await d.app.settle();
    expect((await d.http('GET', path)).notes).toBe('of the earlier mode');
    expect((await d.http('GET', path)).status.name).toMatch(/won/i);
  });
});
