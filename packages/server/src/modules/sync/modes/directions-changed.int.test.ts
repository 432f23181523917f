import { saveSettings } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';
import { until } from '../../../../test/support/until.ts';

/** What was edited on either side before, at or after a change of directions is not lost, and nothing else moves with it. */
describe('R65: a field whose direction changes', () => {
  let d: DirectionsApp;
  let n = 0;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 60_000);
  afterAll(() => d.app.stop());

  /** A client that both sides agree on, with its company. */
  const client = async (values: object = {}) => {
    const name = `Company${++n} of its own`;
    const phone = `81355${String(n).padStart(5, '0')}`;
    const agreed = { city: 'Tampa', phone };
    const id = await d.mutate('createClient', { name, addressLine1: `${n} Pier`, ...agreed, ...values });
    await d.poll();
    const remote = await d.remoteId(id);
    return {
      id,
      agreed,
      edit: (input: object) => d.mutate('updateClient', { name, ...input }, id),
      /** As a mode that sends nothing leaves it. */
      editUnsent: (set: string) => d.rows(`update client set ${set}, updated_at = now() where id = $1`, [id]),
      editThere: (path: string, value: string) =>
        d.http('PATCH', `/company/companies/${remote}`, [{ op: 'replace', path, value }]),
      here: async () => (await d.rows(`select city, phone from client where id = $1`, [id]))[0],
      there: async () => {
        const { city = null, phoneNumber: phone = null } = await d.http('GET', `/company/companies/${remote}`);
        return { city, phone };
      },
      log: async () => (await d.log(id)).at(-1),
    };
  };
  const both = async (one: Awaited<ReturnType<typeof client>>) => [await one.here(), await one.there()];
  const conflicts = () => d.rows(`select field, kept from sync_conflict`);
  const untouched = (sentences: readonly string[]) => sentences.filter((one) => !one.includes('looked at'));

  describe.each(['IN', 'OUT', 'OFF', 'IN_IF_EMPTY', 'OUT_IF_EMPTY'])('from %s to both ways', (before) => {
    beforeEach(async () => {
      await d.direct({ 'company.city': 'BOTH', 'company.phone': 'BOTH' });
      await d.cycle();
    });

    it('an edit here before the next pull is sent', async () => {
      const one = await client();
      await d.direct({ 'company.city': before });
      await d.cycle();
      await d.direct({ 'company.city': 'BOTH' });
      const known = await conflicts();
      await one.edit({ city: 'Ocala', phone: one.agreed.phone });
      expect(await one.there()).toEqual({ ...one.agreed, city: 'Ocala' });
      expect(await one.log()).toMatch(/^Updated city of client/);
      await d.cycle();
      expect(await both(one)).toEqual([
        { ...one.agreed, city: 'Ocala' },
        { ...one.agreed, city: 'Ocala' },
      ]);
      expect(await conflicts()).toEqual(known);
    });

    it('an edit here that waits at the change is sent by the next cycle, as the preview says', async () => {
      const one = await client();
      await d.direct({ 'company.city': before });
      await d.cycle();
      await one.editUnsent(`city = 'Ocala'`);
      const sentences = await d.preview({ 'company.city': 'BOTH' });
      const known = await conflicts();
      await d.direct({ 'company.city': 'BOTH' });
      await d.cycle();
      expect(await both(one)).toEqual([
        { ...one.agreed, city: 'Ocala' },
        { ...one.agreed, city: 'Ocala' },
      ]);
      expect(untouched(sentences)).toEqual(["1 company gets the CRM's City."]);
      expect(await one.log()).toMatch(/^Updated city of client/);
      expect(await conflicts()).toEqual(known);
    });

    it('an edit there before the next pull comes in', async () => {
      const one = await client();
      await d.direct({ 'company.city': before });
      await d.cycle();
      await d.direct({ 'company.city': 'BOTH' });
      await one.editThere('city', 'Naples');
      await d.cycle();
      expect(await both(one)).toEqual([
        { ...one.agreed, city: 'Naples' },
        { ...one.agreed, city: 'Naples' },
      ]);
      expect(await one.log()).toBe('Updated: city.');
    });
  });

  it('what was emptied here and waits is emptied there, once the field only goes out', async () => {
    const one = await client();
    await d.direct({ 'company.city': 'IN' });
    await d.cycle();
    await one.editUnsent('city = null');
    const sentences = await d.preview({ 'company.city': 'OUT' });
    await d.direct({ 'company.city': 'OUT' });
    await d.cycle();
    expect(await one.there()).toMatchObject({ city: null, phone: one.agreed.phone });
    expect(untouched(sentences)).toEqual(['1 company loses its City, which was emptied here.']);
    await d.direct({ 'company.city': 'BOTH' });
    await d.cycle();
  });

  it('a value that was never sent goes out once it may', async () => {
    await d.direct({ 'company.city': 'IN' });
    const one = await client();
    expect(await one.there()).toEqual({ ...one.agreed, city: null });
    const sentences = await d.preview({ 'company.city': 'BOTH' });
    await d.direct({ 'company.city': 'BOTH' });
    await d.cycle();
    expect(await both(one)).toEqual([one.agreed, one.agreed]);
    expect(untouched(sentences)).toEqual(["1 company gets the CRM's City."]);
  });

  it('what ConnectWise was seen with and was not taken in is no edit of now: the owner stands, and both are told', async () => {
    const one = await client();
    await d.direct({ 'company.city': 'OUT' });
    await d.cycle();
    await one.editThere('city', 'Naples');
    await d.poll();
    const sentences = await d.preview({ 'company.city': 'BOTH' });
    await d.direct({ 'company.city': 'BOTH' });
    await d.cycle();
    expect(untouched(sentences)).toEqual(["1 client gets ConnectWise's City."]);
    expect(await one.here()).toMatchObject({ city: 'Naples' });
    expect(await one.log()).toMatch(/^Updated: city\. Each side had its own city/);
  });

  describe('while other fields differ since an earlier mode', () => {
    it('moves nothing but itself', async () => {
      const one = await client();
      const other = await client();
      await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
      await one.editThere('phoneNumber', '8135550177');
      await one.editThere('city', 'Naples');
      await other.editUnsent(`phone = '8135550188'`);
      await d.poll();
      const left = () => d.rows(`select code from sync_skip where entity = 'company'`);
      expect(await left()).toEqual([{ code: 'mode' }]);
      await saveSettings(d.app, { mode: 'REAL_TIME' });
      const before = [await both(one), await both(other)];
      const website = { 'company.website': 'OUT' };
      expect(untouched(await d.preview(website))).toEqual([
        'The next cycle changes nothing: both sides hold the same, or each keeps its own.',
      ]);
      await d.direct(website);
      await d.cycle();
      expect([await both(one), await both(other)]).toEqual(before);
      const sentences = await d.preview({ ...website, 'company.city': 'IN' });
      await d.direct({ ...website, 'company.city': 'IN' });
      await d.cycle();
      expect(untouched(sentences)).toEqual(["1 client gets ConnectWise's City."]);
      expect(await both(one)).toEqual([
        { city: 'Naples', phone: one.agreed.phone },
        { city: 'Naples', phone: '8135550177' },
      ]);
      expect(await one.log()).toBe('Updated: city.');
      expect(await both(other)).toEqual(before[1]);
      // What the mode left is still there to catch up on.
      expect(await left()).toEqual([{ code: 'mode' }]);
      const { catchUp } = await d.app.graphql(
        'mutation { catchUp(input: { edits: true, changes: true }) { problems { code } } }',
      );
      expect(catchUp.problems).toEqual([]);
      await d.app.settle();
      expect((await one.here())?.phone).toBe('8135550177');
      expect((await other.there()).phone).toBe('8135550188');
      await d.direct({ 'company.city': 'BOTH', 'company.website': 'BOTH' });
      await d.cycle();
    });
  });

  it('is looked at by the poll after the save, not by one that began before it', async () => {
    const one = await client();
    await d.direct({ 'company.city': 'IN' });
    await d.cycle();
    await one.editUnsent(`city = 'Ocala'`);
    // ConnectWise takes its time over the list of companies, and meanwhile the settings are saved.
    d.app.sandbox.clearJournal();
    d.app.sandbox.fail({ method: 'GET', path: /\/company\/companies$/, kind: 'slow', delayMs: 1_500, times: 1 });
    const polled = d.poll();
    const isAsked = () => d.app.sandbox.journal().some(({ path }) => path.includes('/company/companies'));
    await until(isAsked, 'ConnectWise is asked for the companies');
    await d.direct({ 'company.city': 'BOTH' });
    await polled;
    await d.cycle();
    expect(await both(one)).toEqual([
      { ...one.agreed, city: 'Ocala' },
      { ...one.agreed, city: 'Ocala' },
    ]);
    expect(await one.log()).toMatch(/^Updated city of client/);
  });

  it('keeps what ConnectWise shows for a value of here, also after a time in which the field only came in', async () => {
    const id = await d.mutate('createClient', { name: 'Without an address', phone: '8135550999' });
    await d.poll();
    const there = () => d.remoteId(id).then((remote) => d.http('GET', `/company/companies/${remote}`));
    expect(await there()).toMatchObject({ addressLine1: '-' });
    for (const direction of ['IN', 'BOTH', 'OFF', 'BOTH']) {
      await d.direct({ 'company.addressLine1': direction });
      await d.cycle();
    }
    expect(await d.rows(`select address_line1 from client where id = $1`, [id])).toEqual([{ address_line1: null }]);
    expect(await there()).toMatchObject({ addressLine1: '-' });
    expect((await d.log(id)).at(-1)).toMatch(/^Took company ID/);
    const product = { kind: 'PRODUCT', price: '1', cost: '1', name: 'Long', sku: 'LONG' };
    const productId = await d.mutate('createProduct', product);
    await d.poll();
    const long = 'x'.repeat(6_001);
    await d.rows(`update product set description = $2 where id = $1`, [productId, long]);
    await d.mutate('updateProduct', { ...product, price: '2', description: long }, productId);
    const catalog = `/procurement/catalog/${await d.remoteId(productId)}`;
    expect((await d.http('GET', catalog)).customerDescription).toHaveLength(6_000);
    await d.poll();
    for (const direction of ['IN', 'BOTH']) {
      await d.direct({ 'product.description': direction });
      await d.cycle();
    }
    const described = `select length(description) as length from product where id = $1`;
    expect(await d.rows(described, [productId])).toEqual([{ length: 6_001 }]);
  });

  describe('a custom field that is not kept in step, and is again', () => {
    let remoteField: number;
    let pair: { remoteId: string; value: null; customFieldId: string };
    const map = (customFieldId: string | null) => saveSettings(d.app, { customFields: [{ ...pair, customFieldId }] });
    const hereOf = async (id: string) =>
      (await d.rows<{ tier: string }>(`select custom_fields ->> 'Tier' as tier from client where id = $1`, [id]))[0]
        ?.tier;
    const thereOf = async (id: string) => {
      const { customFields } = await d.http('GET', `/company/companies/${await d.remoteId(id)}`);
      return customFields.find((one: { id: number }) => one.id === remoteField)?.value ?? null;
    };
    const tier = (value: string) => ({ customFields: [{ name: 'Tier', value }] });

    beforeAll(async () => {
      remoteField = d.app.sandbox.customField({ record: 'companies', caption: 'Their tier', type: 'Text' }).id;
      const [made] = await d.rows<{ id: string }>(
        `insert into custom_field (entity, name, type, options) values ('client', 'Tier', 'text', '[]') returning id`,
      );
      pair = { remoteId: String(remoteField), value: null, customFieldId: made?.id ?? '' };
      await d.app.graphql('mutation { refreshReferenceData { problems { message } } }');
      await map(pair.customFieldId);
    });

    it('an edit here before the next pull, and one of meanwhile, are sent', async () => {
      const one = await client(tier('Gold'));
      const other = await client(tier('Gold'));
      expect(await thereOf(one.id)).toBe('Gold');
      await map(null);
      await d.cycle();
      await one.edit({ ...one.agreed, city: 'Ocala', ...tier('Gold') });
      await d.poll();
      await other.editUnsent(`custom_fields = '{"Tier": "Bronze"}'`);
      await map(pair.customFieldId);
      const known = await conflicts();
      await one.edit({ ...one.agreed, city: 'Ocala', ...tier('Silver') });
      expect(await thereOf(one.id)).toBe('Silver');
      await d.cycle();
      expect([await hereOf(one.id), await thereOf(one.id)]).toEqual(['Silver', 'Silver']);
      expect([await hereOf(other.id), await thereOf(other.id)]).toEqual(['Bronze', 'Bronze']);
      expect(await conflicts()).toEqual(known);
    });

    it('with another field of the CRM nothing is agreed on', async () => {
      const one = await client(tier('Gold'));
      const [made] = await d.rows<{ id: string }>(
        `insert into custom_field (entity, name, type, options) values ('client', 'Level', 'text', '[]') returning id`,
      );
      await map(null);
      await d.cycle();
      await map(made?.id ?? '');
      await d.cycle();
      const [row] = await d.rows<{ level: string }>(
        `select custom_fields ->> 'Level' as level from client where id = $1`,
        [one.id],
      );
      expect(row?.level).toBe('Gold');
      expect(await thereOf(one.id)).toBe('Gold');
    });

    it('moves nothing but itself when it is kept in step anew', async () => {
      const one = await client(tier('Gold'));
      await map(null);
      await d.cycle();
      await saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
      await one.editThere('city', 'Naples');
      await d.poll();
      await saveSettings(d.app, { mode: 'REAL_TIME' });
      await map(pair.customFieldId);
      await d.cycle();
      expect((await one.here())?.city).toBe(one.agreed.city);
      expect((await one.there()).city).toBe('Naples');
    });
  });
});
