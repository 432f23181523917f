import { ConnectWiseError, type ConnectWiseFieldError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Lengths } from '../../records/fields/derive.ts';

const refusal = /maximum length of (\d+)/i;

/** How long a text of a property may be, where ConnectWise refuses one for its length; null for any other refusal. */
export function refusedLength({ field, message }: ConnectWiseFieldError): { path: string; max: number } | null {
  const [, max] = refusal.exec(message) ?? [];
  return field && max ? { path: field, max: Number(max) } : null;
}

/** Goes again without the texts that ConnectWise refuses for their length: an older one takes less than is known, and says so. */
export async function withinLengths<T>(run: (lengths: Lengths) => Promise<T>): Promise<T> {
  const known: Record<string, number> = {};
  for (;;)
    try {
      return await run(known);
    } catch (error) {
      const refused = error instanceof ConnectWiseError ? error.fields.map(refusedLength) : [];
      const learned = refused.filter((one) => one !== null && (known[one.path] ?? Number.POSITIVE_INFINITY) > one.max);
      if (learned.length === 0) throw error;
      for (const one of learned) if (one) known[one.path] = one.max;
    }
}
