import fc from 'fast-check';
import { type Entity, entities } from './world.ts';

/**
 * One step of a history. Records, fields and values are numbers: what they mean depends on what there is when the step is taken, so that any part of
 * a history is a history too. A value of 0 empties the field.
 */
export type Operation =
  | { do: 'create'; side: Side; entity: Entity; pick: number }
  | { do: 'edit'; side: Side; entity: Entity; record: number; field: number; value: number }
  | { do: 'add an item'; record: number; type: 'Phone' | 'Email'; isDefault: boolean }
  | { do: 'merge'; from: number; to: number }
  | { do: 'delete'; entity: Entity; record: number }
  | { do: 'move'; side: Side; record: number; to: StageName }
  | { do: 'quote'; record: number; lines: number }
  | { do: 'push' }
  | { do: 'poll' }
  | { do: 'fault'; fault: (typeof faults)[number]; method: 'GET' | 'POST' | 'PATCH'; times: number; after: number };

export type Side = 'here' | 'there';
export type StageName = 'lead' | 'quote' | 'won' | 'lost';

/** Of the control API; each is over by the next step. */
export const faults = ['429', '500', '503', 'html 404', 'reset-before', 'reset-after', 'truncated'] as const;

const number = fc.nat({ max: 11 });
const side = fc.constantFrom<Side>('here', 'there');
const entity = fc.constantFrom(...entities);
/** Opportunities and contacts need clients first. */
const made = fc.constantFrom<Entity>(
  'company',
  'company',
  'contact',
  'contact',
  'product',
  'opportunity',
  'opportunity',
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('create' as const), side, entity: made, pick: number }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      side,
      entity,
      record: number,
      field: fc.nat({ max: 29 }),
      value: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('add an item' as const),
      record: number,
      type: fc.constantFrom('Phone' as const, 'Email' as const),
      isDefault: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), from: number, to: number }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), entity, record: number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      side,
      record: number,
      to: fc.constantFrom<StageName>('lead', 'quote', 'won', 'lost'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('quote' as const), record: number, lines: fc.nat({ max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('poll' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom(...faults),
      method: fc.constantFrom('GET' as const, 'POST' as const, 'PATCH' as const),
      times: fc.integer({ min: 1, max: 4 }),
      after: fc.nat({ max: 3 }),
    }),
  },
);

export const history = (most: number): fc.Arbitrary<Operation[]> =>
  fc.array(operation, { maxLength: most, size: 'max' });

const make = (side: Side, entity: Entity, pick: number): Operation => ({ do: 'create', side, entity, pick });

/** How each history begins: records that were made on either side and are linked, so that the steps have something to work on. */
export const beginning: readonly Operation[] = [
  make('there', 'company', 0),
  make('there', 'company', 1),
  make('here', 'company', 2),
  make('there', 'contact', 0),
  make('there', 'contact', 1),
  make('there', 'product', 3),
  make('there', 'opportunity', 0),
  make('here', 'product', 4),
  { do: 'poll' },
  make('here', 'contact', 0),
  make('here', 'contact', 2),
  make('here', 'opportunity', 1),
  make('here', 'opportunity', 2),
  { do: 'poll' },
];
