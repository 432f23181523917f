import type { EntityType } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
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
import { connectWiseNotAsked } from '../../messages/connectwise-advice.messages.ts';
import { linkBrokenClause } from '../../messages/push-reason.messages.ts';
import { heldByPerson } from '../../messages/skip-reason.messages.ts';
import {
  isBeingSent,
  isLookedThrough,
  isTriedAgain,
  notCompared,
  notFoundThere,
  notLinkedYet,
  notSent,
  wasAskedFor,
} from '../../messages/sync-record.messages.ts';
import { releaseHeldEdits } from '../../modes/held-edits.queries.ts';
import type { ApplyRemote } from '../../pull/apply-remote.ts';
import { breakGone } from '../../pull/break-gone.ts';
import type { PushOutbox } from '../../push/outbox/push-outbox.service.ts';
import { whyModeHolds } from '../../push/outbox/push-policy.rules.ts';
import { isPulled, syncOf } from '../../registry.ts';
import type { LinkDesk } from '../../repair/link-desk.ts';
import { askedContext } from './asked-context.ts';
import { answerOf, type RecordAnswer } from './record-answer.rules.ts';
import type { RunsService } from './runs.service.ts';
import { hasPushIssue, lastEventOf, newestEvent, whyLeft } from './sync-record.queries.ts';

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
  /** Both records of a link as they stand now. */
  desk: Pick<LinkDesk, 'compare'>;
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
  /** Both sides hold the same now. */
  isInStep: boolean;
}

/** What became of the record when it was fetched: what the log says of that, and whether anything was changed by it. */
interface Fetched {
  told: string | null;
  isChange: boolean;
}

/** What a person is told of the push, and whether one was asked for. */
interface Pushed {
  pushed: string | null;
  isAsked: boolean;
}

