import { saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** What the log and the page say of a push, held against ConnectWise's record. */
describe('P9: what is said of a push', () => {
  let d: DirectionsApp;
  let stages: Record<string, string>;
  let clientId: string;

  beforeAll(async () => {
    d = await openDirectionsApp();
    stages = await stageIds(d.app);
    clientId = await d.mutate('createClient', { name: 'Quay', addressLine1: '1 Pier', city: 'Tampa' });
    await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: 'Wharf', isPrimary: true });
  }, 120_000);
  afterAll(() => d.app.stop());

  const said = async (id: string) => (await d.log(id)).at(-1) ?? '';
  const stub = (method: string, path: string, body: object) =>
    d.app.sandbox.fail({ method, path, kind: 'stub', status: 200, times: 1, body });
  const mark = async (id: string) => {
    const { markOpportunityWon } = await d.app.graphql(
      `mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }`,
      { id },
    );
    expect(markOpportunityWon.problems).toEqual([]);
    await d.app.settle();
  };
  const reopen = async (id: string, stageId: string | undefined) => {
    const { reopenOpportunity } = await d.app.graphql(
      `mutation ($id: ID!, $stageId: ID) { reopenOpportunity(id: $id, stageId: $stageId) { problems { message } } }`,
      { id, stageId },
    );
    expect(reopenOpportunity.problems).toEqual([]);
    await d.app.settle();
  };
  const push = async (id: string) =>
    (
      await d.app.graphql(
        `query ($id: ID!) { opportunity(id: $id) { push { pushState leftOut { label because setting } } } }`,
        { id },
      )
    ).opportunity.push;

  it.each([
    ['city', 'city', { city: 'Ocala' }, 'Ocala'],
    ['website', 'website', { website: 'https://ours.example' }, 'https://ours.example'],
  ])('an edit of %s that ConnectWise answers with its own value comes back in', async (field, property, edit, ours) => {
    const id = await d.mutate('createClient', { name: `Kept ${field}`, city: 'Tampa', website: 'https://theirs.net' });
    const path = `/company/companies/${await d.remoteId(id)}`;
    await d.poll();
    const there = await d.http('GET', path);
    stub('PATCH', path, there);
    await d.mutate(
      'updateClient',
      { name: `Kept ${field}`, city: 'Tampa', website: 'https://theirs.net', ...edit },
      id,
    );
    expect(await said(id)).toContain('without an error and keeps its own');
    expect(await said(id)).not.toContain(`Updated ${field}`);
    expect((await d.http('GET', path))[property]).not.toBe(ours);
    await d.poll();
    const [row] = await d.rows(`select city, website from client where id = $1`, [id]);
    expect(row?.[field]).toBe(there[property]);
    // And the next edit goes out as ever.
    await d.mutate(
      'updateClient',
      { name: `Kept ${field}`, city: 'Tampa', website: 'https://theirs.net', ...edit },
      id,
    );
    expect((await d.http('GET', path))[property]).toBe(ours);
    expect(await said(id)).toContain(`Updated ${field}`);
  });

  it('the same of an item of a contact, while another field of the patch was taken', async () => {
    const input = { clientId, firstName: 'Helen', lastName: 'Kept', phone: '8135550100', title: 'Dr' };
    const id = await d.mutate('createContact', input);
    await d.poll();
    const path = `/company/contacts/${await d.remoteId(id)}`;
    const there = await d.http('GET', path);
    stub('PATCH', path, { ...there, title: 'Head' });
    await d.mutate('updateContact', { ...input, phone: '8135550199', title: 'Head' }, id);
    expect(await said(id)).toMatch(/^Updated job title of contact/);
    expect(await said(id)).toContain('keeps its own phone (8135550100)');
    await d.poll();
    expect(await d.rows(`select phone from contact where id = $1`, [id])).toEqual([{ phone: '8135550100' }]);
  });

  it('the same of a new record', async () => {
    const other = await d.mutate('createClient', { name: 'Model', city: 'Tampa' });
    const made = await d.http('POST', '/company/companies', {
      ...{ identifier: 'Newcomer', name: 'Newcomer', site: { name: 'Main' }, city: 'Naples' },
    });
    expect(other).toBeTruthy();
    stub('POST', '/company/companies', made);
    const id = await d.mutate('createClient', { name: 'Kept apart', city: 'Ocala', website: 'https://new.example' });
    expect((await d.log(id)).join(' ')).toMatch(/keeps its own .*city \(Naples\)/);
    await d.poll();
    expect(await d.rows(`select city from client where id = $1`, [id])).toEqual([{ city: 'Naples' }]);
  });

  it('R71: a reopened opportunity leaves the date of its win in the log', async () => {
    const id = await d.mutate('createOpportunity', { clientId, name: 'Backup', stageId: stages.Proposal });
    await mark(id);
    const [won] = await d.rows<{ at: string }>(
      `select to_char(won_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from opportunity where id = $1`,
      [id],
    );
    const at = won?.at ?? '';
    await reopen(id, stages.Proposal);
    const [row] = await d.rows<{ description: string; changes: { field: string; from: string }[] }>(
      `select description, changes from audit_event where local_id = $1 and description like 'Reopened%'`,
      [id],
    );
    expect(row?.description).toContain(`It had been won on ${at.slice(0, 10)}.`);
    expect(row?.changes).toContainEqual({ field: 'wonAt', from: at, to: null });
  });

  it('names the fields of a new catalog item as the table does', async () => {
    const id = await d.mutate('createProduct', {
      ...{ name: 'A switch', sku: 'S-1', description: 'Twelve ports', kind: 'PRODUCT', price: '1', cost: '1' },
    });
    const [row] = await d.rows<{ changes: { field: string; to: unknown }[] }>(
      `select changes from audit_event where local_id = $1 and operation = 'create' and direction = 'out'`,
      [id],
    );
    const named = Object.fromEntries((row?.changes ?? []).map(({ field, to }) => [field, to]));
    expect(named).toMatchObject({ name: 'A switch', description: 'Twelve ports', sku: 'S-1' });
    expect(named).toHaveProperty('productClass');
    expect(named).toHaveProperty('subcategory');
    expect(named).not.toHaveProperty('kind');
    expect(named).not.toHaveProperty('category');
  });

  it('says of edited parts that they were made, and not that nothing was edited', async () => {
    const product = (name: string) =>
      d.mutate('createProduct', { name, sku: name, kind: 'PRODUCT', price: '1', cost: '1' });
    const [a, b] = [await product('Part A'), await product('Part B')];
    const kit = { name: 'Kit', sku: 'Kit', kind: 'BUNDLE', price: '1', cost: '1' };
    const id = await d.mutate('createProduct', { ...kit, bundleLines: [{ productId: a, quantity: '1' }] });
    await d.poll();
    await d.mutate('updateProduct', { ...kit, bundleLines: [{ productId: b, quantity: '1' }] }, id);
    expect((await d.log(id)).at(-1)).toContain('Made the parts of bundle');
  });

  it('leaves out what a win did not send, and what is edited later and stays here', async () => {
    await d.rows(`insert into tax_region (name) values ('Florida')`);
    const [region] = await d.rows<{ id: string }>(`select id from tax_region where name = 'Florida'`);
    await d.rows(`update client set tax_region_id = $2 where id = $1`, [clientId, region?.id]);
    const values = { clientId, name: 'Fleet', stageId: stages.Proposal, expectedCloseDate: '2027-05-01' };
    const id = await d.mutate('createOpportunity', values);
    const { createQuote } = await d.app.graphql(
      `mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { problems { message } } }`,
      { id, input: { title: 'Fleet', lines: [{ description: 'Laptop', quantity: '1', price: '100', cost: '1' }] } },
    );
    expect(createQuote.problems).toEqual([]);
    await mark(id);
    const first = await push(id);
    expect(first.pushState).toBe('DONE');
    expect(first.leftOut).toContainEqual({
      label: 'tax region',
      because: expect.stringContaining('Florida'),
      setting: 'TAXES',
    });
    await d.mutate('updateOpportunity', { ...values, stageId: stages.Won, expectedCloseDate: null }, id);
    const labels = async () => (await push(id)).leftOut.map(({ label }: { label: string }) => label);
    expect(await labels()).toContain('expected close date');
    // Set again, it goes out and is left out no longer.
    await d.mutate('updateOpportunity', { ...values, stageId: stages.Won, expectedCloseDate: '2027-06-01' }, id);
    expect(await labels()).not.toContain('expected close date');
    await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
    await d.mutate('updateOpportunity', { ...values, name: 'Renamed', stageId: stages.Won, notes: 'New' }, id);
    const left = (await push(id)).leftOut;
    expect(left).toContainEqual({
      label: 'notes',
      because: 'the sync mode sends no edits to ConnectWise',
      setting: 'SCOPE',
    });
    expect(left.map(({ label }: { label: string }) => label)).toContain('name');
    await saveSettings(d.app, { mode: 'PULL_ONLY' });
    await reopen(id, stages.Proposal);
    expect((await push(id)).leftOut).toContainEqual({
      label: 'stage',
      because: 'the sync mode sends nothing to ConnectWise',
      setting: 'SCOPE',
    });
  });
});
