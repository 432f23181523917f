import { editFieldThere, openSamples, type Samples } from '../../../../test/support/field-samples.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import { clientsById } from '../../crm/clients/client.queries.ts';
import { contactsById } from '../../crm/contacts/contact.queries.ts';
import { opportunitiesById } from '../../crm/opportunities/opportunity.queries.ts';
import { productsById } from '../../crm/products/product.queries.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import type { PulledEntity } from '../../links/link.ts';
import { registry, syncOf } from '../registry.ts';
import { isNothing } from './fields/derive.ts';
import type { AnyField, FieldValue } from './fields/field-table.ts';
import { wordOf } from './fields/field-table.ts';
import { productBilling } from './product/product-billing.fields.ts';
import { syncedFields } from './synced-fields.rules.ts';

/**
 * Every field of every record × {set on create, edited, emptied} × {here, there} × both modes, against the sandbox over HTTP: the other side changes,
 * or the log says "Not sent: …" and `syncedFields` gives a reason.
 */
const counts = { checked: 0, passed: 0, withReason: 0 };
afterAll(() => {
  process.stdout.write(
    `every field: ${counts.checked} cases, ${counts.passed} reached the other side, ${counts.withReason} are said not to, with the reason\n`,
  );
});

const readByApi: Record<PulledEntity, (tx: Tx, ids: string[]) => Promise<Map<string, object>>> = {
  company: clientsById,
  contact: contactsById,
  product: productsById,
  opportunity: opportunitiesById,
};

/**
 * Fields that no edit of one field alone can show: CW Status is not in use in this configuration, what recurs goes with its cycle
 * (`pull/recurring-products.int.test.ts` and `push/recurring-lines.int.test.ts` try it both ways), and the parts of a bundle are records of their
 * own (`push/bundle-changes.int.test.ts`).
 */
const apart = ['cwStatus', 'bundleLines', ...Object.keys(productBilling)];

const fieldsOf = (entity: PulledEntity): [string, AnyField][] =>
  Object.entries(syncOf(entity).fields).filter(([field, entry]) => !entry.derived && !apart.includes(field));

