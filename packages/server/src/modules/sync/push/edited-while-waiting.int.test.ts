import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { until } from '../../../../test/support/until.ts';

type Item = { id: number; value: string; type: { id: number }; communicationType: string; defaultFlag: boolean };

/** ConnectWise refuses a push for the moment, and somebody there edits the record before it is sent again. */
describe('an edit in ConnectWise while a push waits', () => {
  let fixture: TwoWayFixture;
  beforeAll(async () => {
    fixture = await openTwoWayFixture();
  });
  afterAll(() => fixture.close());

  const linked = async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.createdHere('opportunity', deal.opportunityId);
    await fixture.poll();
    await fixture.clearLog();
    return deal;
  };
  const faults = {
    'a 429': { retryAfterSeconds: 1 },
    'a 503': { status: 503, delayMs: 2_000 },
  } as const;
  /** The patch of our edit is answered with the fault; `theirs` is done between that and the next request. */
  const meanwhile = async (
    path: string,
    fault: keyof typeof faults,
    ours: () => Promise<void>,
    theirs: () => Promise<void>,
  ) => {
    const { sandbox } = fixture;
    sandbox.clearJournal();
    sandbox.fail({ method: 'PATCH', path, times: 1, ...faults[fault] });
    // The answer of a 503 is late: what is done before it comes is done before anything is sent again.
    const isMet = () => sandbox.journal().some((entry) => entry.method === 'PATCH' && entry.status >= 400);
    const pushed = ours();
    if (fault === 'a 429') await until(async () => isMet(), 'ConnectWise refused it for now');
    else await new Promise((resolve) => setTimeout(resolve, 900));
    await theirs();
    await pushed;
    await fixture.drain();
  };
  const patchThere = async (wire: string, id: string, changes: Record<string, unknown>) => {
    fixture.sandbox.store.patch(wire, Number(id), changes);
  };
  const remoteId = async (entity: 'company' | 'contact' | 'product' | 'opportunity', id: string) =>
    String((await fixture.there(entity, id)).id);

  it.each(Object.keys(faults) as (keyof typeof faults)[])(
    'after %s: the city that both changed is a conflict, and its owner’s stands',
    async (fault) => {
      const { clientId } = await linked();
      const id = await remoteId('company', clientId);
      await meanwhile(
        `/company/companies/${id}`,
        fault,
        () => fixture.editHere('company', clientId, `city = 'Ours'`),
        () => patchThere('companies', id, { city: 'Theirs' }),
      );
      await fixture.poll();
      expect((await fixture.there('company', clientId)).city).toBe('Theirs');
      expect((await fixture.here('company', clientId)).city).toBe('Theirs');
      const log = (await fixture.log(clientId)).join('\n');
      expect(log).toMatch(/Both sides had changed city; the value of ConnectWise stands/);
      expect(log).not.toMatch(/→ Ours|is the same/);
      const conflicts = await fixture.rows(`select field from sync_conflict where local_id = $1`, [clientId]);
      expect(conflicts).toEqual([{ field: 'city' }]);
    },
  );

  it.each(Object.keys(faults) as (keyof typeof faults)[])(
    'after %s: what was edited beside ours comes in, and ours arrives',
    async (fault) => {
      const { clientId } = await linked();
      const id = await remoteId('company', clientId);
      await meanwhile(
        `/company/companies/${id}`,
        fault,
        () => fixture.editHere('company', clientId, `city = 'Ours'`),
        () => patchThere('companies', id, { addressLine1: '9 Their St' }),
      );
      await fixture.poll();
      expect(await fixture.there('company', clientId)).toMatchObject({ city: 'Ours', addressLine1: '9 Their St' });
      expect(await fixture.here('company', clientId)).toMatchObject({ city: 'Ours', address_line1: '9 Their St' });
    },
  );

  it.each(Object.keys(faults) as (keyof typeof faults)[])(
    'after %s: the number that is written is the one that was edited, though the list is shorter now',
    async (fault) => {
      const { contactId } = await linked();
      const contact = contactId ?? '';
      const id = await remoteId('contact', contact);
      const items = (await fixture.there('contact', contact)).communicationItems as Item[];
      const type = items.find(({ communicationType }) => communicationType === 'Email')?.type;
      const old = { type, value: 'old@one.example', communicationType: 'Email', defaultFlag: false };
      await fixture.editThere('contact', contact, [
        { op: 'replace', path: 'communicationItems', value: [old, ...items] },
      ]);
      await fixture.poll();
      await meanwhile(
        `/company/contacts/${id}`,
        fault,
        () => fixture.editHere('contact', contact, `mobile = '813 555 0178'`),
        () => fixture.editThere('contact', contact, [{ op: 'remove', path: 'communicationItems/0' }]),
      );
      const now = (await fixture.there('contact', contact)).communicationItems as Item[];
      const digits = now
        .filter(({ communicationType }) => communicationType === 'Phone')
        .map(({ value }) => value.replace(/\D/g, ''));
      expect(digits.sort()).toEqual(['8135550100', '8135550178']);
      await fixture.poll();
      expect(await fixture.here('contact', contact)).toMatchObject({ mobile: '813 555 0178' });
    },
  );

  it('after a 503 that was an answer, nothing is said of a lost one', async () => {
    const { clientId } = await linked();
    const id = await remoteId('company', clientId);
    await meanwhile(
      `/company/companies/${id}`,
      'a 503',
      () => fixture.editHere('company', clientId, `city = 'Ours'`),
      async () => undefined,
    );
    expect((await fixture.there('company', clientId)).city).toBe('Ours');
    expect((await fixture.log(clientId)).join('\n')).not.toMatch(/lost/);
  });
});
