/** What a push has said it is about to create, or what a record of ConnectWise tells of it, in ConnectWise's words. */
export type NaturalKey = Readonly<Record<string, unknown>>;

/**
 * Whether a record that is not linked may be the one that a push is creating at this moment, its link not yet bound. Taking it in would
 * make a second CRM record of it.
 */
export function isBeingCreated(record: NaturalKey, intents: readonly NaturalKey[]): boolean {
  return intents.some((intent) => {
    const keys = Object.keys(record).filter((key) => intent[key] !== undefined && intent[key] !== null);
    return keys.length > 0 && keys.every((key) => same(intent[key], record[key]));
  });
}

const same = (a: unknown, b: unknown): boolean =>
  b !== undefined && b !== null && String(a).trim().toLowerCase() === String(b).trim().toLowerCase();
