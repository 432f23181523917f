/**
 * A record as the store keeps it: plain values by field name; references as the id alone (`null` never appears: an
 * empty field is absent), items as arrays of plain objects, custom fields as `{ [definitionId]: value }`.
 * Stored records are never changed in place: each write puts a new object, so an undo puts the old one back.
 */
export interface Stored {
  readonly id: number;
  /** `_info` of the record; times are whole seconds since 1970. */
  readonly $updated: number;
  readonly $updatedBy: string;
  readonly $entered: number;
  readonly $enteredBy: string;
  readonly [field: string]: unknown;
}

export type Draft = { id: number; [field: string]: unknown };

const DAY = 86_400;
let keptDay = Number.NaN;
let keptDate = '';

/** ISO 8601 in UTC with whole seconds, as ConnectWise writes date-times. */
export function isoSeconds(seconds: number): string {
  const day = Math.floor(seconds / DAY);
  if (day !== keptDay) {
    keptDate = new Date(day * DAY * 1000).toISOString().slice(0, 11);
    keptDay = day;
  }
  const rest = seconds - day * DAY;
  return `${keptDate}${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}Z`;
}

function two(value: number): string {
  const whole = Math.floor(value);
  return whole < 10 ? `0${whole}` : String(whole);
}
