import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { syncOf } from '../../registry.ts';
import { blankFields } from './blank-fields.ts';

const named = (id: number, name = `Entry ${id}`) => ({ id, name });
const records = {
  company: {
    id: 1,
    name: 'Bay',
    country: named(2),
    status: named(3),
    taxCode: named(4),
    types: [named(5)],
    defaultContact: named(6),
  },
  contact: {
    id: 1,
    firstName: 'Ann',
    company: named(2),
    communicationItems: [
      { id: 1, communicationType: 'Phone', value: '813', type: named(2, 'Direct') },
      { id: 2, communicationType: 'Phone', value: '814', type: named(4, 'Mobile') },
    ],
  },
  product: {
    id: 1,
    identifier: 'X',
    description: 'X',
    category: named(2),
    subcategory: named(3),
    type: named(4),
    unitOfMeasure: named(5),
    recurringFlag: true,
    recurringBillCycle: named(6),
  },
  opportunity: {
    id: 1,
    name: 'Deal',
    company: named(2),
    contact: named(3),
    stage: named(4),
    status: named(5),
    primarySalesRep: named(6),
    taxCode: named(7),
  },
} as const;

const cases = Object.entries(records).flatMap(([entity, record]) =>
  Object.entries(record).flatMap(([property, value]) =>
    typeof value === 'object' ? [[entity as keyof typeof records, property] as const] : [],
  ),
);

/** As it comes where `property` is blank; of a list its entries, of items their types. */
function blanked(record: Readonly<Record<string, unknown>>, property: string): unknown {
  const value = record[property];
  if (property === 'communicationItems')
    return { ...record, [property]: (value as object[]).map((item) => ({ ...item, type: {} })) };
  return structuredClone({ ...record, [property]: Array.isArray(value) ? [{}] : {} });
}

describe('a blank reference', () => {
  it.each(cases)('of a %s silences each field that reads its %s', (entity, property) => {
    const { wire, draft, fields } = syncOf(entity);
    const read = (raw: unknown): WireRecord => {
      const parsed = wire.parse(raw);
      if (!('record' in parsed)) throw new Error(parsed.reason);
      return parsed.record;
    };
    const [whole, blank] = [read(structuredClone(records[entity])), read(blanked(records[entity], property))];
    const [was, is] = [draft(whole, []), draft(blank, [])];
    const differing = Object.keys(fields).filter((field) => field in was && !isSame(was[field], is[field]));
    expect(blankFields(fields, blank)).toEqual(expect.arrayContaining(differing));
    expect(blankFields(fields, whole)).toEqual([]);
    // A page that is kept as JSON says the same.
    expect(blankFields(fields, JSON.parse(JSON.stringify(blank)))).toEqual(blankFields(fields, blank));
  });

  it('of the stage silences the dates that follow from it; one that is emptied silences nothing', () => {
    const { fields, wire } = syncOf('opportunity');
    const raw = { ...records.opportunity, stage: {}, contact: null };
    wire.parse(raw);
    expect(blankFields(fields, raw).sort()).toEqual(['lostAt', 'stageId', 'wonAt']);
  });
});
