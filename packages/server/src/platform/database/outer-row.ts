/** A row of the side that an outer join may leave empty: all of its columns, or none. */
export type OuterRow<Row> = Row | { [Column in keyof Row]: null };

/** Leaves out the row of an outer join that found nothing; `id` is never null in one that it found. */
export const isFound = <Row extends { id: unknown }>(row: Row): row is Exclude<Row, { id: null }> => row.id !== null;
