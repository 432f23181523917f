import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import type { ConfigurationChange } from '../../integration/setup/section.ts';

/** What was left out because nothing on the other side stood for it follows by itself once something does: an option, a member, a map. */
describe('R65: a value that nothing stands for on the other side', () => {
  let f: TwoWayFixture;
  let user: string;
  let parked: string;
  let quoted: string;
  const optionsOf = (table: 'stages' | 'opportunityStatuses') =>
    f.sandbox.store.list(table) as unknown as { id: number; name: string; closedFlag?: boolean; wonFlag?: boolean }[];
  const stage = (at: number) => optionsOf('stages')[at];
  const openStatus = () =>
    optionsOf('opportunityStatuses').find(
      ({ name, closedFlag, wonFlag }) => name !== 'Open' && !closedFlag && !wonFlag,
    );
  const save = async (change: ConfigurationChange) => {
    await f.write((tx) => f.push.syncSettings.save(tx, f.connectionId, change, { userId: null, name: 'Ann' }));
  };

  beforeEach(async () => {
    f = await openTwoWayFixture({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    user = newId();
    await f.rows(
      `insert into app_user (id, email, name, role, password_hash) values ($1, 'rita@msp.example', 'Rita', 'sales', '')`,
      [user],
    );
    const add = async (name: string, position: number) => {
      const [row] = await f.rows<{ id: string }>(
        `insert into pipeline_stage (name, position, kind) values ($1, $2, 'open') returning id`,
        [name, position],
      );
      return row?.id ?? '';
    };
    parked = await add('Parked', 4);
    quoted = await add('Quoted', 5);
  });
  afterEach(() => f.close());

  const sale = async (set = 'notes = null', params: unknown[] = []) => {
    const deal = await insertDeal(f, { lines: 0 });
    const id = deal.opportunityId;
    await f.rows(`update opportunity set ${set} where id = $1`, [id, ...params]);
    await f.createdHere('opportunity', id);
    await f.drain();
    return { ...deal, id };
  };
  const nameThere = async (id: string, property: string) => {
    const value = (await f.there('opportunity', id))[property];
    return typeof value === 'object' && value !== null
      ? (Reflect.get(value, 'name') ?? Reflect.get(value, 'id'))
      : value;
  };
  const settled = async (id: string) => {
    await f.poll();
    await f.drain();
    await f.clearLog();
    await f.poll();
    await f.drain();
    expect(await f.log(id)).toEqual([]);
  };

  describe('the owner of an opportunity whom ConnectWise does not know', () => {
    const notSent = 'Not sent: owner, because no active member of ConnectWise has the e-mail address of the owner.';
    const member = () =>
      f.sandbox.store.insertRaw('members', {
        identifier: 'RRoe',
        firstName: 'Rita',
        lastName: 'Roe',
        licenseClass: 'F',
        officeEmail: 'Rita@msp.example',
        defaultEmail: 'Office',
      }).id;
    const read = () => f.connection.references.refresh(f.workspaceId, f.connectionId, ['member']);

    it('of a new one goes out once there is such a member', async () => {
      const { id } = await sale('owner_id = $2', [user]);
      expect((await f.log(id)).join(' ')).toContain(notSent);
      const before = (await f.there('opportunity', id)).primarySalesRep;
      await f.poll();
      expect(await f.column('opportunity', id, 'ownerId')).toBe(user);
      await f.clearLog();
      const memberId = member();
      await read();
      await f.drain();
      expect(before).not.toMatchObject({ id: memberId });
      expect((await f.there('opportunity', id)).primarySalesRep).toMatchObject({ id: memberId });
      expect((await f.log(id)).filter((one) => one.includes('owner'))).toEqual([
        expect.stringMatching(/^Updated owner of opportunity "[^"]+" in ConnectWise\./),
      ]);
      expect(await f.column('opportunity', id, 'ownerId')).toBe(user);
      await settled(id);
    });

    it('of one that is there goes out, also where the list is read only when something else is edited', async () => {
      const { id } = await sale();
      await f.poll();
      await f.clearLog();
      await f.editHere('opportunity', id, `owner_id = $2`, [user]);
      await f.editHere('opportunity', id, `notes = 'Called'`);
      expect((await f.log(id)).filter((one) => one.includes(notSent))).toHaveLength(2);
      const memberId = member();
      await read();
      await f.drain();
      expect((await f.there('opportunity', id)).primarySalesRep).toMatchObject({ id: memberId });
      expect(await f.column('opportunity', id, 'ownerId')).toBe(user);
      await settled(id);
    });
  });

  describe('the same where a later step of the push has to be tried again', () => {
    const member = () =>
      f.sandbox.store.insertRaw('members', {
        identifier: 'RRoe',
        firstName: 'Rita',
        lastName: 'Roe',
        licenseClass: 'F',
        officeEmail: 'Rita@msp.example',
        defaultEmail: 'Office',
      }).id;
    const read = () => f.connection.references.refresh(f.workspaceId, f.connectionId, ['member']);

    it.each([
      ['a new one', false],
      ['one that is there', true],
    ])('the owner of %s goes out once there is such a member', async (_which, isThere) => {
      const deal = await insertDeal(f, { lines: 1 });
      const id = deal.opportunityId;
      if (isThere) {
        await f.createdHere('opportunity', id);
        await f.drain();
        await f.poll();
        await f.rows(`update quote_line set quantity = 3 where document_id = $1`, [deal.quoteId]);
      }
      await f.rows(`update opportunity set owner_id = $2 where id = $1`, [id, user]);
      f.sandbox.fail({ path: '/procurement/products', status: 503 });
      await f.changed({ entity: 'opportunity', id, kind: isThere ? 'updated' : 'created' });
      await f.run();
      expect(await f.rows(`select state, step from push_request where local_id = $1`, [id])).toEqual([
        { state: 'pending', step: 'lines' },
      ]);
      f.sandbox.clearFaults();
      await f.drain();
      const memberId = member();
      await read();
      await f.drain();
      expect((await f.there('opportunity', id)).primarySalesRep).toMatchObject({ id: memberId });
      expect((await f.log(id)).findLast((one) => one.includes('owner'))).toMatch(
        /^Updated owner of opportunity "[^"]+" in ConnectWise\./,
      );
      await settled(id);
    });

    it('also where it is won meanwhile under a mode that sends no edits', async () => {
      const { id } = await sale('owner_id = $2', [user]);
      await f.poll();
      await save({ mode: 'push_won_only' });
      await win(f, { opportunityId: id });
      await f.drain();
      expect((await f.there('opportunity', id)).status).not.toMatchObject({ name: 'Open' });
      const memberId = member();
      await read();
      await save({ mode: 'real_time' });
      await f.drain();
      expect((await f.there('opportunity', id)).primarySalesRep).toMatchObject({ id: memberId });
      await settled(id);
    });
  });

  describe('a stage that is mapped to none', () => {
    it('goes out once it is mapped, of one that moved there', async () => {
      const { id } = await sale();
      await f.poll();
      await f.editHere('opportunity', id, 'stage_id = $2', [parked]);
      expect((await f.log(id)).join(' ')).toContain('Not sent: stage, because stage "Parked" is mapped to no stage');
      await f.editHere('opportunity', id, `notes = 'Called'`);
      await f.poll();
      await f.clearLog();
      await save({ stageMap: [{ stageId: parked, remoteStageId: String(stage(3)?.id) }] });
      await f.drain();
      expect(await nameThere(id, 'stage')).toBe(stage(3)?.name);
      expect((await f.log(id)).join(' ')).toMatch(/^Updated stage of opportunity/);
      await f.poll();
      expect(await f.column('opportunity', id, 'stageId')).toBe(parked);
      await settled(id);
    });

    it('goes out once it is mapped, of one that was made with the default', async () => {
      const { id } = await sale('stage_id = $2', [parked]);
      await f.poll();
      expect(await nameThere(id, 'stage')).toBe(stage(0)?.name);
      await save({ stageMap: [{ stageId: parked, remoteStageId: String(stage(3)?.id) }] });
      // Whichever of the two comes first.
      await f.poll();
      await f.drain();
      expect(await nameThere(id, 'stage')).toBe(stage(3)?.name);
      expect(await f.column('opportunity', id, 'stageId')).toBe(parked);
      expect((await f.log(id)).join(' ')).not.toContain('differs since the mapping');
      await settled(id);
    });

    it('goes out with its status once that is mapped as well', async () => {
      await save({ stageMap: [{ stageId: quoted, remoteStageId: String(stage(2)?.id) }] });
      const { id } = await sale();
      await f.editThere('opportunity', id, [{ op: 'replace', path: 'status', value: { id: openStatus()?.id } }]);
      await f.poll();
      const [other] = optionsOf('opportunityStatuses').filter(
        ({ closedFlag, wonFlag, id: one }) => !closedFlag && !wonFlag && one !== openStatus()?.id,
      );
      await f.editHere('opportunity', id, 'stage_id = $2', [quoted]);
      expect((await f.log(id)).join(' ')).toContain('Not sent: status, because stage "Quoted" is mapped to no status');
      await save({
        stageMap: [{ stageId: quoted, remoteStageId: String(stage(2)?.id), remoteStatusId: String(other?.id) }],
      });
      await f.drain();
      expect(await nameThere(id, 'status')).toBe(other?.name);
      expect(await f.column('opportunity', id, 'stageId')).toBe(quoted);
      await settled(id);
    });

    it('stays where somebody in ConnectWise has moved it since', async () => {
      const { id } = await sale();
      await f.poll();
      await f.editHere('opportunity', id, 'stage_id = $2', [parked]);
      await f.editThere('opportunity', id, [{ op: 'replace', path: 'stage', value: { id: stage(2)?.id } }]);
      await f.poll();
      await save({ stageMap: [{ stageId: parked, remoteStageId: String(stage(3)?.id) }] });
      await f.drain();
      expect(await nameThere(id, 'stage')).toBe(stage(2)?.name);
    });

    it('of ConnectWise comes in once one of here is mapped to it', async () => {
      const { id } = await sale();
      await f.editThere('opportunity', id, [{ op: 'replace', path: 'stage', value: { id: stage(2)?.id } }]);
      await f.poll();
      expect((await f.log(id)).join(' ')).toContain('because no stage of the CRM is mapped to it');
      await f.clearLog();
      await save({ stageMap: [{ stageId: quoted, remoteStageId: String(stage(2)?.id) }] });
      await f.poll();
      expect(await f.column('opportunity', id, 'stageId')).toBe(quoted);
      expect(await f.log(id)).toEqual(['Updated: stage.']);
      expect(await nameThere(id, 'stage')).toBe(stage(2)?.name);
      await settled(id);
    });

    it('of ConnectWise that was only filled in moves no opportunity here', async () => {
      const { id } = await sale();
      await f.poll();
      await save({ stageMap: [{ stageId: quoted, remoteStageId: String(stage(0)?.id) }] });
      await f.poll();
      await f.drain();
      expect(await f.column('opportunity', id, 'stageId')).toBe(f.stages.lead);
      expect(await nameThere(id, 'stage')).toBe(stage(0)?.name);
    });
  });

  describe('a tax region that no tax code stands for, and the other way round', () => {
    let region = '';
    let code = 0;
    const pair = () => save({ taxMap: { pairs: [{ taxRegionId: region, taxCodeId: String(code) }] } });
    beforeEach(async () => {
      const [row] = await f.rows<{ id: string }>(
        `with r as (insert into tax_region (name) values ('Ontario here') returning id),
           c as (insert into tax_category (tax_region_id, name, rate) select id, n, 0 from r, (values ('Taxable'), ('Non-taxable')) k(n))
         select id from r`,
      );
      region = row?.id ?? '';
      code = f.sandbox.store.insert('taxCodes', {
        identifier: 'ONTARIO',
        description: 'Ontario',
        invoiceCaption: 'Tax',
        effectiveDate: '2015-01-01T00:00:00Z',
        levelOneRate: 0.05,
        levelOneRateType: 'Percent',
        levelOneProductsFlag: true,
      }).id;
      await f.connection.references.refresh(f.workspaceId, f.connectionId);
    });

    it('goes out with the opportunities once it is mapped', async () => {
      const { id, clientId } = await sale();
      await f.poll();
      await f.rows(`update client set tax_region_id = $2 where id = $1`, [clientId, region]);
      await f.editHere('opportunity', id, `notes = 'Called'`);
      expect((await f.log(id)).join(' ')).toContain('Not sent: tax region, because');
      await f.editHere('opportunity', id, `notes = 'Called again'`);
      await pair();
      await f.drain();
      expect((await f.there('opportunity', id)).taxCode).toMatchObject({ id: code });
    });

    it.each(['won', 'lost'] as const)('goes out with an opportunity that is %s by then', async (outcome) => {
      const { id, clientId, ...deal } = await sale();
      await f.poll();
      await f.rows(`update client set tax_region_id = $2 where id = $1`, [clientId, region]);
      if (outcome === 'won') await win(f, deal);
      else await f.editHere('opportunity', id, 'stage_id = $2, lost_at = now()', [f.stages.lost]);
      await f.drain();
      expect((await f.log(id)).join(' ')).toContain('Not sent: tax region, because');
      await f.poll();
      await pair();
      await f.drain();
      expect((await f.there('opportunity', id)).taxCode).toMatchObject({ id: code });
      await settled(id);
    });

    it('goes out once the mode sends edits again, where it was mapped meanwhile; one that has its code stays', async () => {
      const { id, clientId } = await sale();
      await f.rows(`update client set tax_region_id = $2 where id = $1`, [clientId, region]);
      await f.editHere('opportunity', id, `notes = 'Called'`);
      await save({ mode: 'pull_new_push_won' });
      await pair();
      await f.drain();
      expect((await f.there('opportunity', id)).taxCode).not.toMatchObject({ id: code });
      await save({ mode: 'real_time' });
      await f.drain();
      expect((await f.there('opportunity', id)).taxCode).toMatchObject({ id: code });
      await f.clearLog();
      await save({ mode: 'pull_new_push_won' });
      await save({ mode: 'real_time' });
      await f.drain();
      expect(await f.log(id)).toEqual([]);
    });

    it('is sent once it has another code, of one that waits since its code has ended', async () => {
      await pair();
      const { id, clientId } = await sale();
      f.sandbox.store.patchRaw('taxCodes', code, { cancelDate: '2020-01-01T00:00:00Z' });
      await f.connection.references.refresh(f.workspaceId, f.connectionId);
      await f.rows(`update client set tax_region_id = $2 where id = $1`, [clientId, region]);
      await f.editHere('opportunity', id, `notes = 'Called'`);
      expect(await f.rows(`select state, last_code from push_request where local_id = $1`, [id])).toEqual([
        { state: 'parked', last_code: 'tax_code_missing' },
      ]);
      code = f.sandbox.store.insert('taxCodes', {
        identifier: 'ONT2',
        description: 'Ontario anew',
        invoiceCaption: 'Tax',
        effectiveDate: '2015-01-01T00:00:00Z',
        levelOneRate: 0.06,
        levelOneRateType: 'Percent',
        levelOneProductsFlag: true,
      }).id;
      await f.connection.references.refresh(f.workspaceId, f.connectionId);
      await pair();
      await f.drain();
      expect((await f.there('opportunity', id)).taxCode).toMatchObject({ id: code });
      expect(await f.rows(`select 1 from sync_issue where local_id = $1 and state = 'open'`, [id])).toEqual([]);
    });

    it('comes in with the client once it is mapped, and is no move where it was', async () => {
      const { clientId } = await sale();
      await f.poll();
      await f.editThere('company', clientId, [{ op: 'replace', path: 'taxCode', value: { id: code } }]);
      await f.poll();
      expect((await f.log(clientId)).join(' ')).toContain('because no tax region of the CRM stands for it');
      await f.clearLog();
      await pair();
      await f.poll();
      expect(await f.column('company', clientId, 'taxRegionId')).toBe(region);
      expect(await f.log(clientId)).toEqual(['Updated: tax region.']);
      await settled(clientId);
    });
  });
});
