import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, NewLink } from '../../../links/link.ts';
import { agreedFields, baseAfterPull } from '../../conflicts/base.rules.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import type { Decided, Decision } from '../decide/decision.ts';
import type { LinkUpdate } from './links.queries.ts';

export interface LinkWrites {
  newLinks: NewLink[];
  linkUpdates: LinkUpdate[];
}

/** The links that a page binds, and those that it brings up to date. */
export function linksOf(connectionId: Id, sync: EntitySync, decided: readonly Decided[]): LinkWrites {
  const newLinks: NewLink[] = [];
  const linkUpdates: LinkUpdate[] = [];
  for (const { parsed, decision } of decided) {
    const standing = { remoteUpdatedAt: parsed.updatedAt, remoteHash: parsed.hash };
    const base = (remote: Fields, previous: EntityLink | null) =>
      baseAfterPull(previous?.base ?? null, remote, parsed.record ? sync.itemIds?.(parsed.record) : undefined);
    const link = { connectionId, entity: sync.entity, remoteId: parsed.remoteId, ...standing };
    switch (decision.kind) {
      case 'create':
        newLinks.push({ ...link, localId: decision.localId, origin: 'pulled', base: base(decision.fields, null) });
        break;
      case 'link':
        newLinks.push({ ...link, localId: decision.localId, origin: 'matched', base: base(decision.remote, null) });
        break;
      case 'update':
      case 'seen':
        linkUpdates.push({
          link: decision.link,
          ...standing,
          base: base(decision.kind === 'update' ? withoutAsked(decision) : decision.remote, decision.link),
          state: 'linked',
        });
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

/** What a person is asked about is not agreed on yet: the value of before stays the agreed one. */
function withoutAsked({ link, remote, conflicts }: Extract<Decision, { kind: 'update' }>): Fields {
  const asked = conflicts.filter(({ kept }) => kept === 'ask').map(({ field }) => field);
  if (asked.length === 0) return remote;
  const agreed = agreedFields(link.base);
  return { ...remote, ...Object.fromEntries(asked.map((field) => [field, agreed[field] ?? null])) };
}