const nothingPushed: Pushed = { pushed: null, isAsked: false };

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
   * Fetches the record, when it is known which one of ConnectWise it is, compares both sides as they stand then, and asks for a push of what the CRM's
   * has. Each answer is a sentence: what became of it, or why it stays, field by field. ProblemsError: not_connected, not_started, not_synced,
   * required, not_found, connectwise_unavailable.
   */
  async sync(actor: Actor, named: RecordNamed): Promise<RecordNow> {
    const { workspaceId } = actor;
    const asked = await this.deps.database.inWorkspace(workspaceId, (tx) => this.find(tx, named));
    const { words } = syncOf(asked.entity);
    const { remoteId } = asked;
    const fetched =
      remoteId === null
        ? { told: notLinkedYet(words), isChange: true }
        : await this.pull(actor, { ...asked, remoteId });
    // The fetch may just have linked it, or broken its link.
    const link = await this.deps.database.inWorkspace(workspaceId, (tx) => this.linkOf(tx, asked, named));
    const why = await this.deps.database.inWorkspace(workspaceId, (tx) =>
      this.whyNotSent(tx, { ...asked, link }, named),
    );
    const { localId } = named;
    const answer = link && link.state !== 'broken' ? await this.compare(actor, { ...asked, link }, why) : null;
    const told = fetched.isChange || !answer || answer.left.length + answer.toSend.length + answer.notSent.length === 0;
    const isInStep = answer?.isSame ?? false;
    const said = fetched.isChange && isInStep ? [] : (answer?.left ?? []);
    const pulled = [...(told && fetched.told ? [fetched.told] : []), ...said].join(' ') || null;
    // What was asked for by its ID in ConnectWise has just come from there.
    const { pushed, isAsked } =
      localId === null
        ? nothingPushed
        : await this.deps.database.inWorkspace(workspaceId, (tx) =>
            this.push(tx, actor, { ...asked, link, localId }, { why, answer }),
          );
    if (!fetched.isChange && !isAsked)
      await this.deps.database.inWorkspace(workspaceId, (tx) =>
        this.tell(tx, actor, { ...asked, link }, [pulled, pushed]),
      );
    return { pulled, pushed, isInStep };
  }

  /** Nothing passed, and no other row of the log tells that somebody had asked. */
  private async tell(
    tx: Tx,
    { name: actor }: Actor,
    { entity, remoteId, link }: Asked,
    [pulled, pushed]: readonly [string | null, string | null],
  ): Promise<void> {
    const localId = link?.localId ?? null;
    const { crmSide, saleOf } = syncOf(entity);
    await this.deps.audit.record(tx, [
      {
        direction: pushed === null ? 'in' : 'out',
        ...{ operation: 'check', status: 'info', code: 'record_asked', entity, localId, actor },
        remoteId: link?.remoteId ?? remoteId,
        name: localId === null ? null : ((await readFilterRow(tx, crmSide, localId))?.name ?? null),
        opportunityId: saleOf ? localId : null,
        description: wasAskedFor([pulled, pushed].filter((said) => said !== null)),
      },
    ]);
  }

  private async linkOf(tx: Tx, { connectionId, entity, remoteId }: Asked, { localId }: RecordNamed) {
    const { links } = this.deps;
    const [link = null] =
      localId !== null
        ? await links.byLocal(tx, entity, [localId], connectionId)
        : await links.byRemote(tx, entity, [remoteId ?? ''], connectionId);
    return link;
  }

  private async compare(
    actor: Actor,
    { entity, link }: Asked & { link: EntityLink },
    { mode }: WhyNotSent,
  ): Promise<RecordAnswer> {
    const { fields } = await this.deps.desk.compare(actor, link.id, mode === null ? { sendsEdits: true } : {});
    const notTakenIn = await this.deps.database.inWorkspace(actor.workspaceId, (tx) => whyLeft(tx, link));
    const held = isHeld(link) ? heldByPerson(link) : null;
    return answerOf({ words: syncOf(entity).words, remoteId: link.remoteId, fields, held, notTakenIn });
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

  private async pull(
    actor: Actor,
    { connectionId, entity, remoteId, settings }: Asked & { remoteId: string },
  ): Promise<Fetched> {
    const { workspaceId } = actor;
    const { configuration } = settings;
    const connection = { id: connectionId, workspaceId };
    const { lists, before, lookedAt } = await this.deps.database.inWorkspace(workspaceId, async (tx) => ({
      lists: await readReferenceLists(tx, connectionId, filterLists),
      before: await newestEvent(tx),
      lookedAt: await databaseTime(tx),
    }));
    const remote = await this.deps.clients.clientFor(connection);
    const pullContext = askedContext({
      workspaceId,
      connectionId,
      remote,
      configuration,
      lists,
      comparedAt: lookedAt,
      actor: actor.name,
    });
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
      return refuse('connectwise_unavailable', connectWiseNotAsked(error.message));
    }
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      if (isFound) await this.deps.runs.pollForWaiting(tx, connectionId);
      const event = await lastEventOf(tx, { entity, remoteId, after: before });
      if (event) return { told: event.description, isChange: event.status !== 'skipped' };
      return isFound
        ? { told: notCompared(words, remoteId), isChange: false }
        : { told: notFoundThere(words, remoteId), isChange: true };
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

  private async push(
    tx: Tx,
    actor: Actor,
    { connectionId, entity, localId, link }: Asked & { localId: Id },
    { why, answer }: { why: WhyNotSent; answer: RecordAnswer | null },
  ): Promise<Pushed> {
    const { words, saleOf } = syncOf(entity);
    const only = (pushed: string | null): Pushed => ({ pushed, isAsked: false });
    if (why.always !== null) return only(notSent(why.always));
    // Without a comparison nothing else can be told.
    if (why.mode !== null) return only(answer ? answer.notSent.join(' ') || null : notSent(why.mode));
    const isTried = link !== null && (await hasPushIssue(tx, connectionId, entity, localId));
    const { toSend = [], notSent: kept = [] } = answer ?? {};
    if (answer && !saleOf && !isTried && toSend.length === 0) return only(kept.join(' ') || null);
    // A person asks for the record as it stands: also for what an earlier mode has kept here.
    await releaseHeldEdits(tx, connectionId, { entity, localIds: [localId] });
    await this.deps.outbox.request(tx, { connectionId, entity, localId, reason: 'retry', actor: actor.userId });
    const sent =
      answer && toSend.length === 0 ? (isTried ? isTriedAgain() : isLookedThrough(words)) : isBeingSent(toSend);
    return { pushed: [sent, ...kept].join(' '), isAsked: true };
  }

  private async whyNotSent(
    tx: Tx,
    { connectionId, entity, link, settings: { configuration } }: Asked,
    { localId }: RecordNamed,
  ): Promise<WhyNotSent> {
    if (localId === null) return { always: null, mode: null };
    const always = (reason: string | null): WhyNotSent => ({ always: reason, mode: null });
    if (link?.state === 'broken') return always(linkBrokenClause());
    if (link && isHeld(link)) return always(heldByPerson(link));
    const never = link ? null : await readNeverSynced(tx, connectionId, entity, localId);
    if (never) return always(heldByPerson({ state: 'never', hold: never }));
    const sale = await syncOf(entity).saleOf?.(tx, localId);
    const mode = whyModeHolds({
      entity,
      reason: 'retry',
      isLinked: link !== null,
      sale: sale ?? null,
      may: modeCapabilities[configuration.mode],
      pushLost: configuration.options.pushLost,
    });
    if (mode) return { always: null, mode };
    const lists = await readReferenceLists(tx, connectionId, filterLists);
    const stages = new Map((await pipelineStages(tx)).map(({ id, name }) => [id, name]));
    const filters = filtersFor(entity, 'out', configuration.filters, labelsFrom(lists, { stages }));
    const { crmSide } = syncOf(entity);
    const row = await readFilterRow(tx, crmSide, localId);
    const exclusion =
      row &&
      exclusionOf(filters, crmSide.facts(row, { lists, defaults: resolveDefaults(configuration.defaults, lists) }));
    return always(exclusion ? exclusion.reason : null);
  }
}

/** Why a record is not sent: whatever is in it, or because the mode sends none of its edits. */
interface WhyNotSent {
  always: string | null;
  mode: string | null;
}
