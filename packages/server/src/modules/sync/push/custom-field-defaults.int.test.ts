import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { ProblemsError } from '../../../platform/errors.ts';
import { driftTasks } from '../../integration/drift/drift.rules.ts';
import { sections } from '../../integration/settings/sections.ts';
import { readSetupFacts } from '../../integration/setup/setup-facts.queries.ts';

const screens = {
  company: { podId: 1, podDescription: 'company_overview', screenId: 'co100' },
  contact: { podId: 3, podDescription: 'contact_detail', screenId: 'ct300' },
  opportunity: { podId: 2, podDescription: 'opportunity_overview', screenId: 'op100' },
  product: { podId: 4, podDescription: 'product_catalog', screenId: 'iv100' },
} as const;

describe('custom fields that ConnectWise requires', () => {
  let fixture: PushFixture;
  let deal: Deal;
  const ids: Record<string, string> = {};

  const define = (record: keyof typeof screens, caption: string, more: Record<string, unknown>) => {
    const made = fixture.sandbox.store.insert('userDefinedFields', {
      ...screens[record],
      caption,
      sequenceNumber: 1,
      entryTypeIdentifier: 'EntryField',
      numberDecimals: 0,
      requiredFlag: true,
      displayOnScreenFlag: true,
      ...more,
    });
    ids[caption] = String(made.id);
  };
  const save = (customFields: { remoteId: string; value: string | null }[]) =>
    fixture.write((tx) =>
      fixture.push.syncSettings.save(tx, fixture.connectionId, { customFields }, { userId: null, name: 'Ann' }),
    );
  const id = (caption: string) => ids[caption] ?? '';
  const customFieldsOf = (record: Record<string, unknown> | undefined) =>
    Object.fromEntries(
      ((record?.customFields ?? []) as { id: number; value?: unknown }[]).flatMap((one) =>
        one.value === undefined || one.value === null ? [] : [[String(one.id), one.value]],
      ),
    );

  beforeAll(async () => {
    fixture = await openPushFixture({ seed: 'empty', readings: { patchNeedsCustomFields: true } });
    define('company', 'Billing code', { fieldTypeIdentifier: 'Text' });
    define('contact', 'Newsletter', { fieldTypeIdentifier: 'Checkbox' });
    define('opportunity', 'Seats', { fieldTypeIdentifier: 'Number' });
    define('product', 'Line', {
      fieldTypeIdentifier: 'Text',
      entryTypeIdentifier: 'List',
      options: [
        { id: 1, optionValue: 'Hardware', sortOrder: 1 },
        { id: 2, optionValue: 'Service', sortOrder: 2 },
      ],
    });
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    deal = await insertDeal(fixture, { lines: 1 });
  });

  it('are told in the set-up and as drift as long as they get no value', async () => {
    const told = await fixture.write((tx) => fixture.push.syncSettings.problemsBySection(tx, fixture.connectionId));
    expect(told.map(({ problem }) => problem.message)).toEqual(
      expect.arrayContaining([
        'ConnectWise requires "Billing code" on companies. Keep it in step with a custom field of the CRM, or give it a default value.',
        'ConnectWise requires "Newsletter" on contacts. Keep it in step with a custom field of the CRM, or give it a default value.',
        'ConnectWise requires "Seats" on opportunities. Keep it in step with a custom field of the CRM, or give it a default value.',
        'ConnectWise requires "Line" on catalog items. Keep it in step with a custom field of the CRM, or give it a default value.',
      ]),
    );
    const tasks = await fixture.write(async (tx) => {
      const { configuration } = await fixture.push.settings.of(tx, fixture.connectionId);
      return driftTasks(sections, configuration, await readSetupFacts(tx, fixture.connectionId));
    });
    expect(
      tasks
        .filter((task) => task.code === 'custom_field_required')
        .map((task) => task.label)
        .sort(),
    ).toEqual(['Billing code', 'Line', 'Newsletter', 'Seats']);
  });

  it.each([
    ['Seats', 'many', 'Enter a number for "Seats", such as 12 or 7.5.'],
    ['Newsletter', 'yes', 'Enter true or false for "Newsletter".'],
    ['Line', 'Software', '"Line" has no option "Software" in ConnectWise. Choose one of Hardware, Service.'],
  ])('refuse a default of another type: %s = %s', async (caption, value, message) => {
    const refused = await save([{ remoteId: id(caption), value }]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemsError);
    expect((refused as ProblemsError).problems).toMatchObject([{ message }]);
  });

  describe('with a default', () => {
    beforeAll(() =>
      save([
        { remoteId: id('Billing code'), value: 'B-0' },
        { remoteId: id('Newsletter'), value: 'false' },
        { remoteId: id('Seats'), value: '12' },
        { remoteId: id('Line'), value: 'Hardware' },
      ]),
    );

    const remoteOf = async (
      entity: string,
      localId: string | null | undefined,
      table: 'companies' | 'contacts' | 'catalog' | 'opportunities',
    ) => {
      const [link] = await fixture.rows<{ remote_id: string }>(
        'select remote_id from entity_link where entity = $1 and local_id = $2',
        [entity, localId],
      );
      return fixture.sandbox.store.list(table).find((row) => String(row.id) === link?.remote_id);
    };

    it('go out with every new record, and are told no more', async () => {
      await win(fixture, deal);
      await fixture.run();
      expect(await fixture.rows('select message from sync_issue where local_id = $1', [deal.opportunityId])).toEqual(
        [],
      );
      expect(customFieldsOf(await remoteOf('company', deal.clientId, 'companies'))).toMatchObject({
        [id('Billing code')]: 'B-0',
      });
      expect(customFieldsOf(await remoteOf('contact', deal.contactId, 'contacts'))).toMatchObject({
        [id('Newsletter')]: false,
      });
      expect(customFieldsOf(await remoteOf('product', deal.productIds[0], 'catalog'))).toMatchObject({
        [id('Line')]: 'Hardware',
      });
      expect(customFieldsOf(await remoteOf('opportunity', deal.opportunityId, 'opportunities'))).toMatchObject({
        [id('Seats')]: 12,
      });
      const told = await fixture.write((tx) => fixture.push.syncSettings.problemsBySection(tx, fixture.connectionId));
      expect(told.filter(({ problem }) => problem.message.startsWith('ConnectWise requires'))).toEqual([]);
    });

    it.each([
      ['is filled where it is empty', undefined, 'B-0'],
      ['is left as somebody entered it', 'X-9', 'X-9'],
    ])('of a linked company that is edited: the field %s', async (_words, held, expected) => {
      await win(fixture, deal);
      await fixture.run();
      const company = await remoteOf('company', deal.clientId, 'companies');
      fixture.sandbox.store.patchRaw('companies', Number(company?.id), {
        customFields: [{ id: Number(id('Billing code')), value: held ?? null }],
      });
      await fixture.write((tx) =>
        fixture.push.syncSettings.save(tx, fixture.connectionId, { mode: 'real_time' }, { userId: null, name: 'Ann' }),
      );
      await fixture.rows(`update client set city = 'Ybor City' where id = $1`, [deal.clientId]);
      await fixture.changed({ entity: 'client', id: deal.clientId, kind: 'updated' });
      await fixture.drain();
      expect(await fixture.rows('select message from sync_issue where local_id = $1', [deal.clientId])).toEqual([]);
      const after = await remoteOf('company', deal.clientId, 'companies');
      expect(after).toMatchObject({ city: 'Ybor City' });
      expect(customFieldsOf(after)).toEqual({ [id('Billing code')]: expected });
    });
  });
});
