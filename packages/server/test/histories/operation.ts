import fc from 'fast-check';
import { type BundleMode, bundleModes, type Entity, entities } from './words.ts';

/**
 * One step of a history. Records, fields and values are numbers: what they mean depends on what there is when the step is taken, so that any part of
 * a history is a history too. A value of 0 empties the field.
 */
export type Operation =
  | { do: 'create'; side: Side; entity: Entity; pick: number }
  | { do: 'edit'; side: Side; entity: Entity; record: number; field: number; value: number }
  /** The same field of one record, on both sides before they exchange it. */
  | { do: 'edit both'; entity: Entity; record: number; field: number; here: number; there: number }
  /** A contact or an opportunity goes to another client. */
  | { do: 'hand over'; side: Side; entity: 'contact' | 'opportunity'; record: number; to: number }
  /** A bundle is made, or gets other parts. */
  | { do: 'bundle'; side: Side; record: number; parts: number; quantity: number }
  /** From now on bundles of quotes go out in this way. */
  | { do: 'bundle mode'; mode: BundleMode }
  | { do: 'add an item'; record: number; type: 'Phone' | 'Email'; isDefault: boolean }
  | { do: 'merge'; from: number; to: number }
  | { do: 'delete'; entity: Entity; record: number }
  | { do: 'move'; side: Side; record: number; to: StageName }
  | { do: 'quote'; record: number; lines: number; shape: number }
  | { do: 'push' }
  | { do: 'poll' }
  | { do: 'fault'; fault: (typeof faults)[number]; method: 'GET' | 'POST' | 'PATCH'; times: number; after: number }
  /** The worker of the next exchange dies before this transaction. */
  | { do: 'kill'; after: number };

export type Side = 'here' | 'there';
export type StageName = 'lead' | 'quote' | 'won' | 'lost';

/** Of the control API; each is over by the next step. */
export const faults = [
  '429',
  '500',
  '503',
  'html 404',
  'html 502',
  'object',
  'half-json',
  'hang',
  'reset-before',
  'reset-after',
  'truncated',
] as const;

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
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit both' as const),
      entity,
      record: number,
      field: fc.nat({ max: 29 }),
      here: fc.nat({ max: 3 }),
      there: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hand over' as const),
      side,
      entity: fc.constantFrom('contact' as const, 'opportunity' as const),
      record: number,
      to: number,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('bundle' as const),
      side,
      record: number,
      parts: fc.integer({ min: 1, max: 2 }),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('bundle mode' as const), mode: fc.constantFrom(...bundleModes) }),
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
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('quote' as const),
      record: number,
      lines: fc.nat({ max: 2 }),
      shape: fc.nat({ max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('poll' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), after: fc.nat({ max: 40 }) }) },
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
