import type { EntityType } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
import { refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { usableConnection } from '../../../connection/usable-connection.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import { filterLists } from '../../../integration/filters/pull-filters.ts';
import { type EntityLink, isHeld, type PulledEntity } from '../../../links/link.ts';
import { connectWiseNotAsked } from '../../messages/connectwise-advice.messages.ts';
import { releaseHeldEdits } from '../../modes/held-edits.queries.ts';
import { breakGone } from '../../pull/break-gone.ts';
import type { PullContext } from '../../pull/context/pull-context.ts';
import { whyModeHolds } from '../../push/outbox/push-policy.rules.ts';
import { isPulled, syncOf } from '../../registry.ts';
import { askedContext } from './asked-context.ts';
import { countChanged, newestEvent, standingOfAsked } from './sync-record.queries.ts';
import type { SyncRecordDeps } from './sync-record.service.ts';

export interface SyncRecordsDeps extends Omit<SyncRecordDeps, 'desk'> {
  /** Which of these linked records have an edit that the settings send. */
  edited: (tx: Tx, connectionId: Id, entity: PulledEntity, localIds: readonly Id[]) => Promise<ReadonlySet<Id>>;
}

/** What became of records that were synced together. */
export interface RecordsNow {
  /** Changed here by what ConnectWise has. */
  changed: number;
  /** With something that is sent now. */
  sent: number;
  /** ConnectWise does not have them any more. */
  gone: number;
  /** Held by a person, or their link is broken. */
  left: number;
}

/** Syncs records that a person chose: the same as for one, with one request of ConnectWise and a fixed number of statements for all of them. */
export class SyncRecordsService {
  constructor(private readonly deps: SyncRecordsDeps) {}

  /** ProblemsError: not_connected, not_started, not_synced, connectwise_unavailable. */
  async sync(actor: Actor, entity: EntityType, ids: readonly Id[]): Promise<RecordsNow> {
    if (!isPulled(entity)) return refuse('not_synced', 'Records of this kind are not synced by themselves.', 'entity');
    const localIds = [...new Set(ids.map((id) => id.toLowerCase()))];
    const inside = <T>(work: (tx: Tx) => Promise<T>) => this.deps.database.inWorkspace(actor.workspaceId, work);
    const asked = await inside((tx) => this.find(tx, entity, localIds));
    await this.pull(actor, asked);
    return inside((tx) => this.push(tx, actor, asked));
  }

  private async find(tx: Tx, entity: PulledEntity, localIds: Id[]): Promise<Asked> {
    const connection = await usableConnection(this.deps.connections, tx);
    if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
    const { id: connectionId } = connection;
    const links = await this.deps.links.byLocal(tx, entity, localIds, connectionId);
    const { configuration } = await this.deps.settings.of(tx, connectionId);
    const lists = await readReferenceLists(tx, connectionId, filterLists);
    const [before, lookedAt] = [await newestEvent(tx), await databaseTime(tx)];
    return { connectionId, entity, localIds, links, configuration, lists, before, lookedAt };
  }

  /** Takes in what ConnectWise has of them, and ends the links of what it does not have. */
  private async pull(actor: Actor, asked: Asked): Promise<void> {
    const { workspaceId, name } = actor;
    const { connectionId, entity, configuration, lists, lookedAt } = asked;
    const linked = asked.links.filter(({ state }) => state !== 'broken');
    if (linked.length === 0) return;
    const connection = { id: connectionId, workspaceId };
    const remote = await this.deps.clients.clientFor(connection);
    const context = { workspaceId, connectionId, remote, configuration, lists, comparedAt: lookedAt, actor: name };
    const sync = syncOf(entity);
    const gone: Id[] = [];
    try {
      const wanted = linked.map(({ remoteId }) => Number(remoteId));
      const found = await this.deps.door.applyById(askedContext(context), entity, wanted);
      // The second look, by ID: only what ConnectWise itself says it does not have is taken for removed.
      for (const { id, remoteId } of linked)
        if (!found.has(remoteId) && (await remote.get(sync.wire, Number(remoteId))) === null) gone.push(id);
      await this.deps.health.reportSuccess(connection);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.health.reportFailure(connection, error);
      return refuse('connectwise_unavailable', connectWiseNotAsked(error.message));
    }
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      if (gone.length > 0)
        await breakGone(tx, this.deps, { connectionId, sync, runId: null }, { linkIds: gone, lookedAt });
      await this.deps.runs.pollForWaiting(tx, connectionId);
    });
  }

  /** Asks for a push of what is to be sent by the settings; the push itself looks at filters, and tells of each record. */
  private async push(tx: Tx, actor: Actor, asked: Asked): Promise<RecordsNow> {
    const { connectionId, entity, localIds, configuration, before } = asked;
    const links = await this.deps.links.byLocal(tx, entity, localIds, connectionId);
    const linkOf = new Map(links.map((link) => [link.localId, link]));
    const may = modeCapabilities[configuration.mode];
    const { pushLost } = configuration.options;
    const isSale = syncOf(entity).saleOf !== undefined;
    const isSent = (isLinked: boolean): boolean =>
      isSale
        ? may.pushWon || may.pushUpdate
        : whyModeHolds({ entity, reason: 'retry', isLinked, sale: null, may, pushLost }) === null;
    const standings = await standingOfAsked(tx, connectionId, entity, localIds);
    const isStopped = (id: Id, isNever: boolean): boolean => {
      const link = linkOf.get(id);
      return link ? isHeld(link) || link.state === 'broken' : isNever;
    };
    const open = standings.filter(({ localId, isNever }) => !isStopped(localId, isNever));
    const linked = open.filter(({ localId }) => linkOf.has(localId)).map(({ localId }) => localId);
    if (may.pushUpdate) await releaseHeldEdits(tx, connectionId, { entity, localIds: linked });
    const edited = await this.deps.edited(tx, connectionId, entity, linked);
    const toSend = open.filter(({ localId, hasIssue }) => {
      const isLinked = linkOf.has(localId);
      return isSent(isLinked) && (!isLinked || hasIssue || edited.has(localId));
    });
    const sent = toSend.map(({ localId }) => localId);
    if (sent.length > 0)
      await this.deps.outbox.requestAll(tx, {
        connectionId,
        entity,
        localIds: sent,
        reason: 'retry',
        actor: actor.userId,
      });
    const remoteIds = links.map(({ remoteId }) => remoteId);
    const changed = await countChanged(tx, { entity, remoteIds, after: before });
    const brokenBefore = new Set(asked.links.flatMap(({ id, state }) => (state === 'broken' ? [id] : [])));
    const gone = links.filter(({ id, state }) => state === 'broken' && !brokenBefore.has(id)).length;
    return { changed, sent: sent.length, gone, left: standings.length - open.length - gone };
  }
}

interface Asked extends Pick<PullContext, 'connectionId' | 'configuration' | 'lists'> {
  entity: PulledEntity;
  localIds: Id[];
  links: EntityLink[];
  /** Where the log stood. */
  before: string;
  lookedAt: Date;
}
