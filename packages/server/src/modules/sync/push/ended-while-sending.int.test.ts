import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { leaseLost } from '../../../platform/errors.ts';
import { LinksService } from '../../links/links.service.ts';

describe('a worker that ends between a write and its outcome', () => {
  let f: TwoWayFixture;

  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());
  afterEach(() => f.sandbox.clearFaults());

  /** ConnectWise was sent the write, and nothing of it is stored: no more stays behind after SIGKILL. */
  class DyingLinks extends LinksService {
    constructor(private readonly isTime: () => boolean) {
      super();
    }
    override bind(...args: Parameters<LinksService['bind']>): ReturnType<LinksService['bind']> {
      return this.isTime() ? Promise.reject(leaseLost('push')) : super.bind(...args);
    }
  }
  const dieOnceSent = async (isTime: () => boolean = () => true) => {
    const { service } = f.worker({ links: new DyingLinks(isTime) });
    await service.run(f.workspaceId, f.connectionId, {
      signal: new AbortController().signal,
      touch: async () => undefined,
    });
    const died = await f.rows(
      `update push_request set lease_until = now() - interval '1 second' where state = 'running' returning id`,
    );
    expect(died).toHaveLength(1);
  };
  const edit = async (entity: 'client' | 'contact' | 'opportunity', id: string, set: string) => {
    await f.rows(`update ${entity} set ${set} where id = $1`, [id]);
    await f.changed({ entity, id, kind: 'updated' });
  };
  const patches = () => f.sandbox.journal().filter((entry) => entry.method === 'PATCH').length;
  const sending = async (localId: string) => {
    const rows = await f.rows<{ sending: unknown }>(`select sending from push_request where local_id = $1`, [localId]);
    return rows.map((row) => row.sending);
  };
  const lastRow = async (localId: string) => {
    const [row] = await f.rows(
      `select operation, status, changes from audit_event where local_id = $1 order by seq desc limit 1`,
      [localId],
    );
    return row;
  };
  /** All in ConnectWise already. */
  const linked = async () => {
    const deal = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', deal.opportunityId);
    f.sandbox.clearJournal();
    await f.clearLog();
    const nameOf = async (table: string, id: string) =>
      String((await f.rows(`select name from ${table} where id = $1`, [id]))[0]?.name);
    return {
      ...deal,
      contactId: deal.contactId ?? '',
      client: await nameOf('client', deal.clientId),
      opportunity: await nameOf('opportunity', deal.opportunityId),
    };
  };

  it('tells of an edit of a client that it was sent, once, with what was changed', async () => {
    const { clientId, client } = await linked();
    await edit('client', clientId, `city = 'Ocala', phone = '352 555 0123'`);
    await dieOnceSent();
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Ocala', phoneNumber: '352 555 0123' });
    expect(await f.log(clientId)).toEqual([]);

    await f.drain();
    expect(patches()).toBe(1);
    expect(await f.here('company', clientId)).toMatchObject({ city: 'Ocala', phone: '352 555 0123' });
    expect(await f.log(clientId)).toEqual([
      `An earlier attempt ended while it sent city and phone of client "${client}"; ConnectWise has them.`,
    ]);
    expect(await lastRow(clientId)).toMatchObject({
      operation: 'update',
      status: 'success',
      changes: [
        { field: 'city', from: 'Tampa', to: 'Ocala' },
        { field: 'phone', to: '352 555 0123' },
      ],
    });
    expect(await sending(clientId)).toEqual([null]);

    await f.clearLog();
    await f.editHere('company', clientId, `city = 'Miami'`);
    expect(await f.log(clientId)).toEqual([`Updated city of client "${client}" in ConnectWise.`]);
  });

  it.each([
    ['won', 'Won'],
    ['lost', 'Lost'],
  ] as const)('tells of an opportunity that was %s that its status was sent', async (kind, label) => {
    const { opportunityId, opportunity } = await linked();
    await f.rows(`update opportunity set stage_id = $2, ${kind}_at = now() where id = $1`, [
      opportunityId,
      f.stages[kind],
    ]);
    await f.changed({ entity: 'opportunity', id: opportunityId, kind });
    const statusThere = () =>
      JSON.stringify(f.sandbox.store.list('opportunities').find(({ name }) => name === opportunity)?.status);
    const open = statusThere();
    const isClosed = () => statusThere() !== open;
    await dieOnceSent(isClosed);
    expect(await f.there('opportunity', opportunityId)).toMatchObject({ status: { name: label } });
    await f.clearLog();

    await f.drain();
    expect(await f.there('opportunity', opportunityId)).toMatchObject({ status: { name: label } });
    expect(await f.here('opportunity', opportunityId)).toMatchObject({ stage_id: f.stages[kind] });
    const log = await f.log(opportunityId);
    expect(log[0]).toBe(
      `An earlier attempt ended while it sent status of opportunity "${opportunity}"; ConnectWise has it.`,
    );
    expect(log.filter((one) => one.includes('already'))).toEqual([]);
    expect(await sending(opportunityId)).toEqual([null]);
  });

  it('tells of the phone of a contact, and of the name of an opportunity', async () => {
    const { contactId, opportunityId, opportunity } = await linked();
    await edit('contact', contactId, `phone = '813 555 8888', title = 'Owner'`);
    await dieOnceSent();
    await f.drain();
    expect(await f.log(contactId)).toEqual([
      expect.stringMatching(/^An earlier attempt ended while it sent job title and phone of contact/),
    ]);

    await edit('opportunity', opportunityId, `name = name || ' II', notes = 'Call'`);
    await dieOnceSent();
    await f.drain();
    expect(await f.there('opportunity', opportunityId)).toMatchObject({ name: `${opportunity} II`, notes: 'Call' });
    expect((await f.log(opportunityId))[0]).toMatch(
      /^An earlier attempt ended while it sent name and notes of opportunity/,
    );
  });

  it('tells the same where the worker lived and no answer came', async () => {
    const { clientId, client } = await linked();
    await edit('client', clientId, `city = 'Ocala'`);
    f.sandbox.fail({ method: 'PATCH', path: '/company/companies', kind: 'truncated', times: 3 });
    f.sandbox.fail({ method: 'GET', path: /companies\/\d+$/, status: 503, after: 1, times: 3 });
    await f.run();
    f.sandbox.clearFaults();
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Ocala' });
    await f.drain();
    expect((await f.log(clientId)).at(-1)).toBe(
      `An earlier attempt ended while it sent city of client "${client}"; ConnectWise has it.`,
    );
  });

  it('sends what ConnectWise does not have as usual, and tells only that', async () => {
    const { clientId, client } = await linked();
    await edit('client', clientId, `city = 'Ocala', region = 'GA'`);
    await dieOnceSent();
    await f.editThere('company', clientId, [
      { op: 'replace', path: 'city', value: 'Tampa' },
      { op: 'replace', path: 'state', value: 'FL' },
    ]);
    await f.drain();
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Ocala', state: 'GA' });
    expect(await f.log(clientId)).toEqual([`Updated city and region of client "${client}" in ConnectWise.`]);
    expect(await sending(clientId)).toEqual([null]);
  });

  it('tells both where the record was edited again in between', async () => {
    const { clientId, client } = await linked();
    await edit('client', clientId, `city = 'Ocala'`);
    await dieOnceSent();
    await edit('client', clientId, `city = 'Miami'`);
    await f.drain();
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Miami' });
    expect(await f.log(clientId)).toEqual([
      `An earlier attempt ended while it sent city of client "${client}"; ConnectWise has it.`,
      expect.stringContaining(`Updated city of client "${client}" in ConnectWise.`),
    ]);
  });

  it('says nothing of what ConnectWise refused', async () => {
    const { clientId } = await linked();
    await edit('client', clientId, `city = 'Ocala'`);
    f.sandbox.fail({ method: 'PATCH', path: '/company/companies', status: 400, times: 1 });
    await f.run();
    expect(await sending(clientId)).toEqual([null]);
  });
});
