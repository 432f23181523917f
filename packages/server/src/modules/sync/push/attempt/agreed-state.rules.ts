import type { EntityLink, NewLink } from '../../../links/link.ts';
import { isSame } from '../../conflicts/merge.rules.ts';

export type RemoteState = Partial<Pick<NewLink, 'remoteUpdatedAt' | 'remoteHash' | 'base'>>;

/**
 * What a link remembers after our patch of a record that read as `before` and came back as `after`. Both sides agree only on what the patch changed:
 * a value that somebody set in ConnectWise meanwhile is not ours yet. Where `before` held such news the hash stays as it was, so that the next pull
 * takes them in instead of knowing the record as seen.
 */
export function agreedState(link: EntityLink, before: RemoteState, after: RemoteState): RemoteState {
  const base = agreedBase(link.base, before.base ?? null, after.base ?? null);
  const hadNews = before.remoteHash !== link.remoteHash;
  return hadNews ? { base } : { ...after, base };
}

function agreedBase(
  agreed: Record<string, unknown> | null,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Record<string, unknown> | null {
  if (!agreed || !before || !after) return agreed ?? after;
  return Object.fromEntries(
    Object.entries(after).map(([field, value]) => [field, isSame(value, before[field]) ? agreed[field] : value]),
  );
}
