/**
 * Equal by content: nothing and null alike, dates by their instant, also against ISO text. The order of an object's keys does not matter, the
 * order of a list does.
 */
export function isSame(a: unknown, b: unknown): boolean {
  const [left, right] = [plain(a), plain(b)];
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => key in right && isSame(Reflect.get(left, key), Reflect.get(right, key)));
}

/** Dates as ISO text, nothing as null, as JSON keeps them; −0 is 0. */
export function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return value === 0 ? 0 : value;
}
