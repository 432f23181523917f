import { batchesOf, oneOf } from '../../../connectwise/client/conditions.ts';
import { contactWire } from '../../../connectwise/wire/contact.ts';
import { opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { type MovedTo, noSurvivorKnown, survivorBecause, survivorNotSure } from '../messages/link-action.messages.ts';
import { holdersOf } from './entity-links.queries.ts';
import type { Desk, RecordSides } from './record-sides.ts';
import { type BrokenCompany, childLinksOf, readBrokenCompanies } from './survivors.queries.ts';

/** The company that another one was merged into, as far as ConnectWise's own data tell it. */
export interface Survivor {
  linkId: Id;
  localId: Id;
  name: string;
  /** The company that is gone. */
  remoteId: string;
  /** Null when nothing tells. */
  survivorId: string | null;
  survivorName: string | null;
  /** Why it is taken for the survivor, as a sentence. */
  because: string;
  /** The client that is linked to it already. */
  linkedTo: { localId: Id; name: string | null } | null;
}

const MAX_CHILDREN = 100;
/** Told by name: a merge leaves one, people move a record or two to others. */
const MAX_COMPANIES = 3;
/** Asked for by ID: some may have been merged on, and are not there. */
const MAX_ASKED = 10;

/**
 * ConnectWise does not say into which company another one was merged. But a merge moves contacts and opportunities, so the company that those have
 * now which hung on the one that is gone is its survivor.
 */
export class Survivors {
  constructor(
    private readonly database: Database,
    private readonly sides: RecordSides,
  ) {}

  /** Of these links, or of all broken ones of companies, at most `limit`. */
  async propose({ workspaceId }: Actor, ids: readonly Id[] | null, limit: number): Promise<Survivor[]> {
    const desk = await this.sides.desk(workspaceId);
    const broken = await this.database.inWorkspace(workspaceId, (tx) =>
      readBrokenCompanies(tx, desk.connectionId, ids, limit),
    );
    const found: Survivor[] = [];
    // As they were asked for: a caller reads the answers beside its links.
    if (ids) broken.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    for (const one of broken) found.push(await this.survivorOf(desk, one));
    return found;
  }

  private async survivorOf(desk: Desk, company: BrokenCompany): Promise<Survivor> {
    const [best, ...others] = await this.movedTo(desk, company);
    const shared = { linkId: company.id, localId: company.localId, name: company.name, remoteId: company.remoteId };
    const unknown = { survivorId: null, survivorName: null, linkedTo: null };
    if (!best) return { ...shared, ...unknown, because: noSurvivorKnown() };
    const equal = others.filter(({ count }) => count === best.count);
    if (equal.length > 0) return { ...shared, ...unknown, because: survivorNotSure([best, ...equal]) };
    const [holder] = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      holdersOf(tx, desk.connectionId, 'company', [best.id]),
    );
    return {
      ...shared,
      survivorId: best.id,
      survivorName: best.name,
      because: survivorBecause(best, others),
      linkedTo: holder && holder.localId !== company.localId ? holder : null,
    };
  }

  /** The companies that its records are at now and that are there, those with the most first. */
  private async movedTo(desk: Desk, company: BrokenCompany): Promise<MovedTo[]> {
    const votes = [...(await this.votes(desk, company)).values()].sort((a, b) => b.count - a.count);
    const found: MovedTo[] = [];
    for (const { id, count, example } of votes.slice(0, MAX_ASKED)) {
      if (found.length === MAX_COMPANIES) break;
      const remote = await this.sides.remote(desk, 'company', String(id));
      if (remote && !remote.isDeleted) found.push({ id: remote.remoteId, name: remote.name, count, example });
    }
    return found;
  }

  /** Where the linked contacts and opportunities that are, or were, at the client stand in ConnectWise now. */
  private async votes(desk: Desk, company: BrokenCompany) {
    const children = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      childLinksOf(tx, desk.connectionId, company.localId, MAX_CHILDREN),
    );
    const votes = new Map<number, { id: number; count: number; example: string }>();
    const vote = (companyId: number | undefined, example: string) => {
      if (companyId === undefined || String(companyId) === company.remoteId) return;
      const known = votes.get(companyId) ?? { id: companyId, count: 0, example };
      votes.set(companyId, { ...known, count: known.count + 1 });
    };
    const idsOf = (entity: 'contact' | 'opportunity') =>
      children.flatMap((child) => (child.entity === entity ? [Number(child.remoteId)] : []));
    for (const batch of batchesOf(idsOf('contact'))) {
      const found = await this.sides.asking(desk, () =>
        desk.client.find(contactWire, { conditions: oneOf('id', batch) }),
      );
      for (const one of found)
        vote(one.company?.id, `contact "${[one.firstName, one.lastName].filter(Boolean).join(' ')}"`);
    }
    for (const batch of batchesOf(idsOf('opportunity'))) {
      const found = await this.sides.asking(desk, () =>
        desk.client.find(opportunityWire, { conditions: oneOf('id', batch) }),
      );
      for (const one of found) vote(one.company?.id, `opportunity "${one.name ?? ''}"`);
    }
    return votes;
  }
}
