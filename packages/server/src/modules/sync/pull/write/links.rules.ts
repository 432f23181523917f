import type { Id } from '../../../../platform/ids.ts';
import type { NewLink } from '../../../links/link.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Decided } from '../decide/decision.ts';
import type { LinkUpdate } from './links.queries.ts';

export interface LinkWrites {
  newLinks: NewLink[];
  linkUpdates: LinkUpdate[];
}

/** The links that a page binds, and those that it brings up to date. */
export function linksOf(connectionId: Id, { entity }: EntitySync, decided: readonly Decided[]): LinkWrites {
  const newLinks: NewLink[] = [];
  const linkUpdates: LinkUpdate[] = [];
  for (const { parsed, decision } of decided) {
    const standing = { remoteUpdatedAt: parsed.updatedAt, remoteHash: parsed.hash };
    const link = { connectionId, entity, remoteId: parsed.remoteId, ...standing };
    switch (decision.kind) {
      case 'create':
        newLinks.push({ ...link, localId: decision.localId, origin: 'pulled', base: decision.fields });
        break;
      case 'link':
        newLinks.push({ ...link, localId: decision.localId, origin: 'matched', base: decision.remote });
        break;
      case 'update':
      case 'seen':
        linkUpdates.push({ link: decision.link, ...standing, base: decision.remote, state: 'linked' });
        break;
      case 'mode_skip':
        linkUpdates.push({ link: decision.link, ...standing, base: null, state: 'linked' });
        break;
      case 'break':
        linkUpdates.push({ link: decision.link, ...standing, base: null, state: 'broken' });
        break;
      case 'skip':
      case 'fail':
      case 'unchanged':
      case 'still_skipped':
      case 'still_failing':
        break;
      default:
        decision satisfies never;
    }
  }
  return { newLinks, linkUpdates };
}
