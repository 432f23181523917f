/** The keys of a table whose type names all of them. */
export const keysOf = <T extends object>(table: T): (keyof T)[] =>
  // TypeScript answers `string[]`, since a value may have more keys than its type; a table written down has none.
  Object.keys(table) as (keyof T)[];
