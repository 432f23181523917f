import { batchesOf, canExpress, equals, every, oneOf } from '../../../connectwise/client/conditions.ts';
import { contactWire } from '../../../connectwise/wire/contact.ts';
import { opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import {
  type MovedTo,
  noSurvivorKnown,
  sameNameThere,
  survivorBecause,
  survivorNotSure,
} from '../messages/link-action.messages.ts';
import { syncOf } from '../registry.ts';
import { holdersOf } from './entity-links.queries.ts';
import type { Desk, RecordSides } from './record-sides.ts';
import { type BrokenLink, childLinksOf, placeOfContact, readBrokenLinks, salesOfContact } from './survivors.queries.ts';

/** The company or contact that another one was merged into, as far as ConnectWise's own data tell it. */
export interface Survivor {
  entity: 'company' | 'contact';
  linkId: Id;
  localId: Id;
  name: string;
  /** The one that is gone. */
  remoteId: string;
  /** Null when nothing tells. */
  survivorId: string | null;
  survivorName: string | null;
  /** Why it is taken for the survivor, as a sentence. */
  because: string;
  /** The client or contact that is linked to it already. */
  linkedTo: { localId: Id; name: string | null } | null;
}

const MAX_CHILDREN = 100;
/** Told by name: a merge leaves one, people move a record or two to others. */
const MOST_FOUND = 3;
/** Asked for by ID: some may have been merged on, and are not there. */
const MAX_ASKED = 10;

/**
 * ConnectWise does not say into which company or contact another one was merged. But a merge of companies moves contacts and opportunities, and one of
 * contacts (`DELETE /company/contacts/{id}?transferContactId=`, connectwise-api.md) opportunities: the one that those have now which hung on the one that
 * is gone is its survivor. A contact on which nothing hung is taken for the one of its name at the same company.
 */
export class Survivors {
  constructor(
    private readonly database: Database,
    private readonly sides: RecordSides,
  ) {}

  /** Of these links, or of all broken ones of companies and contacts, at most `limit`. */
  async propose({ workspaceId }: Actor, ids: readonly Id[] | null, limit: number): Promise<Survivor[]> {
    const desk = await this.sides.desk(workspaceId);
    const broken = await this.database.inWorkspace(workspaceId, (tx) =>
      readBrokenLinks(tx, desk.connectionId, ids, limit),
    );
    const found: Survivor[] = [];
    // As they were asked for: a caller reads the answers beside its links.
    if (ids) broken.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    for (const one of broken) found.push(await this.survivorOf(desk, one));
    return found;
  }

  private async survivorOf(desk: Desk, lost: BrokenLink): Promise<Survivor> {
    const { id: linkId, entity, localId, name, remoteId } = lost;
    const shared = { linkId, entity, localId, name, remoteId };
    const [best, ...others] = await this.movedTo(desk, lost);
    if (!best) return { ...shared, ...(await this.byName(desk, lost)) };
    const equal = others.filter(({ count }) => count === best.count);
    if (equal.length > 0) return { ...shared, ...unknown, because: survivorNotSure([best, ...equal]) };
    return { ...shared, ...(await this.found(desk, lost, best)), because: survivorBecause(best, others) };
  }

  private async found(desk: Desk, { entity, localId }: BrokenLink, { id, name }: Pick<MovedTo, 'id' | 'name'>) {
    const [holder] = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      holdersOf(tx, desk.connectionId, entity, [id]),
    );
    const linkedTo = holder && holder.localId !== localId ? holder : null;
    return { survivorId: id, survivorName: name, linkedTo };
  }

  /** Of a contact on which nothing hung. */
  private async byName(desk: Desk, lost: BrokenLink) {
    const [best, ...others] = lost.entity === 'contact' ? await this.namesakes(desk, lost) : [];
    if (!best) return { ...unknown, because: noSurvivorKnown(syncOf(lost.entity).words.remote) };
    const because = sameNameThere([best, ...others]);
    return others.length > 0 ? { ...unknown, because } : { ...(await this.found(desk, lost, best)), because };
  }

  private async namesakes(desk: Desk, lost: BrokenLink): Promise<Pick<MovedTo, 'id' | 'name'>[]> {
    const place = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      placeOfContact(tx, desk.connectionId, lost.localId),
    );
    if (!place?.companyId || !canExpress(place.firstName) || !canExpress(place.lastName ?? '')) return [];
    const conditions = every(
      equals('company/id', Number(place.companyId)),
      equals('firstName', place.firstName),
      place.lastName ? equals('lastName', place.lastName) : undefined,
    );
    const found = await this.sides.asking(desk, () => desk.client.find(contactWire, { conditions }));
    return found.flatMap(({ id, firstName, lastName }) =>
      String(id) === lost.remoteId || (!place.lastName && lastName)
        ? []
        : [{ id: String(id), name: inFull({ firstName, lastName }) }],
    );
  }

  /** Those that its records are at now and that are there, those with the most first. */
  private async movedTo(desk: Desk, lost: BrokenLink): Promise<MovedTo[]> {
    const { entity } = lost;
    const counted = entity === 'company' ? await this.votes(desk, lost) : await this.votesOfSales(desk, lost);
    const votes = [...counted.values()].sort((a, b) => b.count - a.count);
    const found: MovedTo[] = [];
    for (const { id, count, example } of votes.slice(0, MAX_ASKED)) {
      if (found.length === MOST_FOUND) break;
      const remote = await this.sides.remote(desk, entity, String(id));
      const { words } = syncOf(entity);
      if (remote && !remote.isDeleted)
        found.push({ remote: words.remote, id: remote.remoteId, name: remote.name, count, example });
    }
    return found;
  }

  /** Which contacts the linked opportunities have in ConnectWise now that are, or were, with this one. */
  private async votesOfSales(desk: Desk, lost: BrokenLink) {
    const ids = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      salesOfContact(tx, desk.connectionId, lost.localId, MAX_CHILDREN),
    );
    const votes = new Votes(lost.remoteId);
    for (const batch of batchesOf(ids.map(Number))) {
      const found = await this.sides.asking(desk, () =>
        desk.client.find(opportunityWire, { conditions: oneOf('id', batch) }),
      );
      for (const one of found) votes.add(one.contact?.id, `opportunity "${one.name ?? ''}"`);
    }
    return votes.counted;
  }

  /** Where the linked contacts and opportunities that are, or were, at the client stand in ConnectWise now. */
  private async votes(desk: Desk, company: BrokenLink) {
    const children = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      childLinksOf(tx, desk.connectionId, company.localId, MAX_CHILDREN),
    );
    const votes = new Votes(company.remoteId);
    const idsOf = (entity: 'contact' | 'opportunity') =>
      children.flatMap((child) => (child.entity === entity ? [Number(child.remoteId)] : []));
    for (const batch of batchesOf(idsOf('contact'))) {
      const found = await this.sides.asking(desk, () =>
        desk.client.find(contactWire, { conditions: oneOf('id', batch) }),
      );
      for (const one of found) votes.add(one.company?.id, `contact "${inFull(one)}"`);
    }
    for (const batch of batchesOf(idsOf('opportunity'))) {
      const found = await this.sides.asking(desk, () =>
        desk.client.find(opportunityWire, { conditions: oneOf('id', batch) }),
      );
      for (const one of found) votes.add(one.company?.id, `opportunity "${one.name ?? ''}"`);
    }
    return votes.counted;
  }
}

const unknown = { survivorId: null, survivorName: null, linkedTo: null };

const inFull = ({ firstName, lastName }: { firstName?: string | null; lastName?: string | null }): string =>
  [firstName, lastName].filter(Boolean).join(' ');

/** How many records speak for which other record, and one of them. */
class Votes {
  readonly counted = new Map<number, { id: number; count: number; example: string }>();

  constructor(private readonly goneId: string) {}

  add(id: number | undefined, example: string): void {
    if (id === undefined || String(id) === this.goneId) return;
    const known = this.counted.get(id) ?? { id, count: 0, example };
    this.counted.set(id, { ...known, count: known.count + 1 });
  }
}
