/**
 * What may follow when a request was not answered as it should be:
 * - `safe`: sending it again changes nothing more, so the client does;
 * - `look_first`: sent twice it could be carried out twice. The client sends it again only where it surely was not carried out; else it hands the
 *   error to its caller, who reads the record and plans anew;
 * - `read_first`: it changes what was read before, and whoever waits may find that somebody else has edited it. The client never sends it again.
 */
export type Repeatability = 'safe' | 'look_first' | 'read_first';

/** Every request by what it does. ConnectWise knows no idempotency key. */
export function repeatabilityOf({ method }: { method: string }): Repeatability {
  switch (method) {
    case 'GET':
      return 'safe';
    case 'PATCH':
      return 'read_first';
    default:
      return 'look_first';
  }
}
