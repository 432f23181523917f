import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { listActions } from './link-actions.queries.ts';

describe('taking an action on a link back', () => {
  let f: RepairFixture;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const made = async () => {
    const deal = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', deal.clientId);
    await f.drain();
    await f.poll();
    return { localId: deal.clientId, remoteId: (await f.linkOf('company', deal.clientId))?.remoteId ?? '' };
  };
  const there = async (id: string) => (await f.http('GET', `/company/companies/${id}`)).body;
  let others = 0;
  const stranger = async () => {
    const name = `Other ${++others}`;
    const body = {
      identifier: name.replace(' ', ''),
      name,
      status: { id: 1 },
      types: [{ id: 1 }],
      site: { name: 'Main' },
      phoneNumber: '555 0000',
      city: 'Ocala',
    };
    const answer = await f.http('POST', '/company/companies', body);
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  };
  const company = (localId: string) => ({ entity: 'company' as const, localId });

  it('R76: puts link, row and ConnectWise’s record back after a relink that sent and took values', async () => {
    const { localId, remoteId } = await made();
    const otherId = await stranger();
    const [rowBefore, otherBefore] = [await f.here('company', localId), await there(otherId)];
    const { action } = await f.act({
      kind: 'relink',
      ...company(localId),
      remoteId: otherId,
      winner: 'crm',
      fields: [{ field: 'city', winner: 'connectwise' }],
    });
    await f.drain();
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ city: 'Ocala' });
    expect(await there(otherId)).toMatchObject({ name: rowBefore.name, phoneNumber: rowBefore.phone });

    await f.repair.actions.undo(f.actor, action?.id ?? '');
    expect(await f.linkOf('company', localId)).toEqual({ remoteId, state: 'linked' });
    const same = ['name', 'phone', 'city', 'website', 'identifier'];
    const now = await f.here('company', localId);
    expect(same.map((field) => now[field])).toEqual(same.map((field) => rowBefore[field]));
    const { name, phoneNumber, city } = await there(otherId);
    expect({ name, phoneNumber, city }).toEqual({
      name: otherBefore.name,
      phoneNumber: otherBefore.phoneNumber,
      city: otherBefore.city,
    });
    expect((await f.log(localId)).at(-1)).toContain('Ann took this back');
    await expect(f.repair.actions.undo(f.actor, action?.id ?? '')).rejects.toMatchObject({
      problems: [{ code: 'undone' }],
    });
    // The old pair syncs on.
    await f.editHere('company', localId, `phone = '813 555 9090'`);
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '813 555 9090' });
  });

  it('is known to fail beforehand while a later change of the record stands, or its link is another one', async () => {
    const { localId } = await made();
    const pause = await f.act({ kind: 'pause', ...company(localId), reason: 'Later' });
    const resume = await f.act({ kind: 'resume', ...company(localId) });
    const blocks = async () => {
      const filter = { entity: 'company' as const, localId };
      const listed = await f.write((tx) => listActions(tx, filter, { limit: 9, after: null }));
      return new Map(listed.map(({ id, undoBlock }) => [id, undoBlock]));
    };
    const before = await blocks();
    expect(before.get(pause.action?.id ?? '')).toBe('later_change');
    expect(before.get(resume.action?.id ?? '')).toBeNull();
    await expect(f.repair.actions.undo(f.actor, pause.action?.id ?? '')).rejects.toMatchObject({
      problems: [{ code: 'changed_since' }],
    });
    await f.rows(`update entity_link set state = 'paused' where local_id = $1`, [localId]);
    expect((await blocks()).get(resume.action?.id ?? '')).toBe('link_changed');
  });

  it('is refused once a record was edited on either side, with the field', async () => {
    const { localId } = await made();
    const otherId = await stranger();
    const fields = [{ field: 'name', winner: 'connectwise' }] as const;
    const asked = { kind: 'relink', ...company(localId), remoteId: otherId, winner: 'crm', fields } as const;
    const { action } = await f.act(asked);
    await f.drain();
    await f.http('PATCH', `/company/companies/${otherId}`, [{ op: 'replace', path: 'city', value: 'Miami' }]);
    await expect(f.repair.actions.undo(f.actor, action?.id ?? '')).rejects.toMatchObject({
      problems: [{ code: 'changed_since', message: expect.stringContaining('edited in ConnectWise since (city)') }],
    });
    await f.http('PATCH', `/company/companies/${otherId}`, [{ op: 'replace', path: 'city', value: 'Tampa' }]);
    await f.rows(`update client set phone = '1' where id = $1`, [localId]);
    await expect(f.repair.actions.undo(f.actor, action?.id ?? '')).rejects.toMatchObject({
      problems: [{ code: 'changed_since', message: expect.stringContaining('edited since (phone)') }],
    });
    expect(await f.linkOf('company', localId)).toMatchObject({ remoteId: otherId });
  });

  it('links again what was unlinked, and keeps nothing apart', async () => {
    const { localId, remoteId } = await made();
    const { action } = await f.act({ kind: 'unlink', ...company(localId) });
    expect(await f.linkOf('company', localId)).toBeNull();
    // The same names on both sides are not linked by themselves again.
    await f.http('PATCH', `/company/companies/${remoteId}`, [{ op: 'replace', path: 'city', value: 'Dade' }]);
    await f.poll();
    expect(await f.linkOf('company', localId)).toBeNull();
    await f.repair.actions.undo(f.actor, action?.id ?? '');
    expect(await f.linkOf('company', localId)).toEqual({ remoteId, state: 'linked' });
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ city: 'Dade' });
    expect(await f.openIssues()).toEqual([]);
  });

  it('resumes what was paused, and gives a taken link back', async () => {
    const one = await made();
    const paused = await f.act({ kind: 'pause', ...company(one.localId), reason: 'wait' });
    await f.repair.actions.undo(f.actor, paused.action?.id ?? '');
    expect(await f.linkOf('company', one.localId)).toMatchObject({ state: 'linked' });

    const two = await made();
    const taken = await f.act({
      kind: 'relink',
      ...company(one.localId),
      remoteId: two.remoteId,
      ifTaken: 'take_over',
      fields: [
        { field: 'name', winner: 'crm' },
        { field: 'identifier', winner: 'crm' },
      ],
    });
    expect(await f.linkOf('company', two.localId)).toBeNull();
    expect(await f.linkOf('company', one.localId)).toMatchObject({ remoteId: two.remoteId });
    await f.repair.actions.undo(f.actor, taken.action?.id ?? '');
    expect(await f.linkOf('company', one.localId)).toEqual({ remoteId: one.remoteId, state: 'linked' });
    expect(await f.linkOf('company', two.localId)).toEqual({ remoteId: two.remoteId, state: 'linked' });
    await f.drain();
    await f.poll();
    expect(await f.openIssues()).toEqual([]);
  });
});
