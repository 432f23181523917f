import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** What the preview says of the records of a client holds afterwards, one by one. */
describe('R76: the cure of a client of which a contact is gone as well', () => {
  let f: RepairFixture;
  beforeEach(async () => {
    f = await openRepairFixture();
  });
  afterEach(() => f.close());

  /** A client that ConnectWise merged away without its primary contact, and whose other contact it deleted. */
  async function goneWithContact() {
    const { clientId, contactId } = await insertDeal(f, { lines: 0 });
    const [row] = await f.rows<{ id: string }>(
      `insert into contact (client_id, first_name, last_name, email) values ($1, 'Berta', 'Ortiz', 'berta@ortiz.example') returning id`,
      [clientId],
    );
    const other = row?.id ?? '';
    const kept = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', clientId);
    for (const id of [contactId ?? '', other]) await f.createdHere('contact', id);
    await f.createdHere('company', kept.clientId);
    await f.drain();
    await f.poll();
    const [lostId, keptId, otherId] = [
      (await f.linkOf('company', clientId))?.remoteId ?? '',
      (await f.linkOf('company', kept.clientId))?.remoteId ?? '',
      (await f.linkOf('contact', other))?.remoteId ?? '',
    ];
    f.sandbox.store.remove('contacts', Number(otherId));
    await f.editHere('contact', other, `title = 'Owner'`);
    await f.http('POST', `/company/companies/${lostId}/merge`, {
      ...{ toCompanyId: Number(keptId), contacts: 'Discard', opportunities: 'Discard', sites: 'Merge', notes: 'Merge' },
    });
    await f.poll();
    const standing = async () => [
      (await f.linkOf('company', clientId))?.state,
      (await f.linkOf('contact', contactId ?? ''))?.state,
      (await f.linkOf('contact', other))?.state,
    ];
    expect(await standing()).toEqual(['broken', 'linked', 'broken']);
    return { clientId, lostId, keptId, keptClientId: kept.clientId, standing };
  }
  const gone =
    'Contact "Berta Ortiz" is gone from ConnectWise as well, and its own link stays broken: what needs it waits until it is recreated or relinked too.';

  it('says before it is recreated that this contact keeps no link', async () => {
    const { clientId, lostId, standing } = await goneWithContact();
    const asked = { kind: 'recreate_there', entity: 'company', localId: clientId } as const;
    const { warnings, effects } = await f.plan(asked);
    expect(warnings).toEqual([gone]);
    expect(effects.join(' ')).toContain(`Its 1 linked contact, which ConnectWise left at company ${lostId}, is sent`);
    await f.act(asked);
    await f.drain();
    expect(await standing()).toEqual(['linked', 'linked', 'broken']);
  });

  it('says so before it is linked to another company', async () => {
    const { clientId, keptId, keptClientId, standing } = await goneWithContact();
    await f.act({ kind: 'unlink', entity: 'company', localId: keptClientId });
    const asked = { kind: 'relink', entity: 'company', localId: clientId, remoteId: keptId, winner: 'crm' } as const;
    expect((await f.plan(asked)).warnings).toEqual([gone]);
    await f.act(asked);
    await f.drain();
    expect(await standing()).toEqual(['linked', 'linked', 'broken']);
  });
});
