import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, LinkedEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { judgeRemovals, type RemovalVerdict } from '../../../links/removal-guard.ts';
import { lookAgainAtTaken } from '../../pull/write/outcomes.queries.ts';
import type { AttemptTransactions } from './attempt-transactions.ts';
import { isSynced } from './required-custom-fields.rules.ts';

/** The links of the connection that an attempt pushes to. */
export class AttemptLinks {
  constructor(
    private readonly links: LinksService,
    private readonly connectionId: Id,
    private readonly transactions: AttemptTransactions,
    /** ConnectWise's word for several records of a kind. */
    private readonly manyOf: (entity: LinkedEntity) => string,
  ) {}

  async of(entity: LinkedEntity, localId: Id): Promise<EntityLink | null> {
    const [link] = await this.ofAll(entity, [localId]);
    return link ?? null;
  }

  /** Within a transaction of the attempt. */
  async ofIn(tx: Tx, entity: LinkedEntity, localId: Id): Promise<EntityLink | null> {
    const [link] = await this.links.byLocal(tx, entity, [localId], this.connectionId);
    return link ?? null;
  }

  ofAll(entity: LinkedEntity, localIds: readonly Id[]): Promise<EntityLink[]> {
    return this.transactions.read((tx) => this.links.byLocal(tx, entity, localIds, this.connectionId));
  }

  ofParts(entity: LinkedEntity, parentLocalId: Id): Promise<EntityLink[]> {
    return this.transactions.read((tx) => this.links.byParent(tx, entity, parentLocalId));
  }

  /** Those of the remote IDs that are linked to a CRM record, by remote ID. */
  async ofRemote(entity: LinkedEntity, remoteIds: readonly string[]): Promise<Map<string, EntityLink>> {
    if (remoteIds.length === 0) return new Map();
    const links = await this.transactions.read((tx) => this.links.byRemote(tx, entity, remoteIds, this.connectionId));
    return new Map(links.map((link) => [link.remoteId, link]));
  }

  /** Marks a link as broken, unless that would be one of too many. */
  breakUnlessMany(link: EntityLink): Promise<RemovalVerdict> {
    return this.transactions.write(async (tx) => {
      const { verdict } = await judgeRemovals(tx, { ...link, what: this.manyOf(link.entity) }, [link.id]);
      if (verdict === 'broken') {
        await this.links.setState(tx, [link.id], 'broken');
        if (isSynced(link.entity)) await lookAgainAtTaken(tx, link.connectionId, link.entity, [link.localId]);
      }
      return verdict;
    });
  }

  async forget(links: readonly EntityLink[]): Promise<void> {
    await this.transactions.write((tx) =>
      this.links.remove(
        tx,
        links.map((link) => link.id),
      ),
    );
  }
}
