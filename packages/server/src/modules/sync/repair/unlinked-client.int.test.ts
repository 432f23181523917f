import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

/** What unlinking a client promises is what happens: its company ID stays with the company, and the next send makes a new one. */
describe('a client that was unlinked', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const linked = async () => {
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', clientId);
    await f.drain();
    await f.poll();
    const identifier = String((await f.here('company', clientId)).identifier);
    const remoteId = (await f.linkOf('company', clientId))?.remoteId ?? '';
    expect((await f.http('GET', `/company/companies/${remoteId}`)).body).toMatchObject({ identifier });
    return { clientId, identifier, remoteId };
  };

  it('is made anew with its next edit, and the company of before waits for another name', async () => {
    const { clientId, identifier, remoteId } = await linked();
    const plan = await f.plan({ kind: 'unlink', entity: 'company', localId: clientId });
    expect(plan.effects.join(' ')).toContain(`The company ID "${identifier}" stays with the company there`);
    expect((await f.here('company', clientId)).identifier).toBe(identifier);
    await f.act({ kind: 'unlink', entity: 'company', localId: clientId });
    expect((await f.here('company', clientId)).identifier).toBeNull();
    expect((await f.log(clientId)).at(-1)).toContain(`The company ID "${identifier}" stays with the company there`);

    await f.editHere('company', clientId, `phone = '208 555 0143'`);
    await f.drain();
    const made = (await f.linkOf('company', clientId))?.remoteId ?? '';
    expect(made).not.toBe('');
    expect(made).not.toBe(remoteId);
    const there = (await f.http('GET', `/company/companies/${made}`)).body;
    expect(there).toMatchObject({ phoneNumber: '208 555 0143' });
    expect(there.identifier).not.toBe(identifier);
    expect((await f.here('company', clientId)).identifier).toBe(there.identifier);
    expect((await f.http('GET', `/company/companies/${remoteId}`)).body).toMatchObject({ identifier });
    expect(await f.openIssues()).toEqual([]);

    await f.http('PATCH', `/company/companies/${remoteId}`, [{ op: 'replace', path: 'city', value: 'Boise' }]);
    await f.poll();
    expect(await f.openIssues()).toMatchObject([
      { code: 'name_taken', advice: expect.stringContaining('Give one of the two another name') },
    ]);
  });

  it('has its company ID back when the unlinking is taken back', async () => {
    const { clientId, identifier, remoteId } = await linked();
    const { action } = await f.act({ kind: 'unlink', entity: 'company', localId: clientId });
    await f.repair.actions.undo(f.actor, action?.id ?? '');
    expect(await f.linkOf('company', clientId)).toEqual({ remoteId, state: 'linked' });
    expect((await f.here('company', clientId)).identifier).toBe(identifier);
    await f.editHere('company', clientId, `phone = '208 555 0144'`);
    await f.drain();
    expect((await f.http('GET', `/company/companies/${remoteId}`)).body).toMatchObject({ phoneNumber: '208 555 0144' });
  });

  it('is made anew as well where its company was deleted there, as the advice of the issue says', async () => {
    const { clientId, remoteId } = await linked();
    f.sandbox.store.patchRaw('companies', Number(remoteId), { deletedFlag: true });
    expect((await f.http('GET', `/company/companies/${remoteId}`)).body).toMatchObject({ deletedFlag: true });
    await f.poll();
    expect(await f.linkOf('company', clientId)).toEqual({ remoteId, state: 'broken' });
    const plan = await f.plan({ kind: 'unlink', entity: 'company', localId: clientId });
    expect(plan.effects.at(-1)).toBe('When the client is sent next, a new company is made in ConnectWise.');
    await f.act({ kind: 'unlink', entity: 'company', localId: clientId });
    await f.editHere('company', clientId, `phone = '208 555 0145'`);
    await f.drain();
    const made = (await f.linkOf('company', clientId))?.remoteId ?? '';
    expect((await f.http('GET', `/company/companies/${made}`)).body).toMatchObject({ phoneNumber: '208 555 0145' });
    expect(made).not.toBe(remoteId);
  });

  it.each(['connectwise', 'crm'] as const)(
    'relinked with the values of %s: what is said of the company of before is what happens',
    async (winner) => {
      const { clientId, remoteId } = await linked();
      const other = (await linked()).clientId;
      const otherId = (await f.linkOf('company', other))?.remoteId ?? '';
      await f.act({ kind: 'unlink', entity: 'company', localId: other });
      await f.rows(`update client set name = 'Set aside ' || id where id = $1`, [other]);
      const asked = { kind: 'relink', entity: 'company', localId: clientId, remoteId: otherId, winner } as const;
      expect((await f.plan(asked)).effects).toContain(
        `Company ${remoteId} is linked to nothing then, and may come in as another client: a poll that meets it looks at it like a new company.`,
      );
      const count = async () => Number((await f.rows('select count(*)::int as n from client', []))[0]?.n);
      const before = await count();
      await f.act(asked);
      await f.drain();
      await f.http('PATCH', `/company/companies/${remoteId}`, [{ op: 'replace', path: 'city', value: 'Salem' }]);
      await f.poll();
      const cameIn = await f.rows(`select local_id from entity_link where entity = 'company' and remote_id = $1`, [
        remoteId,
      ]);
      if (winner === 'connectwise') {
        expect(cameIn).toHaveLength(1);
        expect(await count()).toBe(before + 1);
      } else {
        expect(cameIn).toHaveLength(0);
        expect(await f.openIssues()).toContainEqual(expect.objectContaining({ code: 'name_taken' }));
      }
    },
  );
});
