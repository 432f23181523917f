import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** What a list names its rows, in our words and in Relay's. */
const rows = ['items', 'nodes', 'edges', 'node'];

/** What the rows of the list that is being answered are asked for. */
export function askedOfRows(info: GraphQLResolveInfo): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (selectionSet: SelectionSetNode | undefined, isInside: boolean): void => {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) walk(info.fragments[selection.name.value]?.selectionSet, isInside);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, isInside);
      else {
        const { value } = selection.name;
        if (rows.includes(value)) walk(selection.selectionSet, true);
        else if (isInside) names.add(value);
      }
    }
  };
  for (const { selectionSet } of info.fieldNodes) walk(selectionSet, false);
  return names;
}

/** What fields are made of that are no columns of the same name; none for those that are read in another way. */
export type MadeOf = Readonly<Record<string, readonly string[]>>;

/** The columns that the fields are made of, so that no others are read; null for all of them, where it is not known of a field what it needs. */
export function columnsFor(
  asked: ReadonlySet<string>,
  columns: ReadonlySet<string>,
  madeOf: MadeOf,
): ReadonlySet<string> | null {
  const wanted = new Set(['id']);
  for (const name of asked) {
    if (name === '__typename') continue;
    const needed = columns.has(name) ? [name] : madeOf[name];
    if (!needed) return null;
    for (const column of needed) wanted.add(column);
  }
  return wanted;
}

/** What of this field of the rows is asked for, when the field is itself a record. */
export function askedOfField(info: GraphQLResolveInfo, field: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (selectionSet: SelectionSetNode | undefined, isInside: boolean): void => {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) walk(info.fragments[selection.name.value]?.selectionSet, isInside);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, isInside);
      else if (isInside) names.add(selection.name.value);
      else if (selection.name.value === field) walk(selection.selectionSet, true);
      else if (rows.includes(selection.name.value)) walk(selection.selectionSet, false);
    }
  };
  for (const { selectionSet } of info.fieldNodes) walk(selectionSet, false);
  return names;
}
