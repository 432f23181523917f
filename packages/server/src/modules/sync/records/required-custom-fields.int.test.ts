import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { driftTasks } from '../../integration/drift/drift.rules.ts';
import { labelsFor } from '../../integration/history/settings-document.rules.ts';
import { resolveImport, withoutUnresolved } from '../../integration/history/settings-import.rules.ts';
import { sections } from '../../integration/settings/sections.ts';
import { readSetupFacts } from '../../integration/setup/setup-facts.queries.ts';
import { readPushSetup } from '../push/attempt/push-setup.ts';
import { registry } from '../registry.ts';
import { configuredSync } from './fields/configured-fields.ts';
import { syncedFields } from './synced-fields.rules.ts';

describe('R73: custom fields that are kept in step', () => {
  let fixture: TwoWayFixture;
  let remoteId: string;
  let fieldId: string;

  beforeAll(async () => {
    fixture = await openTwoWayFixture();
    remoteId = String(
      fixture.sandbox.customField({ record: 'companies', caption: 'Billing code', type: 'Text', required: true }).id,
    );
    const [field] = await fixture.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ('client', 'Billing', 'text', '[]') returning id`,
    );
    fieldId = field?.id ?? '';
    await use([{ remoteId, value: null, customFieldId: fieldId }]);
    await refresh();
  });
  afterAll(() => fixture.close());

  const use = (customFields: object[]) =>
    fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time', customFields })]);
  const refresh = () => fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
  const facts = () => fixture.write((tx) => readSetupFacts(tx, fixture.connectionId));
  const configuration = async () =>
    (await fixture.write((tx) => fixture.push.settings.of(tx, fixture.connectionId))).configuration;
  const drift = async () =>
    driftTasks(sections, await configuration(), await facts()).filter(({ section }) => section === 'customFields');
  const client = async () => {
    const id = newId();
    await fixture.rows(`insert into client (id, name, city) values ($1, $2, 'Ocala')`, [id, `Client ${id}`]);
    return id;
  };
  const issueOf = async (id: string) =>
    (
      await fixture.rows<{ code: string; message: string; advice: string }>(
        `select code, message, advice from sync_issue where local_id = $1 and state = 'open'`,
        [id],
      )
    )[0];

  it('are asked for before ConnectWise refuses, at the form and in the issue, by field and place', async () => {
    const setup = await fixture.write((tx) =>
      readPushSetup(tx, fixture.connectionId, { settings: fixture.push.settings }),
    );
    const told = syncedFields(
      registry.map((sync) => configuredSync(sync, setup)),
      setup.may,
    ).find(({ label }) => label === 'Billing');
    expect(told?.reason).toContain(
      'A new client without it is not sent: ConnectWise requires "Billing code". Fill it in.',
    );

    const id = await client();
    fixture.sandbox.clearJournal();
    await fixture.createdHere('company', id);
    expect(fixture.sandbox.journal().filter(({ method }) => method !== 'GET')).toEqual([]);
    const words = `client "Client ${id}"`;
    expect(await issueOf(id)).toEqual({
      code: 'custom_field_empty',
      message: `ConnectWise takes no new record without "Billing code", and ${words} has no value in "Billing". Nothing was sent.`,
      advice: `Fill in "Billing" of ${words} on its page, or enter a default in Settings, Integrations, Mapping, Custom fields. Then retry.`,
    });

    // Filled in, it goes, and the issue is over; with a default an empty one goes as well.
    await fixture.editHere('company', id, `custom_fields = '{"Billing": "B-7"}'`);
    expect((await fixture.there('company', id)).customFields).toContainEqual(expect.objectContaining({ value: 'B-7' }));
    expect(await issueOf(id)).toBeUndefined();
    await use([{ remoteId, value: 'B-0', customFieldId: fieldId }]);
    const other = await client();
    await fixture.createdHere('company', other);
    expect((await fixture.there('company', other)).customFields).toContainEqual(
      expect.objectContaining({ value: 'B-0' }),
    );
    await use([{ remoteId, value: null, customFieldId: fieldId }]);
  });

  it('are carried by an export, and found again by their names, or left out', async () => {
    const own = await configuration();
    const here = await facts();
    const document = {
      format: 'causeway-settings' as const,
      version: 1,
      exportedAt: '',
      revision: 1,
      account: { host: 'elsewhere', loginCompany: 'other' },
      // As another account and another CRM have them, under IDs of their own.
      configuration: { ...own, customFields: [{ remoteId: '987', value: 'B-1', customFieldId: newId() }] },
      labels: {} as Record<string, Record<string, string>>,
    };
    const [foreign] = document.configuration.customFields;
    document.labels = {
      custom_field: { 987: 'Billing code' },
      crm_custom_field: {
        [foreign?.customFieldId ?? '']: labelsFor(sections, own, here).crm_custom_field?.[fieldId] ?? '',
      },
    };
    const found = resolveImport(sections, document, here, { isSameAccount: false });
    expect(found.unresolved).toEqual([]);
    expect(found.configuration.customFields).toEqual([{ remoteId, value: 'B-1', customFieldId: fieldId }]);
    const unknown = resolveImport(sections, { ...document, labels: { custom_field: { 987: 'Billing code' } } }, here, {
      isSameAccount: false,
    });
    expect(withoutUnresolved(unknown.configuration, unknown.unresolved).customFields).toEqual([
      { remoteId, value: 'B-1', customFieldId: null },
    ]);
  });

  it('of a linked record are asked for when ConnectWise refuses an edit: by the name here, or by where to give them', async () => {
    const id = await client();
    const requireAll = async (isRequired: boolean) => {
      for (const field of [Number(remoteId), ...others])
        fixture.sandbox.store.patchRaw('userDefinedFields', field, { requiredFlag: isRequired });
      await refresh();
    };
    const others: number[] = [];
    await requireAll(false);
    await fixture.createdHere('company', id);
    await requireAll(true);
    await fixture.editHere('company', id, `city = 'Naples'`);
    const words = `client "Client ${id}"`;
    expect(await issueOf(id)).toEqual({
      code: 'custom_field_empty',
      message: `ConnectWise takes nothing of ${words} without "Billing code", and has no value in it. Nothing of it was sent.`,
      advice: `Fill in "Billing" of ${words} on its page: it then goes out with what waits.`,
    });
    await fixture.editHere('company', id, `custom_fields = '{"Billing": "B-3"}'`);
    expect(await fixture.there('company', id)).toMatchObject({ city: 'Naples' });
    expect(await issueOf(id)).toBeUndefined();

    // Another one, for which nothing of the CRM stands.
    others.push(fixture.sandbox.customField({ record: 'companies', caption: 'Sector', type: 'Text' }).id);
    await requireAll(true);
    await fixture.editHere('company', id, `city = 'Ocala'`);
    expect(await issueOf(id)).toMatchObject({
      code: 'custom_field_empty',
      message: expect.stringContaining('without "Sector", and has no value in it'),
      advice: expect.stringContaining('Keep "Sector" in step with a custom field of the CRM, or give it a default'),
    });
    // It goes out by itself once the field gets a default.
    const save = (row: { remoteId: string; value: string }) =>
      fixture.write((tx) =>
        fixture.push.syncSettings.save(
          tx,
          fixture.connectionId,
          { customFields: [row] },
          { userId: null, name: 'Ann' },
        ),
      );
    await save({ remoteId, value: 'B-0' });
    await save({ remoteId: String(others[0]), value: 'Trade' });
    await fixture.run();
    const there = await fixture.there('company', id);
    expect([there.city, there.customFields]).toEqual([
      'Ocala',
      expect.arrayContaining([expect.objectContaining({ value: 'Trade' })]),
    ]);
    expect(await issueOf(id)).toBeUndefined();
    fixture.sandbox.store.remove('userDefinedFields', others[0] ?? 0);
    await use([{ remoteId, value: null, customFieldId: fieldId }]);
    await refresh();
  });

  it('whose options ConnectWise changes are told as drift, and what is only here is not sent', async () => {
    const tier = { record: 'companies', caption: 'Tier', options: ['Gold', 'Silver'] } as const;
    const tierId = String(fixture.sandbox.customField(tier).id);
    const [level] = await fixture.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ('client', 'Level', 'list', '["Gold", "Silver"]') returning id`,
    );
    const billing = { remoteId, value: 'B-0', customFieldId: fieldId };
    await use([billing, { remoteId: tierId, value: 'Silver', customFieldId: level?.id }]);
    await refresh();
    expect(await drift()).toEqual([]);
    fixture.sandbox.customField({ ...tier, options: ['Gold', 'Platinum'] });
    await refresh();
    expect(await drift()).toMatchObject([
      { code: 'custom_field_options', message: expect.stringContaining('Only here, so not sent: "Silver".') },
      { code: 'custom_field_default', message: expect.stringContaining('the default "Silver"') },
    ]);
    await use([billing, { remoteId: tierId, value: null, customFieldId: level?.id }]);
    const id = await client();
    await fixture.rows(`update client set custom_fields = '{"Level": "Silver"}' where id = $1`, [id]);
    await fixture.createdHere('company', id);
    expect((await fixture.log(id)).join(' ')).toContain('ConnectWise has no option "Silver" in "Tier"');
    fixture.sandbox.store.remove('userDefinedFields', Number(tierId));
    await use([{ remoteId, value: null, customFieldId: fieldId }]);
    await refresh();
  });

  it('come apart when ConnectWise changes the type or removes the field: drift tells, and nothing is sent or claimed', async () => {
    expect(await drift()).toEqual([]);
    const id = await client();
    await fixture.rows(`update client set custom_fields = '{"Billing": "B-8"}' where id = $1`, [id]);
    await fixture.createdHere('company', id);
    fixture.sandbox.store.patchRaw('userDefinedFields', Number(remoteId), {
      fieldTypeIdentifier: 'Number',
      requiredFlag: false,
    });
    await refresh();
    expect(await drift()).toMatchObject([
      {
        code: 'custom_field_apart',
        label: 'Billing code',
        usedBy: ['Billing'],
        holdsBack: false,
        message: expect.stringContaining('is a number in ConnectWise'),
      },
    ]);
    await fixture.clearLog();
    await fixture.editHere('company', id, `custom_fields = '{"Billing": "B-9"}'`);
    expect((await fixture.log(id)).join(' ')).not.toMatch(/Billing.*(sent|same)/);
    fixture.sandbox.store.patchRaw('userDefinedFields', Number(remoteId), { fieldTypeIdentifier: 'Text' });
    await refresh();
    expect(await drift()).toEqual([]);
    fixture.sandbox.store.remove('userDefinedFields', Number(remoteId));
    await refresh();
    expect(await drift()).toMatchObject([
      { code: 'custom_field_apart', message: expect.stringContaining('ConnectWise does not have it any more') },
    ]);
    await fixture.editHere('company', id, `city = 'Tampa'`);
    expect(await fixture.there('company', id)).toMatchObject({ city: 'Tampa' });
    await fixture.poll();
    // What stands here stays here.
    expect((await fixture.here('company', id)).custom_fields).toEqual({ Billing: 'B-9' });
  });
});
