import { openSamples, type Samples } from '../../../../test/support/field-samples.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { localRecordOf } from '../../integration/mapping/mapped-custom-fields.rules.ts';
import type { PulledEntity } from '../../links/link.ts';
import { readPushSetup } from '../push/attempt/push-setup.ts';
import { registry, syncOf } from '../registry.ts';
import { configuredSync } from './fields/configured-fields.ts';
import { syncedFields } from './synced-fields.rules.ts';

/**
 * Custom fields of every record and type × {set on create, edited, emptied} × {here, there} × both modes, against the sandbox over HTTP: the other
 * side changes, or `syncedFields` says why it does not.
 */
const counts = { checked: 0, reached: 0, withReason: 0 };
afterAll(() => {
  process.stdout.write(
    `custom fields: ${counts.checked} cases, ${counts.reached} reached the other side, ${counts.withReason} are said not to, with the reason\n`,
  );
});

const kinds = {
  text: { wire: { type: 'Text' }, values: ['Blue', "O'Brien's"], there: ['Blue', "O'Brien's"] },
  number: { wire: { type: 'Number' }, values: [12, 7.5], there: [12, 7.5] },
  list: { wire: { options: ['Gold', 'Silver'] }, values: ['Gold', 'Silver'], there: ['Gold', 'Silver'] },
  checkbox: { wire: { type: 'Checkbox' }, values: [true, false], there: [true, false] },
  date: {
    wire: { type: 'Date' },
    values: ['2028-01-02', '2028-03-04'],
    there: ['2028-01-02T00:00:00Z', '2028-03-04T00:00:00Z'],
  },
} as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];
const wireRecords = {
  company: 'companies',
  contact: 'contacts',
  opportunity: 'opportunities',
  product: 'catalog',
} as const satisfies Record<PulledEntity, string>;

/** A name that SQL and JSON must take as it is. */
const nameOf = (kind: Kind) => `The team's "${kind}" %`;
const captionOf = (kind: Kind) => `Their ${kind}`;

