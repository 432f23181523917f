import type { Id } from './ids.ts';

/** Who or what caused a change. Every write carries it, so that a sync never mistakes its own echo for news. */
export type Origin =
  | { kind: 'user'; userId: Id; name: string }
  | { kind: 'token'; tokenId: Id; name: string }
  | { kind: 'connectwise'; connectionId: Id }
  | { kind: 'system' };

/** The name to show for an origin, e.g. in the audit log's "by" column. */
export function originName(origin: Origin): string {
  switch (origin.kind) {
    case 'user':
    case 'token':
      return origin.name;
    case 'connectwise':
      return 'ConnectWise';
    case 'system':
      return 'Causeway';
    default:
      return origin satisfies never;
  }
}
