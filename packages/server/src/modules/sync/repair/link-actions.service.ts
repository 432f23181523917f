import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { LinksService } from '../../links/links.service.ts';
import * as say from '../messages/link-action.messages.ts';
import { lockCursor } from '../pull/write/cursor.queries.ts';
import { writeSkips } from '../pull/write/outcomes.queries.ts';
import { DISMISSED } from '../records/skip-codes.ts';
import { syncOf } from '../registry.ts';
import { ActionWrites } from './action-writes.ts';
import type { LinkAction, LinkActionKind, LinkActionPlan, LinkActionRequest } from './link-action.ts';
import { dropSkips, insertAction } from './link-actions.queries.ts';
import { LinkPlanner, type WorkedPlan } from './link-planner.ts';
import type { Desk, RecordSides } from './record-sides.ts';
import { UndoAction } from './undo-action.ts';
import { type ActionWriteDeps, fetchedSoon } from './writes/action-work.ts';

export interface LinkActionsDeps extends ActionWriteDeps {
  database: Database;
  links: LinksService;
  sides: RecordSides;
}

/** An action that was carried out; `note` says what is still to come. */
export interface CarriedOut {
  action: LinkAction | null;
  note: string | null;
}

const needsReason: ReadonlySet<string> = new Set(['pause', 'never_sync']);
const MAX_REASON = 500;

/** What people do about links: said beforehand, carried out through the same doors as everything else, told in the audit log, and taken back. */
export class LinkActions {
  private readonly planner: LinkPlanner;
  private readonly writes: ActionWrites;
  private readonly undoing: UndoAction;

  constructor(private readonly deps: LinkActionsDeps) {
    this.planner = new LinkPlanner(deps.links, deps.sides);
    this.writes = new ActionWrites(deps);
    this.undoing = new UndoAction(deps);
  }

  /** What it would do. ProblemsError says why it cannot be done. */
  async preview(actor: Actor, request: LinkActionRequest): Promise<LinkActionPlan> {
    const desk = await this.deps.sides.desk(actor.workspaceId);
    if (isRemoteAlone(request)) return remoteAlone(request);
    return this.planner.plan(desk, this.within(actor), request);
  }

  async carryOut(actor: Actor, asked: LinkActionRequest): Promise<CarriedOut> {
    const request = { ...asked, reason: reasonOf(asked) };
    const desk = await this.deps.sides.desk(actor.workspaceId);
    if (isRemoteAlone(request)) return this.aboutRemote(desk, actor, request);
    const plan = await this.planner.plan(desk, this.within(actor), request);
    if (plan.taken && request.kind === 'relink' && request.ifTaken === null)
      refuse(
        'taken',
        `That record of ConnectWise is linked to "${plan.taken.name}". Say whether to ${plan.taken.canMerge ? 'merge the two or to ' : ''}take the link over.`,
        'ifTaken',
      );
    const { action, fetch } = await this.within(actor)((tx) => this.commit(tx, desk, actor, request, plan));
    return { action, note: fetch === null ? null : await this.fetch(desk, actor, request, fetch) };
  }

  async undo(actor: Actor, id: Id): Promise<CarriedOut> {
    if (!isId(id)) return refuse('not_found', 'This action does not exist.', 'id');
    const desk = await this.deps.sides.desk(actor.workspaceId);
    const { action, looked } = await this.undoing.undo(desk, actor, id);
    const notes: string[] = [];
    for (const one of looked) notes.push((await this.fetch(desk, actor, one, one.remoteId)) ?? '');
    return { action, note: notes.find((note) => note !== '') ?? null };
  }

  private async commit(tx: Tx, desk: Desk, actor: Actor, request: LinkActionRequest, plan: WorkedPlan) {
    const { subject, effects } = plan;
    // What ConnectWise has is not taken in over a link that is being changed.
    await lockCursor(tx, desk.connectionId, request.entity);
    const now = await this.planner.subject(tx, desk, request);
    if (now.link?.remoteId !== subject.link?.remoteId || now.link?.state !== subject.link?.state)
      refuse('changed_meanwhile', 'The link was changed meanwhile. Look again.');
    const written = await this.writes.write(tx, desk, actor, request, plan);
    const { entity, localId, name } = subject;
    const { before, after, done, changes, fetch, others = [] } = written;
    const description = say.actionTold(done, actor.name, request.reason);
    const remoteId = after.remoteId ?? subject.link?.remoteId ?? null;
    await this.deps.audit.record(tx, [
      {
        entity,
        operation: 'link',
        status: 'success',
        code: `link_${request.kind}`,
        name,
        localId,
        remoteId,
        opportunityId: syncOf(entity).saleOf ? localId : null,
        description: [description, ...effects].join(' '),
        changes,
        actor: actor.name,
      },
      ...others,
    ]);
    const action = await insertAction(tx, {
      connectionId: desk.connectionId,
      kind: request.kind,
      entity,
      localId,
      remoteId,
      name,
      reason: request.reason,
      by: actor.name,
      description: effects[0] ?? description,
      before,
      after,
    });
    return { action, fetch };
  }

