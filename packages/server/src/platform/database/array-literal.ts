const needsEscape = /["\\]/;
const escaped = /["\\]/g;

/**
 * A list of texts, numbers or truths as PostgreSQL writes arrays: `{"a",NULL,"3"}`. The driver does the same for any value, at several times
 * the cost; null for a list with others in it (dates, buffers, lists), which are left to the driver.
 */
export function arrayLiteral(values: readonly unknown[]): string | null {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) text += ',';
    if (typeof value === 'string')
      text += needsEscape.test(value) ? `"${value.replace(escaped, '\\$&')}"` : `"${value}"`;
    else if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'number' || typeof value === 'boolean') text += String(value);
    else return null;
  }
  return `${text}}`;
}

/** A parameter as the driver should get it. */
export const asParameter = (value: unknown): unknown => (Array.isArray(value) ? (arrayLiteral(value) ?? value) : value);
