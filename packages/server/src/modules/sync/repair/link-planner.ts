import type { Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { isHeld } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { readNeverSynced } from '../../links/never-synced.queries.ts';
import * as say from '../messages/link-action.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { isErased } from '../pull/prepare/erased.queries.ts';
import type { EntitySync } from '../records/entity-sync.ts';
import { referenceFields } from '../records/fields/derive.ts';
import { syncOf } from '../registry.ts';
import { brokenChildrenOf, type LinkedChild } from './children-left.queries.ts';
import { childrenLeft, saysOfBroken, saysOfLeft, withoutThese } from './children-left.ts';
import type { LinkActionKind, LinkActionPlan, LinkActionRequest, LinkSubject, PushOfLink } from './link-action.ts';
import { namesOf, waitingFor } from './link-actions.queries.ts';
import { compareSides, losesPrimary } from './link-values.rules.ts';
import { closedOut } from './linked-pair.rules.ts';
import type { Desk, RecordSides, RemoteSide } from './record-sides.ts';
import { editedFields, sentencesOf, withoutTaken } from './relink-values.ts';

/** Actions that come to something else where ConnectWise does not have the record any more. */
const looksThere: ReadonlySet<LinkActionKind> = new Set(['resume', 'allow_sync', 'recreate_there']);

/** A plan with what carrying it out needs. */
export interface WorkedPlan extends LinkActionPlan {
  subject: LinkSubject;
  remote: RemoteSide | null;
  /** What ConnectWise left at the company that is gone, and that goes along. */
  left: LinkedChild[];
  /** What the merged record is called from then on; null where it keeps its name. */
  newName: string | null;
}

/** Says what an action will do. What cannot be done is refused with the reason; nothing is written. */
export class LinkPlanner {
  constructor(
    private readonly links: LinksService,
    private readonly sides: RecordSides,
  ) {}

  async plan(desk: Desk, within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, request: LinkActionRequest) {
    const found = await within((tx) => this.subject(tx, desk, request));
    const subject = looksThere.has(request.kind)
      ? { ...found, isGoneThere: await this.isGoneThere(desk, request.kind, found) }
      : found;
    const plan: WorkedPlan = {
      subject,
      remote: null,
      left: [],
      newName: null,
      effects: [],
      warnings: [],
      compared: [],
      taken: null,
      remoteName: null,
    };
    if (request.kind === 'relink') return this.planRelink(desk, within, request, plan);
    if (request.kind === 'recreate_here') await this.refuseGoneThere(desk, subject);
    plan.effects = await within((tx) => this.effectsOf(tx, desk, request, subject));
    if (request.kind === 'recreate_there') plan.left = await childrenLeft(desk, this.sides, within, subject);
    plan.warnings = await within((tx) => this.warningsOf(tx, desk, request, { ...subject, left: plan.left }));
    return withLeft(plan, desk, null);
  }

  /** Looked at twice, as before a link breaks. Where ConnectWise cannot be asked, what is known of the link counts; nothing is made anew on that. */
  private async isGoneThere(desk: Desk, kind: LinkActionKind, { entity, link }: LinkSubject): Promise<boolean> {
    if (!link || link.state === 'broken') return link !== null;
    try {
      const remote = await this.sides.remote(desk, entity, link.remoteId);
      if (remote) return remote.isDeleted;
      return !(await this.sides.asking(desk, () => desk.client.isListed(syncOf(entity).wire, link.remoteId)));
    } catch (error) {
      if (!(error instanceof ProblemsError) || kind === 'recreate_there') throw error;
      return link.hold?.isBroken === true;
    }
  }

  /** Nothing can be made here from a record that ConnectWise does not have either. Where it cannot be asked, the next poll brings what there is. */
  private async refuseGoneThere(desk: Desk, { entity, link }: LinkSubject): Promise<void> {
    if (!link) return;
    const remote = await this.sides.remote(desk, entity, link.remoteId).catch((error: unknown) => {
      if (error instanceof ProblemsError) return undefined;
      throw error;
    });
    if (remote === undefined || (remote !== null && !remote.isDeleted)) return;
    const { words } = syncOf(entity);
    refuse(
      'gone_there',
      `ConnectWise does not have ${words.remote} ${link.remoteId} any more either. Unlink it, and nothing is left of the pair.`,
    );
  }

  async subject(tx: Tx, desk: Desk, { entity, localId }: LinkActionRequest): Promise<LinkSubject> {
    const { connectionId } = desk;
    if (localId === null || !isId(localId)) return refuse('required', 'Name the record of the CRM.', 'localId');
    if (entity === 'contact' && (await isErased(tx, localId)))
      return refuse('erased', 'This person was erased on request; the row never syncs again.', 'localId');
    const [link = null] = await this.links.byLocal(tx, entity, [localId], connectionId);
    const row = (await readLocalRows(tx, this.sides.syncIn(desk, entity).table, [localId])).get(localId);
    if (!row && !link) return refuse('not_found', 'This record does not exist any more.', 'localId');
    const name = (await namesOf(tx, [localId])).get(localId) ?? nameInBase(syncOf(entity), link?.base) ?? '';
    const never = link ? null : await readNeverSynced(tx, connectionId, entity, localId);
    const isGoneThere = link?.state === 'broken';
    return { entity, localId, local: row?.fields ?? null, name, link, never, isGoneThere };
  }

  private async effectsOf(
    tx: Tx,
    { connectionId }: Desk,
    { kind }: LinkActionRequest,
    subject: LinkSubject,
  ): Promise<string[]> {
    const { link, name, entity, localId, never, local } = subject;
    const { words } = syncOf(entity);
    const pair = { ...words, name, remoteId: link?.remoteId ?? '' };
    const waiting = await waitingFor(tx, connectionId, localId);
    const goOn = goOnOf(waiting);
    const identifier = keptThere(subject);
    const isNamedOnce = syncOf(entity).matching?.uniqueName === true;
    const isItem = entity === 'product' && link?.state !== 'broken';
    switch (kind) {
      case 'unlink':
        needsLink(subject);
        return [
          say.willUnlink(pair),
          ...(identifier === null ? [] : [say.identifierStaysThere(identifier, words)]),
          link?.state === 'broken' ? say.willBeMadeWhenSent(words) : say.willStayApart(words, { isNamedOnce }),
          ...(isItem ? [say.partNumberIsTakenOnce(words)] : []),
          ...goOn,
        ];
      case 'pause':
        needsLink(subject);
        if (link?.state === 'broken') refuse('broken', `${brokenWords(subject)} Relink or unlink it instead.`);
        if (link?.state === 'paused') refuse('paused_already', `This ${words.local} is paused already.`);
        return [say.willPause(pair)];
      case 'resume':
        needsLink(subject);
        if (!link || !isHeld(link)) refuse('not_paused', `This ${words.local} is not paused.`);
        return [letGoOn(pair, subject)];
      case 'never_sync':
        if (link?.state === 'never' || never)
          refuse('never_already', `This ${words.local} is set never to sync already.`);
        return [link ? say.willNeverSync(pair) : say.willNeverBeSent(pair)];
      case 'allow_sync':
        if (link?.state !== 'never' && !never) refuse('not_never', say.isNotSetNever(words, link?.state === 'paused'));
        return [link ? letGoOn(pair, subject) : say.willBeSentAgain(pair), ...goOn];
      case 'recreate_there': {
        if (link?.state === 'never') refuse('never', say.isSetNever(words));
        if (link && !subject.isGoneThere)
          refuse(
            'linked',
            `This ${words.local} is linked to ConnectWise ${words.remote} ${link.remoteId}, which is there. Unlink it first.`,
          );
        if (!local) return refuse('not_found', `This ${words.local} is not in the CRM any more.`);
        return [
          say.willMakeThere({ ...words, name }, link?.remoteId ?? null),
          ...(identifier === null ? [] : [say.identifierIsKept(identifier)]),
          ...goOn,
        ];
      }
      case 'recreate_here':
        needsLink(subject);
        if (local) refuse('here_already', `This ${words.local} is in the CRM. Nothing has to be made anew here.`);
        return [say.willMakeHere(pair)];
      case 'relink':
        return [];
      default:
        return kind satisfies never;
    }
  }

  private async warningsOf(
    tx: Tx,
    { connectionId, setup }: Desk,
    { kind }: LinkActionRequest,
    subject: LinkSubject & Pick<WorkedPlan, 'left'>,
  ) {
    const { link, entity, localId, left } = subject;
    const { words } = syncOf(entity);
    const warnings: string[] = [];
    if ((kind === 'recreate_there' || kind === 'allow_sync') && !sendsAnything(setup))
      return refuse(
        'mode',
        'The sync mode sends nothing to ConnectWise. Choose another mode first: Integrations → What to sync.',
      );
    const { children: belonging } = syncOf(entity);
    if (belonging && link && (kind === 'unlink' || kind === 'recreate_there')) {
      const children = (await belonging.linkedOf(tx, connectionId, [localId])).get(localId);
      if (children && children.contacts + children.opportunities > 0) {
        if (!subject.isGoneThere)
          refuse(
            'has_children',
            `"${subject.name}" has ${say.linkedAsWell(children.contacts, children.opportunities)}. Unlink those first, or relink the ${words.local}.`,
          );
        const broken = await brokenChildrenOf(tx, connectionId, localId);
        const kept = withoutThese(children, [...left, ...broken]);
        if (kept.contacts + kept.opportunities > 0) warnings.push(say.childrenStay(kept));
        warnings.push(...(await saysOfBroken(tx, broken)));
      }
    }
    if (kind === 'recreate_there') warnings.push(...(await this.goneAsWell(tx, connectionId, subject)));
    return warnings;
  }

  /** What the record names, and is gone from ConnectWise as well: it cannot be made there before that is there again. */
  private async goneAsWell(tx: Tx, connectionId: Id, { entity, local }: LinkSubject): Promise<string[]> {
    const warnings: string[] = [];
    for (const { field, to } of referenceFields(syncOf(entity).fields)) {
      const id = local?.[field];
      if (typeof id !== 'string') continue;
      const [link] = await this.links.byLocal(tx, to, [id], connectionId);
      if (link?.state !== 'broken') continue;
      const name = (await namesOf(tx, [id])).get(id) ?? '';
      warnings.push(say.isGoneAsWell({ ...syncOf(to).words, name, remoteId: link.remoteId }, syncOf(entity).words));
    }
    return warnings;
  }

  /** Where the one that is kept has the name of the merged one in ConnectWise, and takes it: the CRM has a client's name only once. */
  private async newNameOf(tx: Tx, { setup }: Desk, { entity, name }: LinkSubject, remote: RemoteSide) {
    const { merging } = syncOf(entity);
    const isSameName = remote.name.trim().toLowerCase() === name.trim().toLowerCase();
    return merging?.freeName && isSameName && setup.may.pullUpdate ? merging.freeName(tx, name) : null;
  }

  private async planRelink(
    desk: Desk,
    within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
    request: LinkActionRequest,
    plan: WorkedPlan,
  ): Promise<WorkedPlan> {
    const { subject } = plan;
    const { entity, localId, link, local, name } = subject;
    const { words } = syncOf(entity);
    const { remoteId } = request;
    if (!remoteId || !/^\d{1,18}$/.test(remoteId))
      return refuse('required', `Choose the ${words.remote} of ConnectWise.`, 'remoteId');
    if (!local) return refuse('not_found', `This ${words.local} is not in the CRM any more. Recreate it here instead.`);
    if (link?.remoteId === remoteId && link.state === 'linked')
      return refuse('same_record', `It is linked to ${words.remote} ${remoteId} already.`, 'remoteId');
    const remote = await this.sides.remote(desk, entity, remoteId);
    if (!remote) return refuse('not_found', `ConnectWise has no ${words.remote} ${remoteId}.`, 'remoteId');
    if (remote.isDeleted)
      return refuse(
        'deleted_there',
        `ConnectWise ${words.remote} ${remoteId} "${remote.name}" was deleted or merged there. Choose another one.`,
        'remoteId',
      );
    const { fields } = remote;
    if (!fields)
      return refuse(
        'not_understood',
        `ConnectWise ${words.remote} ${remoteId} cannot be read. Correct it there first.`,
        'remoteId',
      );
    const holder = await within(async (tx) => {
      const [held] = await this.links.byRemote(tx, entity, [remoteId], desk.connectionId);
      if (!held || held.localId === localId) return null;
      return { localId: held.localId, name: (await namesOf(tx, [held.localId])).get(held.localId) ?? '' };
    });
    const mayMerge = holder !== null && syncOf(entity).merging !== undefined;
    const former = link && link.remoteId !== remoteId ? link : null;
    const isFormerGone =
      former !== null && (await this.isGoneThere(desk, mayMerge ? 'recreate_there' : 'relink', subject));
    const isMergedThere = mayMerge && isFormerGone;
    const taken = holder && { ...holder, canMerge: mayMerge && (!link || isMergedThere) };
    const pair = { ...words, name, remoteId };
    const common = { ...plan, remote, remoteName: remote.name, taken };
    const waiting = await within((tx) => waitingFor(tx, desk.connectionId, localId));
    const goOn = goOnOf(waiting);
    if (taken && request.ifTaken === 'merge') {
      if (!mayMerge)
        return refuse('no_merge', 'Only clients and contacts can be merged. Take the link over instead.', 'ifTaken');
      if (link && !taken.canMerge)
        return refuse('not_merged_there', say.isNotMergedThere({ ...words, remoteId: link.remoteId }), 'ifTaken');
      const others = waiting.filter((push) => push.localId !== localId);
      const edited = editedFields(this.sides.syncIn(desk, entity).fields, subject);
      const newName = await within((tx) => this.newNameOf(tx, desk, subject, remote));
      return {
        ...common,
        newName,
        effects: [
          say.willMerge(pair, taken.name, entity === 'contact' ? 'opportunities' : 'contacts and opportunities'),
          ...(newName === null ? [] : [say.givesNameUp(pair, { name: remote.name, newName })]),
          ...goOnOf(others),
        ],
        warnings: edited === '' ? [] : [say.editsGoNowhere({ ...words, name }, edited, taken.name)],
      };
    }
    if (taken && request.ifTaken === null)
      return {
        ...common,
        effects: [say.isTaken({ ...words, name: taken.name }, remote.name, taken.canMerge)],
      };
    const choice = { winner: request.winner ?? this.sides.ownerOf(desk, entity), fields: request.fields };
    const table = this.sides.syncIn(desk, entity).fields;
    const sides = { local, remote: fields, record: remote.record };
    const chosen = compareSides(table, sides, choice).map((one) =>
      one.winner === 'crm' && one.stays === null ? { ...one, stays: closedOut(desk.setup.may, syncOf(entity)) } : one,
    );
    const compared = await within((tx) => withoutTaken(tx, desk, { request, subject, remote, table, chosen, taken }));
    const left = isFormerGone ? await childrenLeft(desk, this.sides, within, subject) : [];
    const broken =
      isFormerGone && syncOf(entity).children
        ? await within(async (tx) => saysOfBroken(tx, await brokenChildrenOf(tx, desk.connectionId, localId)))
        : [];
    const relinked = {
      ...common,
      warnings: [...plan.warnings, ...broken],
      left,
      compared,
      effects: [
        say.willRelink(pair, { from: former?.remoteId ?? null, remoteName: remote.name }),
        ...(former && !isFormerGone ? [say.isLeftBehind({ ...words, remoteId: former.remoteId })] : []),
        ...(taken
          ? [say.willTakeOver({ ...words, name: taken.name }, { isPrimary: losesPrimary(compared, local) })]
          : []),
        ...sentencesOf(table, compared),
        ...goOn,
      ],
    };
    return withLeft(relinked, desk, remoteId);
  }
}

/** With what is said of what ConnectWise left at the former company. */
function withLeft(plan: WorkedPlan, { setup }: Desk, to: string | null): WorkedPlan {
  const { entity, link } = plan.subject;
  const told = saysOfLeft(plan.left, setup, { words: syncOf(entity).words, from: link?.remoteId ?? '', to });
  return { ...plan, effects: [...plan.effects, ...told.effects], warnings: [...plan.warnings, ...told.warnings] };
}

/** What ConnectWise keeps for the record that is let go, and takes for no second one. */
function keptThere({ entity, link, local }: LinkSubject): string | null {
  const { keptWhenDeleted: kept } = syncOf(entity);
  const value = kept && link ? local?.[kept.field] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

export const sendsAnything = ({ may }: Desk['setup']): boolean => may.pushWon || may.pushUpdate || may.pushOpen;

const letGoOn = (pair: Parameters<typeof say.willResume>[0], { isGoneThere }: LinkSubject): string =>
  isGoneThere ? say.willBeBroken(pair) : say.willResume(pair);

function needsLink({ link, entity }: LinkSubject): void {
  if (!link) refuse('not_linked', `This ${syncOf(entity).words.local} is not linked to a record of ConnectWise.`);
}

const brokenWords = ({ entity }: LinkSubject): string => say.goneThere(syncOf(entity).words.remote);

export const namePush = ({ entity, name }: Pick<PushOfLink, 'entity' | 'name'>): string => `${entity} "${name ?? ''}"`;

export const goOnOf = (waiting: readonly PushOfLink[]): string[] =>
  waiting.length > 0 ? [say.willGoOn(waiting.map(namePush))] : [];

/** What both sides last agreed on as its name. */
export function nameInBase(
  { nameFields }: Pick<EntitySync, 'nameFields'>,
  base: Readonly<Record<string, unknown>> | null | undefined,
): string | null {
  if (!base) return null;
  const parts = nameFields.map((field) => base[field]).filter((part) => typeof part === 'string' && part !== '');
  return parts.join(' ') || null;
}
