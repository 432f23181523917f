import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { until } from '../../../../test/support/until.ts';

describe('a link that a person holds', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  beforeEach(() => f.clearLog());
  afterAll(() => f.close());

  const made = async () => {
    const deal = await insertDeal(f, { lines: 1 });
    await f.createdHere('company', deal.clientId);
    await f.drain();
    await f.poll();
    await f.clearLog();
    return deal;
  };
  const phoneThere = async (localId: string) => {
    const { remoteId } = (await f.linkOf('company', localId)) ?? {};
    return (await f.http('GET', `/company/companies/${remoteId}`)).body.phoneNumber;
  };
  const company = (localId: string | null) => ({ entity: 'company' as const, localId });

  it('tells of no newer value that a pull took in while the record was being sent, as after it was resumed', async () => {
    const { contactId } = await made();
    const id = contactId ?? '';
    await f.createdHere('contact', id);
    await f.drain();
    await f.poll();
    await f.clearLog();
    const { remoteId } = (await f.linkOf('contact', id)) ?? {};
    const titleThere = async () => (await f.http('GET', `/company/contacts/${remoteId}`)).body.title;
    await f.http('PATCH', `/company/contacts/${remoteId}`, [{ op: 'replace', path: 'firstName', value: 'Anna' }]);
    f.sandbox.fail({ method: 'PATCH', path: '/company/contacts', kind: 'slow', delayMs: 1_500, times: 1 });
    const sending = f.editHere('contact', id, `title = 'Owner'`);
    await until(async () => (await titleThere()) === 'Owner', 'ConnectWise has the title');
    await f.poll();
    await sending;
    expect(await f.log(id)).toEqual([
      'Updated: first name.',
      expect.stringMatching(/^Updated job title of contact "[^"]+" in ConnectWise\.$/),
    ]);
    await f.clearLog();
    await f.poll();
    await f.drain();
    expect(await f.log(id)).toEqual([]);
    expect(await f.here('contact', id)).toMatchObject({ first_name: 'Anna', title: 'Owner' });
    expect((await f.http('GET', `/company/contacts/${remoteId}`)).body).toMatchObject({
      firstName: 'Anna',
      title: 'Owner',
    });
  });

  it('says of a client, which a pull holds while it is being sent, that the newer value comes with the next poll', async () => {
    const { clientId } = await made();
    await f.editThere('company', clientId, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    f.sandbox.fail({ method: 'PATCH', path: '/company/companies', kind: 'slow', delayMs: 1_500, times: 1 });
    const sending = f.editHere('company', clientId, `phone = '813 555 4343'`);
    await until(async () => (await phoneThere(clientId)) === '813 555 4343', 'ConnectWise has the phone');
    await f.poll();
    await sending;
    await f.poll();
    await f.drain();
    expect(await f.log(clientId)).toEqual([
      expect.stringMatching(
        /^Updated phone of client "[^"]+" in ConnectWise\. ConnectWise has a newer value of city, which comes with the next poll\.$/,
      ),
      'Updated: city.',
    ]);
    expect(await f.here('company', clientId)).toMatchObject({ city: 'Naples', phone: '813 555 4343' });
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Naples', phoneNumber: '813 555 4343' });
  });

  it('R76: passes nothing while it is paused, says so once for each edit, and merges both sides when it is resumed', async () => {
    const { clientId } = await made();
    await expect(f.act({ kind: 'pause', ...company(clientId) })).rejects.toMatchObject({
      problems: [{ field: 'reason' }],
    });
    await f.act({ kind: 'pause', ...company(clientId), reason: 'they are being bought' });
    expect(await f.linkOf('company', clientId)).toMatchObject({ state: 'paused' });
    await expect(f.act({ kind: 'allow_sync', ...company(clientId) })).rejects.toMatchObject({
      problems: [{ message: 'This client is paused, not set never to sync. Resume it instead.' }],
    });
    await f.clearLog();

    await f.editThere('company', clientId, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.poll();
    await f.poll();
    await f.poll();
    expect(await f.log(clientId)).toEqual([
      'Skipped: Ann paused it: they are being bought. The client keeps its own values.',
    ]);
    await f.clearLog();
    const before = await phoneThere(clientId);
    await f.editHere('company', clientId, `phone = '813 555 4242'`);
    await f.run();
    expect(await phoneThere(clientId)).toBe(before);
    expect(await f.log(clientId)).toEqual([
      'Not sent, because Ann paused it: they are being bought. It goes out when it is resumed.',
    ]);
    expect(await f.here('company', clientId)).toMatchObject({ city: 'Tampa' });

    await f.act({ kind: 'resume', ...company(clientId) });
    await f.drain();
    expect(await f.here('company', clientId)).toMatchObject({ city: 'Naples', phone: '813 555 4242' });
    expect(await phoneThere(clientId)).toBe('813 555 4242');
    expect(await f.linkOf('company', clientId)).toMatchObject({ state: 'linked' });
    expect(await f.openIssues()).toEqual([]);
  });

  it('does not keep what refers to it: a win of a paused client goes to its company', async () => {
    const deal = await made();
    await f.act({ kind: 'pause', ...company(deal.clientId), reason: 'busy' });
    await win(f, deal);
    await f.drain();
    const link = await f.linkOf('opportunity', deal.opportunityId);
    const there = (await f.http('GET', `/sales/opportunities/${link?.remoteId}`)).body;
    expect(there).toMatchObject({ closedBy: {} });
    expect(await f.openIssues()).toEqual([]);
  });

  it('holds a win of a paused opportunity until it is resumed', async () => {
    const deal = await made();
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    const opportunity = { entity: 'opportunity' as const, localId: deal.opportunityId };
    await f.act({ kind: 'pause', ...opportunity, reason: 'the quote is being checked' });
    await win(f, deal);
    await f.drain();
    const { remoteId } = (await f.linkOf('opportunity', deal.opportunityId)) ?? {};
    const there = async () => (await f.http('GET', `/sales/opportunities/${remoteId}`)).body;
    expect(await there()).not.toHaveProperty('closedBy');
    expect((await f.log(deal.opportunityId)).at(-1)).toContain(
      'Not sent, because Ann paused it: the quote is being checked.',
    );
    await f.act({ kind: 'resume', ...opportunity });
    await f.drain();
    expect(await there()).toMatchObject({ closedBy: {} });
  });

  it('is never synced again on a person’s word, with the reason, until somebody allows it', async () => {
    const { clientId } = await made();
    await f.act({ kind: 'never_sync', ...company(clientId), reason: 'internal company' });
    await f.clearLog();
    const before = await phoneThere(clientId);
    await f.editHere('company', clientId, `phone = '813 555 4343'`);
    expect(await phoneThere(clientId)).toBe(before);
    expect(await f.log(clientId)).toEqual(['Not sent, because Ann set it never to sync: internal company.']);
    await f.act({ kind: 'allow_sync', ...company(clientId) });
    await f.drain();
    expect(await phoneThere(clientId)).toBe('813 555 4343');
  });

  it('keeps a client that was never sent from being made there, also when a win needs it', async () => {
    const deal = await insertDeal(f, { lines: 1 });
    await f.act({ kind: 'never_sync', ...company(deal.clientId), reason: 'cash customer' });
    await f.createdHere('company', deal.clientId);
    expect(await f.linkOf('company', deal.clientId)).toBeNull();
    expect((await f.log(deal.clientId)).at(-1)).toBe('Not sent, because Ann set it never to sync: cash customer.');
    await win(f, deal);
    await f.drain();
    expect(await f.openIssues()).toMatchObject([
      { code: 'never_synced', message: expect.stringContaining('because Ann set it never to sync: cash customer') },
    ]);
    await f.act({ kind: 'allow_sync', ...company(deal.clientId) });
    await f.drain();
    expect(await f.openIssues()).toEqual([]);
    expect(await f.linkOf('company', deal.clientId)).toMatchObject({ state: 'linked' });
    expect(await f.linkOf('opportunity', deal.opportunityId)).toMatchObject({ state: 'linked' });
  });

  it('keeps a record that only ConnectWise has out of the CRM, until somebody allows it', async () => {
    const made = f.sandbox.store.insert('companies', {
      identifier: 'Stranger',
      name: 'Stranger Inc.',
      city: 'Ocala',
      site: { name: 'Main' },
    });
    const remoteId = String(made.id);
    await f.act({ kind: 'never_sync', ...company(null), remoteId, reason: 'a test company' });
    await f.poll();
    const here = () => f.rows(`select name from client where name = 'Stranger Inc.'`);
    expect(await here()).toEqual([]);
    await f.act({ kind: 'allow_sync', ...company(null), remoteId });
    expect(await here()).toEqual([{ name: 'Stranger Inc.' }]);
  });
});
