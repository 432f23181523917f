import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** What the preview says of the records of a client holds afterwards, one by one. */
describe('R76: recreating a client of which other records are gone as well', () => {
  let f: RepairFixture;
  beforeEach(async () => {
    f = await openRepairFixture();
  });
  afterEach(() => f.close());

  async function goneWithContact() {
    const deal = await insertDeal(f, { lines: 0 });
    const contactId = deal.contactId ?? '';
    await f.createdHere('company', deal.clientId);
    await f.createdHere('contact', contactId);
    await f.drain();
    await f.poll();
    const [company, contact] = [await f.linkOf('company', deal.clientId), await f.linkOf('contact', contactId)];
    f.sandbox.store.remove('contacts', Number(contact?.remoteId));
    f.sandbox.store.remove('companies', Number(company?.remoteId));
    await f.editHere('contact', contactId, `title = 'Owner'`);
    await f.editHere('company', deal.clientId, `city = 'Naples'`);
    await f.drain();
    return { ...deal, contactId };
  }

  it('tells that the contact keeps no link, and what waits for it', async () => {
    const { clientId, contactId } = await goneWithContact();
    const standing = async () => [
      (await f.linkOf('company', clientId))?.state,
      (await f.linkOf('contact', contactId))?.state,
    ];
    expect(await standing()).toEqual(['broken', 'broken']);
    const asked = { kind: 'recreate_there', entity: 'company', localId: clientId } as const;
    const warnings = (await f.plan(asked)).warnings.join(' ');
    expect(warnings).not.toMatch(/keeps? (its|their) links?/);
    expect(warnings).toMatch(
      /^Contact ".+" is gone from ConnectWise as well, and its own link stays broken: what needs it waits until it is recreated or relinked too\.$/,
    );
    await f.act(asked);
    await f.drain();
    expect(await standing()).toEqual(['linked', 'broken']);
  });

  it('and before it is linked to another company', async () => {
    const { clientId } = await goneWithContact();
    const other = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', other.clientId);
    await f.drain();
    const remoteId = (await f.linkOf('company', other.clientId))?.remoteId ?? '';
    await f.act({ kind: 'unlink', entity: 'company', localId: other.clientId });
    const plan = await f.plan({ kind: 'relink', entity: 'company', localId: clientId, remoteId, winner: 'crm' });
    expect(plan.warnings.join(' ')).toMatch(
      /^Contact ".+" is gone from ConnectWise as well, and its own link stays broken/,
    );
  });
});