describe.each(['real_time', 'pull_new_push_won'] as const)('R65, R66: every field in the mode %s', (mode) => {
  let fixture: TwoWayFixture;
  let samples: Samples;
  const regions: { values: string[]; codes: unknown[] } = { values: [], codes: [] };
  const stages: { first?: unknown } = {};
  const may = modeCapabilities[mode];
  const reasonOf = (entity: PulledEntity, field: string) =>
    syncedFields(registry, may).find((row) => row.record === entity && row.field === field)?.reason ?? null;

  beforeAll(async () => {
    fixture = await openTwoWayFixture();
    const second = newId();
    await fixture.rows(`insert into pipeline_stage (id, name, position, kind) values ($1, 'Second', 4, 'open')`, [
      second,
    ]);
    const { store } = fixture.sandbox;
    const open = store.list('opportunityStatuses').find((row) => !row.closedFlag);
    const closed = (flag: string) => store.list('opportunityStatuses').find((row) => row[flag] === true)?.id;
    const [first, other] = store.list('stages');
    const taxCodes = store.list('taxCodes');
    const made = await fixture.rows<{ id: string }>(
      `insert into tax_region (name) values ('North'), ('South') returning id`,
    );
    const text = (id: unknown) => (id === undefined ? null : String(id));
    await fixture.rows(settingsWith, [
      fixture.connectionId,
      JSON.stringify({
        mode: 'real_time',
        stageMap: [
          { stageId: fixture.stages.lead, remoteStageId: text(first?.id), remoteStatusId: text(open?.id) },
          { stageId: second, remoteStageId: text(other?.id), remoteStatusId: text(open?.id) },
          { stageId: fixture.stages.won, remoteStageId: null, remoteStatusId: text(closed('wonFlag')) },
          { stageId: fixture.stages.lost, remoteStageId: null, remoteStatusId: text(closed('lostFlag')) },
        ],
        taxMap: { pairs: made.map(({ id }, at) => ({ taxRegionId: id, taxCodeId: text(taxCodes[at]?.id) })) },
        productMap: { nameTo: 'description', identifierFrom: 'sku' },
      }),
    ]);
    samples = await openSamples(fixture);
    regions.values = made.map(({ id }) => id);
    regions.codes = taxCodes.map(({ id }) => id);
    stages.first = first?.id;
  }, 60_000);
  afterAll(() => fixture.close());

  const sample = (entity: PulledEntity, field: string, entry: AnyField): [FieldValue, FieldValue] =>
    field === 'taxRegionId' ? [regions.values[0] ?? '', regions.values[1] ?? ''] : samples.of(entity, field, entry);

  describe.each(registry.map((sync) => sync.entity))('%s', (entity) => {
    const chosen = new Map<string, [FieldValue, FieldValue]>();
    let id = '';

    /** A record with every field set, made here and in ConnectWise. */
    beforeAll(async () => {
      id = newId();
      const columns: string[] = ['id'];
      const values: unknown[] = [id];
      for (const [field, entry] of fieldsOf(entity)) {
        const values2 = sample(entity, field, entry);
        chosen.set(field, values2);
        if (entry.column === '') continue;
        columns.push(entry.column);
        values.push(values2[0]);
      }
      await fixture.rows(
        `insert into ${syncOf(entity).table.name} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
        values,
      );
      await setMode('real_time');
      await fixture.createdHere(entity, id);
      createLog = (await fixture.log(id)).join('\n');
      await setMode(mode);
      await fixture.poll();
    }, 60_000);
    let createLog = '';

    const setMode = (to: string) =>
      fixture.rows(`update sync_settings set configuration = configuration || jsonb_build_object('mode', $1::text)`, [
        to,
      ]);

    it.each(fieldsOf(entity))('%s set on create reaches ConnectWise', async (field, entry) => {
      if (entry.column === '') return expectReason(entity, field, [field, entry], '');
      await expectThere(field, entry, chosen.get(field)?.[0] ?? null, createLog);
    });

    it('is read by the API with every field', async () => {
      const row = await fixture.write((tx) => readByApi[entity](tx, [id]));
      const missing = fieldsOf(entity).filter(
        ([field, entry]) => entry.column !== '' && !(field in (row.get(id) ?? {})),
      );
      expect(missing.map(([field]) => field)).toEqual([]);
    });

    it.each(fieldsOf(entity))('%s edited here', async (field, entry) => {
      if (entry.column === '') return expectReason(entity, field, [field, entry], '');
      await editHere(field, entry, chosen.get(field)?.[1] ?? null);
    });

    it.each(fieldsOf(entity))('%s emptied here', async (field, entry) => {
      // What the CRM itself cannot be without cannot be emptied here.
      if (entry.type !== 'boolean' && !(await isNullable(entry.column))) return;
      await editHere(field, entry, entry.type === 'boolean' ? false : null);
    });

    it.each(fieldsOf(entity))('%s edited there', async (field, entry) => {
      await editThere(field, entry, chosen.get(field)?.[0] ?? null);
    });

    it.each(fieldsOf(entity))('%s emptied there', async (field, entry) => {
      await editThere(field, entry, null);
      await changeThere(field, chosen.get(field)?.[1] ?? null);
      await fixture.poll();
    });

    const isNullable = async (column: string): Promise<boolean> => {
      const [found] = await fixture.rows(
        `select from information_schema.columns where table_name = $1 and column_name = $2 and is_nullable = 'YES'`,
        [syncOf(entity).table.name, column],
      );
      return found !== undefined;
    };

    const changeThere = (field: string, value: FieldValue) =>
      editFieldThere(fixture, entity, id, { field, value, taxCodeId: regions.codes[0], stageId: stages.first });

    async function editHere(field: string, entry: AnyField, value: FieldValue): Promise<void> {
      await fixture.clearLog();
      await fixture.editHere(entity, id, `${entry.column} = $2`, [value]);
      const log = (await fixture.log(id)).join('\n');
      if (!may.pushUpdate) return expectReason(entity, field, [field, entry], log);
      await expectThere(field, entry, value, log);
      if (!entry.out.update) await giveUp(entry, await fixture.inOurWords(entity, id, field));
    }

    /** What was said not to be sent is taken back here, so that the next case begins with both sides equal. */
    async function giveUp(entry: AnyField, theirs: unknown): Promise<void> {
      if (entry.column === '' || isNothing(theirs) || (entry.out.update && entry.out.clear === 'remove')) return;
      const { name } = syncOf(entity).table;
      await fixture.rows(`update ${name} set ${entry.column} = $2 where id = $1`, [id, theirs]);
    }

    /** The value stands in ConnectWise, or the log says that it was not sent and why. */
    async function expectThere(field: string, entry: AnyField, value: FieldValue, log: string): Promise<void> {
      const said = new RegExp(`Not sent: [^.]*${wordOf(syncOf(entity).fields, field)}[^.]*, because `).test(log);
      if (said) return expectReason(entity, field, [field, entry], log);
      const theirs = await inOurWords(field);
      counts.checked++;
      const isEqual = isNothing(value)
        ? isNothing(theirs) || isStandIn(field, theirs)
        : String(theirs) === String(value);
      expect({ field, value, theirs, log, isEqual }).toMatchObject({ isEqual: true });
      counts.passed++;
    }

    /** What stands in ConnectWise for an emptied value that it cannot do without. */
    const isStandIn = (field: string, theirs: unknown) =>
      (field === 'addressLine1' && theirs === '-') || field === 'description';

    async function inOurWords(field: string): Promise<unknown> {
      await fixture.there(entity, id);
      return fixture.inOurWords(entity, id, field);
    }

    async function editThere(field: string, entry: AnyField, value: FieldValue): Promise<void> {
      const agreed = await fixture.inOurWords(entity, id, field);
      await giveUp(entry, agreed);
      const before = await fixture.column(entity, id, field);
      await fixture.clearLog();
      const isDone = await changeThere(field, value);
      if (isDone === null) return expectReason(entity, field, [field, entry], '');
      if (!isDone) {
        // ConnectWise itself refuses to be without it.
        counts.checked++;
        counts.withReason++;
        return;
      }
      await fixture.poll();
      counts.checked++;
      const now = await fixture.column(entity, id, field);
      const log = (await fixture.log(id)).join('\n');
      // Every company has one: a blank is what a weak security role is shown, and the client keeps its own.
      if (value === null && entity === 'company' && field === 'status') {
        expect(now).toEqual(before);
        counts.withReason++;
        return;
      }
      if (log.includes('Not taken in')) {
        counts.withReason++;
        return;
      }
      if (!may.pullUpdate) {
        expect(now).toEqual(before);
        expect(reasonOf(entity, field)).not.toBeNull();
        counts.withReason++;
        return;
      }
      const theirs = await fixture.inOurWords(entity, id, field);
      expect({ field, now: String(now ?? ''), log }).toMatchObject({
        now: String(theirs ?? ''),
      });
      counts.passed++;
    }
  });

  it('shows every change by names: no ID of ours, no JSON, and no number where ConnectWise has a name', async () => {
    const rows = await fixture.rows<{ entity: PulledEntity; field: string; direction: string; value: unknown }>(
      `select e.entity, c ->> 'field' as field, e.direction, v.value
       from audit_event e, jsonb_array_elements(e.changes) c, lateral (values (c -> 'from'), (c -> 'to')) as v(value)
       where e.direction in ('in', 'out') and v.value <> 'null'`,
    );
    const shown = rows.map(({ value, ...row }) => ({
      ...row,
      value: typeof value === 'object' ? JSON.stringify(value) : value,
    }));
    const isId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
    expect(
      shown.filter(({ value }) => typeof value === 'string' && (isId.test(value) || /[[\]{}]/.test(value))),
    ).toEqual([]);
    const isNamed = ({ entity, field }: (typeof shown)[number]) => {
      const { fields, options } = syncOf(entity);
      const place = fields[field]?.place;
      return (
        field in options || fields[field]?.type === 'uuid' || place?.kind === 'choice' || place?.kind === 'reference'
      );
    };
    expect(shown.filter((row) => isNamed(row) && /^(ID )?\d+$/.test(String(row.value)))).toEqual([]);
    if (mode === 'real_time') expect(shown.filter(isNamed).length).toBeGreaterThan(20);
  });

  function expectReason(entity: PulledEntity, field: string, [, entry]: [string, AnyField], log: string): void {
    counts.checked++;
    const reason = reasonOf(entity, field) ?? (log.includes('Not sent:') ? log : null);
    expect([entity, field, entry.label, reason]).not.toEqual([entity, field, entry.label, null]);
    expect(log).not.toContain('the same in ConnectWise already');
    counts.withReason++;
  }
});
