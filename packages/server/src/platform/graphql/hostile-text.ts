import { type DocumentNode, Kind, visit } from 'graphql';
import { AppError } from '../errors.ts';

const NUL = '\u0000';
/** Levels of objects and lists in what is sent; no input of ours comes near. */
const MAX_VALUE_DEPTH = 100;
/** Entries of a list that something is looked for by. */
const MAX_LIST = 200;

/** Throws AppError "invalid_input" at the variable that holds what PostgreSQL cannot store, or nests deeper than any input. Calls itself nowhere. */
export function refuseHostileVariables(variables: unknown): void {
  const open: Array<{ value: unknown; path: string; depth: number }> = [{ value: variables, path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'string') refuseUnstorable(value, path);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_VALUE_DEPTH)
      throw new AppError(
        'invalid_input',
        `The value nests more than ${MAX_VALUE_DEPTH} levels deep. Send one that nests less.`,
        {
          field: path.split('.')[0],
        },
      );
    for (const [key, inner] of Object.entries(value)) {
      refuseUnstorable(key, path);
      open.push({ value: inner, path: depth < 8 ? [path, key].filter(Boolean).join('.') : path, depth: depth + 1 });
    }
  }
}

/**
 * Throws AppError "invalid_input" at a variable that holds a longer list than any question of ours needs: each entry is looked for in the database,
 * though it costs nothing in the answer. A document itself has no room for one.
 */
export function refuseLongLists(variables: Readonly<Record<string, unknown>>): void {
  const open = Object.entries(variables).map(([path, value]) => ({ path, value }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.length > MAX_LIST)
      throw new AppError(
        'invalid_input',
        `"${path}" lists ${value.length.toLocaleString('en-US')} values; at most ${MAX_LIST} are looked for at once. Ask in several parts.`,
        { field: path, reason: 'too_costly' },
      );
    for (const [key, inner] of Object.entries(value)) open.push({ path: `${path}.${key}`, value: inner });
  }
}

/** The same for values that stand in the document itself. */
export function refuseHostileLiterals(document: DocumentNode): void {
  const names: string[] = [];
  const enter = (node: { name: { value: string } }) => void names.push(node.name.value);
  const leave = () => void names.pop();
  visit(document, {
    [Kind.ARGUMENT]: { enter, leave },
    [Kind.OBJECT_FIELD]: { enter, leave },
    [Kind.STRING]: ({ value }) => refuseUnstorable(value, names.join('.')),
  });
}

/** Half a character would be stored as another one, and be no longer what was sent: neither found again by it nor known to be the same. */
function refuseUnstorable(text: string, field: string): void {
  if (text.includes(NUL))
    throw new AppError('invalid_input', 'The text holds a NUL character, which cannot be stored. Take it out.', {
      field,
    });
  if (!text.isWellFormed())
    throw new AppError(
      'invalid_input',
      'The text holds half a character (a lone surrogate), which cannot be stored. Take it out.',
      { field },
    );
}
