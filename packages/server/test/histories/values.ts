import type { AnyField, FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import { type Entity, isEntity } from './words.ts';
import { type World } from './world.ts';

/** Fields that a person can edit on either side. Stages have steps of their own; what follows from others is nobody's edit. */
export const editable = (world: World, entity: Entity): [string, AnyField][] =>
  Object.entries(world.syncOf(entity).fields).filter(
    ([field, { column, derived, key, place }]) =>
      column !== '' && !derived && (!key || place.kind === 'custom') && field !== 'stageId' && field !== 'taxRegionId',
  );

export const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

const lists: Record<string, string> = {
  country: 'countries',
  company_status: 'companyStatuses',
  company_type: 'companyTypes',
  product_type: 'productTypes',
  unit: 'unitOfMeasures',
};

/** One of a few values of a field, in the CRM's words; 0 is none. `undefined` where there is nothing to choose from. */
export async function chosenValue(
  world: World,
  field: string,
  entry: AnyField,
  at: number,
): Promise<FieldValue | undefined> {
  const { place, type } = entry;
  if (type === 'boolean') return at % 2 === 1;
  if (place.kind === 'custom' && at > 0) return type === 'numeric' ? pick(['3', '17'], at) : `${entry.label} ${at}`;
  if (at === 0) return field === 'billing' ? 'one_time' : null;
  if (field === 'ownerId') return pick(world.users, at);
  if (field === 'kind' || field === 'billingCycleId') return undefined;
  if (field === 'billing') return pick(['one_time', 'recurring'], at);
  if (type === 'int') return pick(['3', '12'], at);
  if (field === 'billingCycle') return pick(namesOf(world, 'billingCycles'), at);
  if (field === 'productClass') return pick(['Service', 'NonInventory', 'Inventory'], at);
  if (field === 'category' || field === 'subcategory') return categoryOf(world, field, at);
  if (place.kind === 'reference') {
    if (!isEntity(place.to)) return undefined;
    return pick(await world.here(place.to), at);
  }
  if (place.kind === 'choice' || place.kind === 'associations') {
    return pick(namesOf(world, lists[place.list] ?? place.list), at);
  }
  if (type === 'numeric') return pick(['12.5', '20', '7.25'], at);
  if (type === 'date') return pick(['2028-01-02', '2028-03-04', '2028-05-06'], at);
  if (place.kind === 'item') {
    if (place.role === 'email') return `person${at}@mail.example`;
    return place.part === 'extension' ? String(100 + at) : `813 555 010${at}`;
  }
  if (field === 'phone') return `813 555 020${at}`;
  if (field === 'website') return `site${at}.example`;
  const max = 'max' in place && place.max ? place.max : 40;
  return `${entry.label} ${pick(['amber', 'birch', 'cedar'], at)}`.slice(0, max).trim();
}

const namesOf = ({ app }: World, list: string): string[] =>
  app.sandbox.store
    .list(list)
    .filter((row) => row.inactiveFlag !== true && row.disallowSavingFlag !== true)
    .map((row) => String(row.name));

function categoryOf({ app }: World, field: string, at: number): string | undefined {
  const row = pick(app.sandbox.store.list('subcategories'), at);
  const of = field === 'category' ? (row?.category as { name?: unknown } | undefined)?.name : row?.name;
  return of === undefined ? undefined : String(of);
}
