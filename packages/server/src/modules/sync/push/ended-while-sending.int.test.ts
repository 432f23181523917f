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

  it('forgets what was on its way once a later attempt is not sent, or was surely refused', async () => {
    const skipped = await linked();
    await edit('client', skipped.clientId, `city = 'Ocala'`);
    await dieOnceSent();
    expect(await sending(skipped.clientId)).toEqual([expect.objectContaining({})]);
    await f.rows(
      `update entity_link set state = 'paused', hold = '{"by": "Ann", "reason": "wait", "at": "2027-01-01"}' where local_id = $1`,
      [skipped.clientId],
    );
    await f.drain();
    expect(await f.log(skipped.clientId)).toEqual([expect.stringContaining('paused')]);
    expect(await sending(skipped.clientId)).toEqual([null]);

    const { clientId, client } = await linked();
    await edit('client', clientId, `city = 'Miami'`);
    // ConnectWise wants other keys: the attempt does not count, and nothing was done.
    f.sandbox.fail({ method: 'PATCH', path: '/company/companies', status: 401, times: 1 });
    await f.run();
    f.sandbox.clearFaults();
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Tampa' });
    expect(await sending(clientId)).toEqual([null]);
    await f.rows(`update connection set state = 'connected'`);
    await f.editThere('company', clientId, [{ op: 'replace', path: 'city', value: 'Miami' }]);
    await f.drain();
    expect((await f.log(clientId)).join()).not.toContain('An earlier attempt');
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Miami', name: client });
  });
});

describe.each([
  ['a person who is asked', { asks: true }],
  ['ConnectWise', { owner: 'connectwise' }],
])('an attempt that ended, of fields whose conflicts go to %s', (_whom, conflicts) => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    const fields = ['company.city', 'company.website'];
    f = await openTwoWayFixture({
      fieldDirections: fields.map((field) => ({ field, direction: 'both', owner: null, asks: false, ...conflicts })),
    });
  });
  afterAll(() => f.close());

  it('tells what it had sent as its own, also where ConnectWise shows it in a form of its own', async () => {
    const { clientId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', clientId);
    await f.drain();
    await f.poll();
    await f.clearLog();
    const ours = { city: 'Port   Richey', website: 'port.example' };
    await f.rows(`update client set city = $2, website = $3 where id = $1`, [clientId, ours.city, ours.website]);
    await f.changed({ entity: 'client', id: clientId, kind: 'updated' });
    class Dying extends LinksService {
      override bind(): never {
        throw leaseLost('push');
      }
    }
    const { service } = f.worker({ links: new Dying() });
    await service.run(f.workspaceId, f.connectionId, {
      signal: new AbortController().signal,
      touch: async () => undefined,
    });
    await f.rows(`update push_request set lease_until = now() - interval '1 second' where state = 'running'`);
    expect(await f.there('company', clientId)).toMatchObject({ city: 'Port Richey', website: 'port.example' });
    await f.drain();
    await f.poll();
    expect(await f.here('company', clientId)).toMatchObject(ours);
    expect((await f.log(clientId))[0]).toMatch(/^An earlier attempt ended while it sent city and website of client/);
    expect(await f.rows(`select field from sync_conflict where local_id = $1`, [clientId])).toEqual([]);
    expect(await f.rows(`select code from sync_issue where state = 'open'`)).toEqual([]);
  });
});
