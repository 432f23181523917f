import type { AnyFieldTable } from '../../src/modules/sync/records/fields/field-table.ts';

/** A row with nothing in it, so that a test sets what it is about and a new field is no concern of it. */
export const blankRow = <Row>(table: AnyFieldTable): Row =>
  // Fields that cannot be empty are set by the test.
  Object.fromEntries(Object.keys(table).map((field) => [field, null])) as Row;
