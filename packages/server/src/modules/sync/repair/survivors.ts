import { batchesOf, oneOf } from '../../../connectwise/client/conditions.ts';
import { contactWire } from '../../../connectwise/wire/contact.ts';
import { opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { noSurvivorKnown, survivorBecause } from '../messages/link-action.messages.ts';
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
    for (const one of broken) found.push(await this.survivorOf(desk, one));
    return found;
  }

  private async survivorOf(desk: Desk, company: BrokenCompany): Promise<Survivor> {
    const votes = await this.votes(desk, company);
    const [best] = [...votes.values()].sort((a, b) => b.count - a.count);
    const shared = { linkId: company.id, localId: company.localId, name: company.name, remoteId: company.remoteId };
    const remote = best ? await this.sides.remote(desk, 'company', String(best.id)) : null;
    if (!best || !remote || remote.isDeleted)
      return {
        ...shared,
        survivorId: null,
        survivorName: null,
        because: noSurvivorKnown(),
        linkedTo: null,
      };
    const [holder] = await this.database.inWorkspace(desk.workspaceId, (tx) =>
      holdersOf(tx, desk.connectionId, 'company', [remote.remoteId]),
    );
    return {
      ...shared,
      survivorId: remote.remoteId,
      survivorName: remote.name,
      because: survivorBecause(best.count, { id: remote.remoteId, name: remote.name }, best.example),
      linkedTo: holder && holder.localId !== company.localId ? holder : null,
    };
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