  /** What ConnectWise has comes in at once; when it cannot be asked, the next poll brings it. */
  private async fetch(
    desk: Desk,
    actor: Actor,
    { entity, kind }: Pick<LinkActionRequest, 'entity'> & Partial<Pick<LinkActionRequest, 'kind'>>,
    remoteId: string,
  ): Promise<string | null> {
    const isAskedFor = kind !== undefined && asksForValues.has(kind);
    try {
      return (await this.deps.sides.takeIn(desk, { entity, remoteId, isAskedFor }, actor.name))
        ? null
        : say.notShownNow({ remote: syncOf(entity).words.remote, remoteId });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      return say.notAskedNow();
    }
  }

  /** A record that only ConnectWise has is left out for good, or no longer. */
  private async aboutRemote(desk: Desk, actor: Actor, request: LinkActionRequest): Promise<CarriedOut> {
    const { entity, kind, reason } = request;
    const remoteId = request.remoteId ?? '';
    const [effect = ''] = remoteAlone(request).effects;
    const isNever = kind === 'never_sync';
    const soon = fetchedSoon({ remoteId, name: `${syncOf(entity).words.remote} ${remoteId}` });
    await this.within(actor)(async (tx) => {
      const [link] = await this.deps.links.byRemote(tx, entity, [remoteId], desk.connectionId);
      if (link) refuse('linked', 'It is linked. Name the record of the CRM instead.', 'remoteId');
      if (isNever)
        await writeSkips(tx, desk.connectionId, entity, [
          { ...soon, code: DISMISSED, reason: say.setNever(actor.name, reason ?? '') },
        ]);
      else {
        await dropSkips(tx, desk.connectionId, entity, [remoteId]);
        // It did not change there: without this no poll would come upon it when it cannot be fetched now.
        await writeSkips(tx, desk.connectionId, entity, [soon]);
      }
      await this.deps.audit.record(tx, [
        {
          direction: 'in',
          entity,
          operation: 'skip',
          status: 'info',
          code: `link_${kind}`,
          remoteId,
          description: `${say.actionTold(isNever ? 'Set never to sync' : 'Allowed to sync again', actor.name, reason)} ${effect}`,
          actor: actor.name,
        },
      ]);
    });
    return { action: null, note: isNever ? null : await this.fetch(desk, actor, request, remoteId) };
  }

  private within({ workspaceId }: Actor) {
    return <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.deps.database.inWorkspace(workspaceId, work);
  }
}

/** Actions by which a person wants what ConnectWise has; after any other one things pass as mode, filters and directions let them. */
const asksForValues: ReadonlySet<LinkActionKind> = new Set(['relink', 'recreate_here']);

const isRemoteAlone = ({ kind, localId, remoteId }: LinkActionRequest): boolean =>
  localId === null && remoteId !== null && (kind === 'never_sync' || kind === 'allow_sync');

function remoteAlone({ entity, remoteId, kind }: LinkActionRequest): LinkActionPlan {
  if (!remoteId || !/^\d{1,18}$/.test(remoteId))
    return refuse('invalid_input', 'This is no ID of ConnectWise.', 'remoteId');
  const record = { ...syncOf(entity).words, remoteId };
  const effect = kind === 'never_sync' ? say.willNeverComeIn(record) : say.willComeInAgain(record);
  return { effects: [effect], warnings: [], compared: [], taken: null, remoteName: null };
}

function reasonOf({ kind, reason }: LinkActionRequest): string | null {
  const because = reason?.replace(/\p{Cc}+/gu, ' ').trim() ?? '';
  if (because.length > MAX_REASON) refuse('too_long', `Keep the reason below ${MAX_REASON} characters.`, 'reason');
  if (because === '' && needsReason.has(kind)) refuse('required', 'Say why; others will read it.', 'reason');
  return because === '' ? null : because;
}
