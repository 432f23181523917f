import type { WireRecord } from '../../../../connectwise/wire/wire.ts';

type Sent = Readonly<Record<string, unknown>>;

/**
 * A record that was found, as the request that made it had sent it. Lists (phone numbers, custom fields) stay as they were found: ConnectWise adds
 * to them by itself.
 */
export function asSent<R extends WireRecord>(found: R, sent: Sent): R {
  const others = Object.entries(sent).filter(([property, value]) => {
    const there: unknown = Reflect.get(found, property);
    return value !== undefined && !Array.isArray(value) && !isSentStill(value, there);
  });
  return { ...found, ...Object.fromEntries(others) };
}

/** Whether a property still holds what was sent in it; of a reference its ID tells. */
export const isSentStill = (sent: unknown, there: unknown): boolean => {
  const [ours, theirs] = [idIn(sent), idIn(there)];
  if (ours !== undefined) return String(ours) === String(theirs);
  return (sent ?? null) === (there ?? null);
};

const idIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