describe.each(['real_time', 'pull_new_push_won'] as const)('R73: custom fields in the mode %s', (mode) => {
  let fixture: TwoWayFixture;
  let samples: Samples;
  const definitions = new Map<string, string>();
  const idOf = (entity: PulledEntity, kind: Kind) => definitions.get(`${entity}.${kind}`) ?? '';

  beforeAll(async () => {
    fixture = await openTwoWayFixture();
    const { store } = fixture.sandbox;
    const closed = (flag: string) => store.list('opportunityStatuses').find((row) => row[flag] === true)?.id;
    const open = store.list('opportunityStatuses').find((row) => !row.closedFlag)?.id;
    const stage = store.list('stages')[0]?.id;
    const customFields: object[] = [];
    for (const entity of Object.keys(wireRecords) as PulledEntity[])
      for (const kind of kindNames) {
        const made = fixture.sandbox.customField({
          record: wireRecords[entity],
          caption: captionOf(kind),
          ...kinds[kind].wire,
        });
        const remoteId = String(made.id);
        definitions.set(`${entity}.${kind}`, remoteId);
        const [field] = await fixture.rows<{ id: string }>(
          `insert into custom_field (entity, name, type, options) values ($1, $2, $3, $4) returning id`,
          [
            localRecordOf[entity],
            nameOf(kind),
            kind,
            JSON.stringify(kind === 'list' ? ['Gold', 'Silver', 'Ours only'] : []),
          ],
        );
        customFields.push({ remoteId, value: null, customFieldId: field?.id });
      }
    await fixture.rows(settingsWith, [
      fixture.connectionId,
      JSON.stringify({
        mode: 'real_time',
        customFields,
        stageMap: [
          { stageId: fixture.stages.lead, remoteStageId: String(stage), remoteStatusId: String(open) },
          { stageId: fixture.stages.won, remoteStageId: null, remoteStatusId: String(closed('wonFlag')) },
          { stageId: fixture.stages.lost, remoteStageId: null, remoteStatusId: String(closed('lostFlag')) },
        ],
        productMap: { nameTo: 'description', identifierFrom: 'sku' },
      }),
    ]);
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
    samples = await openSamples(fixture);
  }, 60_000);
  afterAll(() => fixture.close());

  const setMode = (to: string) =>
    fixture.rows(`update sync_settings set configuration = configuration || jsonb_build_object('mode', $1::text)`, [
      to,
    ]);
  const insertRecord = async (entity: PulledEntity): Promise<string> => {
    const id = newId();
    const own: Record<PulledEntity, [string, unknown[]]> = {
      company: [`insert into client (id, name, city) values ($1, $2, 'Ocala')`, [`Client ${id}`]],
      contact: [
        `insert into contact (id, first_name, last_name, client_id) values ($1, 'Ann', $2, $3)`,
        [`Lee ${id}`, samples.ids.client[0]],
      ],
      product: [`insert into product (id, name, sku, kind) values ($1, $2, $2, 'product')`, [`P-${id}`]],
      opportunity: [
        `insert into opportunity (id, name, client_id, contact_id, stage_id) values ($1, $2, $3, $4, $5)`,
        [`Deal ${id}`, samples.ids.client[0], samples.ids.contact[0], fixture.stages.lead],
      ],
    };
    const [sql, params] = own[entity];
    await fixture.rows(sql, [id, ...params]);
    return id;
  };
  const setHere = (entity: PulledEntity, id: string, kind: Kind, value: unknown) =>
    fixture.rows(
      `update ${syncOf(entity).table.name} set custom_fields = case when $3::jsonb = 'null' then custom_fields - $2::text
         else custom_fields || jsonb_build_object($2::text, $3::jsonb) end, updated_at = now() where id = $1`,
      [id, nameOf(kind), JSON.stringify(value)],
    );
  const here = async (entity: PulledEntity, id: string, kind: Kind) => {
    const row = await fixture.here(entity, id);
    return (row.custom_fields as Record<string, unknown>)[nameOf(kind)] ?? null;
  };
  const there = async (entity: PulledEntity, id: string, kind: Kind) => {
    const record = await fixture.there(entity, id);
    const entries = record.customFields as { id: number; value?: unknown }[];
    return entries.find((one) => String(one.id) === idOf(entity, kind))?.value ?? null;
  };
  const setThere = (entity: PulledEntity, id: string, kind: Kind, value: unknown) =>
    fixture.editThere(entity, id, [
      { op: 'replace', path: 'customFields', value: [{ id: Number(idOf(entity, kind)), value }] },
    ]);
  const push = async (entity: PulledEntity, id: string) => {
    await fixture.clearLog();
    await fixture.editHere(entity, id, 'version = version + 1');
    return (await fixture.log(id)).join('\n');
  };
  const reasonOf = async (entity: PulledEntity, kind: Kind) => {
    const setup = await fixture.write((tx) =>
      readPushSetup(tx, fixture.connectionId, { settings: fixture.push.settings }),
    );
    const records = registry.map((sync) => configuredSync(sync, setup));
    return syncedFields(records, setup.may).find((row) => row.record === entity && row.label === nameOf(kind));
  };

  describe.each(Object.keys(wireRecords) as PulledEntity[])('%s', (entity) => {
    let id = '';

    beforeAll(async () => {
      id = await insertRecord(entity);
      for (const kind of kindNames) await setHere(entity, id, kind, kinds[kind].values[0]);
      await setMode('real_time');
      await fixture.createdHere(entity, id);
      await setMode(mode);
    }, 60_000);

    it.each(kindNames)('a %s set on create reaches ConnectWise, and the log names it', async (kind) => {
      counts.checked++;
      expect(await there(entity, id, kind)).toBe(kinds[kind].there[0]);
      const [created] = await fixture.rows<{ changes: object[] }>(
        `select changes from audit_event where local_id = $1 and operation = 'create' and direction = 'out'`,
        [id],
      );
      expect(created?.changes).toContainEqual({ field: nameOf(kind), from: null, to: kinds[kind].there[0] });
      counts.reached++;
    });

    it('is unchanged for the next poll', async () => {
      await fixture.clearLog();
      await fixture.poll();
      expect(await fixture.log(id)).toEqual([]);
    });

    it.each(kindNames)('a %s edited here', async (kind) => {
      counts.checked++;
      await setHere(entity, id, kind, kinds[kind].values[1]);
      const log = await push(entity, id);
      if (mode !== 'real_time') return expectReason(kind);
      const value = await there(entity, id, kind);
      expect([kind, value === false ? false : value, log]).toEqual([kind, kinds[kind].there[1], log]);
      expect(log).toContain(`Updated "${nameOf(kind)}" of`);
      counts.reached++;
    });

    it.each(kindNames)('a %s emptied here', async (kind) => {
      counts.checked++;
      await setHere(entity, id, kind, kinds[kind].values[0]);
      await push(entity, id);
      await setHere(entity, id, kind, null);
      const log = await push(entity, id);
      if (mode !== 'real_time') return expectReason(kind);
      expect([kind, (await there(entity, id, kind)) || null, log]).toEqual([kind, null, log]);
      expect(log).toContain(`Updated "${nameOf(kind)}" of`);
      counts.reached++;
    });

    it('leaves the others of the record alone', async () => {
      if (mode !== 'real_time') return;
      await setThere(entity, id, 'text', 'Theirs');
      await fixture.poll();
      await setHere(entity, id, 'number', 99);
      await push(entity, id);
      expect(await there(entity, id, 'text')).toBe('Theirs');
    });

    it.each(kindNames)('a %s edited there', async (kind) => {
      counts.checked++;
      const before = await here(entity, id, kind);
      for (const at of [1, 0] as const) {
        await setThere(entity, id, kind, kinds[kind].there[at]);
        await fixture.clearLog();
        await fixture.poll();
      }
      if (mode !== 'real_time') {
        expect(await here(entity, id, kind)).toBe(before);
        return expectReason(kind);
      }
      expect(await here(entity, id, kind)).toBe(kinds[kind].values[0]);
      expect((await fixture.log(id)).join('\n')).toContain(`"${nameOf(kind)}"`);
      counts.reached++;
    });

    it.each(kindNames)('a %s emptied there', async (kind) => {
      counts.checked++;
      const before = await here(entity, id, kind);
      await setThere(entity, id, kind, null);
      await fixture.poll();
      if (mode !== 'real_time') {
        expect(await here(entity, id, kind)).toBe(before);
        return expectReason(kind);
      }
      expect((await here(entity, id, kind)) || null).toBeNull();
      counts.reached++;
    });

    async function expectReason(kind: Kind): Promise<void> {
      const row = await reasonOf(entity, kind);
      expect([kind, row?.reason ?? null]).not.toEqual([kind, null]);
      expect(row?.remoteName).toBe(captionOf(kind));
      counts.withReason++;
    }
  });

  it('comes in with a new record of ConnectWise, in both modes', async () => {
    const company = fixture.sandbox.store.insert('companies', {
      name: `New there ${mode}`,
      identifier: `NewThere${mode.replaceAll('_', '')}`,
      addressLine1: '1 Bay Street',
      site: { name: 'Main' },
    });
    await fixture.connectwise.patch(syncOf('company').wire, company.id, [
      {
        op: 'replace',
        path: 'customFields',
        value: kindNames.map((kind) => ({ id: Number(idOf('company', kind)), value: kinds[kind].there[0] })),
      },
    ]);
    await fixture.poll();
    const [row] = await fixture.rows<{ values: object }>(`select custom_fields as values from client where name = $1`, [
      `New there ${mode}`,
    ]);
    expect(row?.values).toEqual(Object.fromEntries(kindNames.map((kind) => [nameOf(kind), kinds[kind].values[0]])));
  });

  if (mode === 'real_time') {
    it('keeps back an option that ConnectWise does not know, and says so', async () => {
      const id = await insertRecord('company');
      await setHere('company', id, 'list', 'Ours only');
      await fixture.createdHere('company', id);
      expect(await there('company', id, 'list')).toBeNull();
      expect((await fixture.log(id)).join('\n')).toContain(
        `Not sent: "${nameOf('list')}", because ConnectWise has no option "Ours only" in "Their list"; choose another value here, or add the option there.`,
      );
      await setHere('company', id, 'list', 'Gold');
      await push('company', id);
      await setHere('company', id, 'list', 'Ours only');
      expect(await push('company', id)).toContain('ConnectWise has no option "Ours only" in "Their list"; ');
      expect(await there('company', id, 'list')).toBe('Gold');
    });

    it('lets the owner stand where both sides changed it, and keeps the other value in the log', async () => {
      const id = await insertRecord('company');
      await setHere('company', id, 'text', 'Both');
      await fixture.createdHere('company', id);
      await setHere('company', id, 'text', 'Ours');
      await setThere('company', id, 'text', 'Theirs');
      await fixture.clearLog();
      await fixture.poll();
      expect(await here('company', id, 'text')).toBe('Theirs');
      expect((await fixture.log(id)).join('\n')).toContain('"');
    });
  }
});
