/** A sheet with its contact called otherwise, and with other strings in place of some. */
export function withoutPerson(
  sheet: unknown,
  contactName: string | null,
  replaced: ReadonlyMap<string, string>,
): unknown {
  const rest = withStrings(sheet, replaced);
  return isObject(rest) && 'contactName' in rest ? { ...rest, contactName } : rest;
}

function withStrings(value: unknown, replaced: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return replaced.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one: unknown) => withStrings(one, replaced));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withStrings(one, replaced)]));
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
