import type { EntityType } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { usableConnection } from '../../../connection/usable-connection.ts';
import { pipelineStages } from '../../../crm/pipeline/pipeline.queries.ts';
import { resolveDefaults } from '../../../integration/configuration/defaults.rules.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsRecord, SettingsService } from '../../../integration/configuration/settings.service.ts';
import { readFilterRow } from '../../../integration/filters/crm-rows.queries.ts';
import { exclusionOf, filtersFor } from '../../../integration/filters/filters.rules.ts';
import { filterLists, labelsFrom } from '../../../integration/filters/pull-filters.ts';
import { type EntityLink, isHeld, type PulledEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { readNeverSynced } from '../../../links/never-synced.queries.ts';
import { linkBrokenClause } from '../../messages/push-reason.messages.ts';
import { heldByPerson } from '../../messages/skip-reason.messages.ts';
import {
  isBeingSent,
  notFoundThere,
  nothingNewThere,
  notLinkedYet,
  notSent,
} from '../../messages/sync-record.messages.ts';
import type { ApplyRemote } from '../../pull/apply-remote.ts';
import { breakGone } from '../../pull/break-gone.ts';
import type { PullContext } from '../../pull/context/pull-context.ts';
import { databaseTime } from '../../pull/reconcile/reconcile-page.queries.ts';
import type { PushOutbox } from '../../push/outbox/push-outbox.service.ts';
import { whyModeHolds } from '../../push/outbox/push-policy.rules.ts';
import { isPulled, syncOf } from '../../registry.ts';
import type { RunsService } from './runs.service.ts';
import { lastEventOf, newestEvent } from './sync-record.queries.ts';

export interface SyncRecordDeps {
  database: Database;
  audit: AuditLog;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of'>;
  door: ApplyRemote;
  outbox: PushOutbox;
  runs: Pick<RunsService, 'pollForWaiting'>;
}

/** Exactly one of the IDs. */
export interface RecordNamed {
  entity: EntityType;
  localId: Id | null;
  remoteId: string | null;
}

export interface RecordNow {
  pulled: string | null;
  pushed: string | null;
}

interface Asked {
  connectionId: Id;
  entity: PulledEntity;
  remoteId: string | null;
  link: EntityLink | null;
  settings: SettingsRecord;
}

/** Syncs one record on a person's word, through the same two doors as everything else. */
export class SyncRecordService {
  constructor(private readonly deps: SyncRecordDeps) {}

  /**
   * Fetches the record, when it is known which one of ConnectWise it is, and asks for a push of the CRM's. Each answer is a sentence: what became of
   * it, or why it stays. ProblemsError: not_connected, not_started, not_synced, required, not_found, connectwise_unavailable.
   */
  async sync(actor: Actor, named: RecordNamed): Promise<RecordNow> {
    const { workspaceId } = actor;
    const asked = await this.deps.database.inWorkspace(workspaceId, (tx) => this.find(tx, named));
    const pulled =
      asked.remoteId === null
        ? notLinkedYet(syncOf(asked.entity).words)
        : await this.pull(actor, { ...asked, remoteId: asked.remoteId });
    // What was asked for by its ID in ConnectWise has just come from there.
    if (named.localId === null) return { pulled, pushed: null };
    const own = { ...asked, localId: named.localId };
    return { pulled, pushed: await this.deps.database.inWorkspace(workspaceId, (tx) => this.push(tx, actor, own)) };
  }

  private async find(tx: Tx, { entity, localId, remoteId }: RecordNamed): Promise<Asked> {
    if (!isPulled(entity)) return refuse('not_synced', 'Records of this kind are not synced by themselves.', 'entity');
    if ((localId === null) === (remoteId === null))
      return refuse('required', 'Name the record by its ID here or by its ID in ConnectWise.', 'localId');
    if (remoteId !== null && !/^\d{1,18}$/.test(remoteId))
      return refuse('invalid_input', 'This is no ID of ConnectWise.', 'remoteId');
    const connection = await usableConnection(this.deps.connections, tx);
    if (!connection.syncStartedAt) return refuse('not_started', 'Start the sync first: Integrations → Start sync.');
    const { id: connectionId } = connection;
    if (localId !== null && !(isId(localId) && (await readFilterRow(tx, syncOf(entity).crmSide, localId))))
      return refuse('not_found', 'This record does not exist any more.', 'localId');
    const [link = null] =
      localId !== null
        ? await this.deps.links.byLocal(tx, entity, [localId], connectionId)
        : await this.deps.links.byRemote(tx, entity, [remoteId ?? ''], connectionId);
    return {
      connectionId,
      entity,
      remoteId: remoteId ?? link?.remoteId ?? null,
      link,
      settings: await this.deps.settings.of(tx, connectionId),
    };
  }

  private async pull(actor: Actor, { connectionId, entity, remoteId, settings }: Asked & { remoteId: string }) {
    const { workspaceId } = actor;
    const { configuration } = settings;
    const connection = { id: connectionId, workspaceId };
    const { lists, before, lookedAt } = await this.deps.database.inWorkspace(workspaceId, async (tx) => ({
      lists: await readReferenceLists(tx, connectionId, filterLists),
      before: await newestEvent(tx),
      lookedAt: await databaseTime(tx),
    }));
    const remote = await this.deps.clients.clientFor(connection);
    const pullContext: PullContext = {
      workspaceId,
      connectionId,
      remote,
      configuration,
      lists,
      // A person who asks for one record gets it, whatever the mode says about new ones.
      capabilities: { ...modeCapabilities[configuration.mode], pullCreate: true },
      runId: null,
      auditAlways: true,
      actor: actor.name,
    };
    const { words, wire } = syncOf(entity);
    let isFound = true;
    try {
      const found = await this.deps.door.applyById(pullContext, entity, [Number(remoteId)]);
      // The second look, by ID: only what ConnectWise itself says it does not have is taken for removed.
      isFound = found.size > 0;
      if (!isFound && (await remote.get(wire, Number(remoteId))) === null)
        await this.endGone(workspaceId, { connectionId, entity, remoteId }, lookedAt);
      await this.deps.health.reportSuccess(connection);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.health.reportFailure(connection, error);
      return refuse('connectwise_unavailable', `ConnectWise could not be asked: ${error.message}. Try again later.`);
    }
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      if (isFound) await this.deps.runs.pollForWaiting(tx, connectionId);
      const nothing = isFound ? nothingNewThere(words, remoteId) : notFoundThere(words, remoteId);
      return (await lastEventOf(tx, { entity, remoteId, after: before })) ?? nothing;
    });
  }

  /** ConnectWise does not have the record any more: its link is broken, as by every other look that finds that out. */
  private async endGone(
    workspaceId: Id,
    { connectionId, entity, remoteId }: Pick<Asked, 'connectionId' | 'entity'> & { remoteId: string },
    lookedAt: Date,
  ): Promise<void> {
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const links = await this.deps.links.byRemote(tx, entity, [remoteId], connectionId);
      const linkIds = links.map(({ id }) => id);
      await breakGone(tx, this.deps, { connectionId, sync: syncOf(entity), runId: null }, { linkIds, lookedAt });
    });
  }

  private async push(tx: Tx, actor: Actor, asked: Asked & { localId: Id }): Promise<string> {
    const { connectionId, entity, localId } = asked;
    // The fetch may just have linked it, or broken its link.
    const [link = null] = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    const reason = await this.whyNotSent(tx, { ...asked, link });
    if (reason) return notSent(reason);
    await this.deps.outbox.request(tx, { connectionId, entity, localId, reason: 'retry', actor: actor.userId });
    return isBeingSent();
  }

  private async whyNotSent(
    tx: Tx,
    { connectionId, entity, localId, link, settings: { configuration } }: Asked & { localId: Id },
  ): Promise<string | null> {
    if (link?.state === 'broken') return linkBrokenClause();
    if (link && isHeld(link)) return heldByPerson(link);
    const never = link ? null : await readNeverSynced(tx, connectionId, entity, localId);
    if (never) return heldByPerson({ state: 'never', hold: never });
    const sale = await syncOf(entity).saleOf?.(tx, localId);
    const byMode = whyModeHolds({
      entity,
      reason: 'retry',
      isLinked: link !== null,
      sale: sale ?? null,
      may: modeCapabilities[configuration.mode],
      pushLost: configuration.options.pushLost,
    });
    if (byMode) return byMode;
    const lists = await readReferenceLists(tx, connectionId, filterLists);
    const stages = new Map((await pipelineStages(tx)).map(({ id, name }) => [id, name]));
    const filters = filtersFor(entity, 'out', configuration.filters, labelsFrom(lists, { stages }));
    const { crmSide } = syncOf(entity);
    const row = await readFilterRow(tx, crmSide, localId);
    const exclusion =
      row &&
      exclusionOf(filters, crmSide.facts(row, { lists, defaults: resolveDefaults(configuration.defaults, lists) }));
    return exclusion ? exclusion.reason : null;
  }
}
