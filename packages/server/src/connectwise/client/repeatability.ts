import type { PatchOperation } from './connectwise-client.ts';

/**
 * What may follow when nobody knows whether a request was carried out (the connection broke off, no answer in time, 5xx):
 * - `safe`: sending it again changes nothing more, so the client does;
 * - `look_first`: sent twice it could be carried out twice. The client hands the error to its caller, who reads the record and plans anew.
 */
export type Repeatability = 'safe' | 'look_first';

/** Every request by what it does. ConnectWise knows no idempotency key. */
export function repeatabilityOf({ method, body }: { method: string; body?: unknown }): Repeatability {
  switch (method) {
    case 'GET':
      return 'safe';
    case 'PATCH':
      return Array.isArray(body) && body.every(isIdempotent) ? 'safe' : 'look_first';
    default:
      return 'look_first';
  }
}

/** Replacing a whole property by its name gives the same record however often it is done; adding to a list, or going by a place in it, does not. */
function isIdempotent({ op, path, value }: PatchOperation): boolean {
  return op === 'replace' && /^\/?[A-Za-z]\w*$/.test(path) && (isScalar(value) || isReference(value));
}

const isScalar = (value: unknown): boolean => value === null || value === undefined || typeof value !== 'object';

const isReference = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isScalar);
