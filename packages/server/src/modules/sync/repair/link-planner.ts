import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { isHeld, type PulledEntity } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { readNeverSynced } from '../../links/never-synced.queries.ts';
import { Candidates } from '../matching/scoring/candidates.queries.ts';
import { takenBy } from '../matching/scoring/match.rules.ts';
import * as say from '../messages/link-action.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { labelsOf } from '../records/fields/field-table.ts';
import { syncOf } from '../records/registry.ts';
import type { LinkActionPlan, LinkActionRequest, Subject } from './link-action.ts';
import { linkedChildrenOf, namesOf, waitingFor } from './link-actions.queries.ts';
import { type ComparedField, compareSides } from './link-values.rules.ts';
import type { Desk, RecordSides, RemoteSide } from './record-sides.ts';

/** A plan with what carrying it out needs. */
export interface WorkedPlan extends LinkActionPlan {
  subject: Subject;
  remote: RemoteSide | null;
}

/** Says what an action will do. What cannot be done is refused with the reason; nothing is written. */
export class LinkPlanner {
  constructor(
    private readonly links: LinksService,
    private readonly sides: RecordSides,
  ) {}

  async plan(desk: Desk, within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, request: LinkActionRequest) {
    const subject = await within((tx) => this.subject(tx, desk, request));
    const plan: WorkedPlan = {
      subject,
      remote: null,
      effects: [],
      warnings: [],
      compared: [],
      taken: null,
      remoteName: null,
    };
    if (request.kind === 'relink') return this.planRelink(desk, within, request, plan);
    plan.effects = await within((tx) => this.effectsOf(tx, desk, request, subject));
    plan.warnings = await within((tx) => this.warningsOf(tx, desk, request, subject));
    return plan;
  }

  async subject(tx: Tx, desk: Desk, { entity, localId }: LinkActionRequest): Promise<Subject> {
    const { connectionId } = desk;
    if (localId === null || !isId(localId)) return refuse('required', 'Name the record of the CRM.', 'localId');
    const [link = null] = await this.links.byLocal(tx, entity, [localId], connectionId);
    const row = (await readLocalRows(tx, this.sides.syncIn(desk, entity).table, [localId])).get(localId);
    if (!row && !link) return refuse('not_found', 'This record does not exist any more.', 'localId');
    const name = (await namesOf(tx, [localId])).get(localId) ?? nameInBase(link?.base) ?? '';
    const never = link ? null : await readNeverSynced(tx, connectionId, entity, localId);
    return { entity, localId, local: row?.fields ?? null, name, link, never };
  }

  private async effectsOf(
    tx: Tx,
    { connectionId }: Desk,
    { kind }: LinkActionRequest,
    subject: Subject,
  ): Promise<string[]> {
    const { link, name, entity, localId, never, local } = subject;
    const { words } = syncOf(entity);
    const pair = { ...words, name, remoteId: link?.remoteId ?? '' };
    const waiting = await waitingFor(tx, connectionId, localId);
    const goOn = waiting.length > 0 ? [say.willGoOn(waiting.map(namePush))] : [];
    switch (kind) {
      case 'unlink':
        needsLink(subject);
        return [
          say.willUnlink(pair),
          link?.state === 'broken' ? say.willBeMadeWhenSent(words) : say.willStayApart(words),
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
        return [say.willResume(pair)];
      case 'never_sync':
        if (link?.state === 'never' || never)
          refuse('never_already', `This ${words.local} is set never to sync already.`);
        return [link ? say.willNeverSync(pair) : say.willNeverBeSent(pair)];
      case 'allow_sync':
        if (link?.state !== 'never' && !never) refuse('not_never', `This ${words.local} syncs as it is.`);
        return [link ? say.willResume(pair) : say.willBeSentAgain(pair), ...goOn];
      case 'recreate_there': {
        if (link && link.state !== 'broken')
          refuse(
            'linked',
            `This ${words.local} is linked to ConnectWise ${words.remote} ${link.remoteId}, which is there. Unlink it first.`,
          );
        if (!local) return refuse('not_found', `This ${words.local} is not in the CRM any more.`);
        const identifier = entity === 'company' ? local.identifier : null;
        return [
          say.willMakeThere({ ...words, name }, link?.remoteId ?? null),
          ...(link && typeof identifier === 'string' && identifier ? [say.identifierIsKept(identifier)] : []),
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

  private async warningsOf(tx: Tx, { connectionId, setup }: Desk, { kind }: LinkActionRequest, subject: Subject) {
    const { link, entity, localId } = subject;
    const { words } = syncOf(entity);
    const warnings: string[] = [];
    if ((kind === 'recreate_there' || kind === 'allow_sync') && !sendsAnything(setup))
      return refuse(
        'mode',
        'The sync mode sends nothing to ConnectWise. Choose another mode first: Integrations → What to sync.',
      );
    if (entity === 'company' && link && (kind === 'unlink' || kind === 'recreate_there')) {
      const children = await linkedChildrenOf(tx, connectionId, localId);
      if (children.contacts + children.opportunities > 0) {
        if (link.state !== 'broken')
          refuse(
            'has_children',
            `"${subject.name}" has ${children.contacts} contacts and ${children.opportunities} opportunities that are linked as well. Unlink those first, or relink the ${words.local}.`,
          );
        warnings.push(say.childrenStay(children));
      }
    }
    return warnings;
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
    const taken = holder && { ...holder, canMerge: entity === 'company' };
    const pair = { ...words, name, remoteId };
    const common = { ...plan, remote, remoteName: remote.name, taken };
    const waiting = await within((tx) => waitingFor(tx, desk.connectionId, localId));
    const goOn = waiting.length > 0 ? [say.willGoOn(waiting.map(namePush))] : [];
    if (taken && request.ifTaken === 'merge') {
      if (!taken.canMerge)
        return refuse('no_merge', `Only clients can be merged. Take the link over instead.`, 'ifTaken');
      return { ...common, effects: [say.willMerge(pair, taken.name), ...goOn] };
    }
    if (taken && request.ifTaken === null)
      return { ...common, effects: [say.isTaken({ ...words, name: taken.name }, remote.name, taken.canMerge)] };
    const choice = { winner: request.winner ?? this.sides.ownerOf(desk, entity), fields: request.fields };
    const compared = compareSides(
      this.sides.syncIn(desk, entity).fields,
      { local, remote: fields, base: null },
      choice,
    ).map((one) => (one.winner === 'crm' && one.stays === null ? { ...one, stays: closedOut(desk, entity) } : one));
    const isRenamed = compared.some(
      (one) => one.winner === 'connectwise' && ['name', 'identifier', 'sku'].includes(one.field),
    );
    const problem = isRenamed
      ? await within((tx) => this.takenName(tx, desk, plan.subject, remote, taken?.localId))
      : null;
    if (problem) refuse('name_taken', problem, 'fields');
    return {
      ...common,
      compared,
      effects: [
        say.willRelink(pair, {
          from: link?.remoteId === remoteId ? null : (link?.remoteId ?? null),
          remoteName: remote.name,
        }),
        ...(taken ? [say.willTakeOver({ ...words, name: taken.name })] : []),
        ...sentencesOf(this.sides.syncIn(desk, entity).fields, compared),
        ...goOn,
      ],
    };
  }

  /** The CRM holds names only once: taking ConnectWise's may not be possible. */
  private async takenName(
    tx: Tx,
    { connectionId }: Desk,
    subject: Subject,
    remote: RemoteSide,
    takenId: Id | undefined,
  ) {
    const sync = syncOf(subject.entity);
    const keys = sync.keysOf(remote.record, remote.fields ?? {});
    const candidates = (await Candidates.load(tx, sync.matching, connectionId, [keys])).of(keys);
    const taken = takenBy(sync.matching, keys, candidates, subject.localId);
    if (!taken) return null;
    const merge = taken.by.id === takenId && subject.entity === 'company' ? ', or merge the two' : '';
    return `There is another ${sync.words.local} "${taken.by.name}" with this ${taken.what === 'name' ? 'name' : sync.matching.strongWord}. Let the CRM’s value stand${merge}.`;
  }
}

/** Why values of the CRM do not go out by themselves after a relink. */
function closedOut({ setup: { may } }: Desk, entity: PulledEntity): string | null {
  if (!may.pushWon && !may.pushUpdate) return 'the sync mode sends nothing to ConnectWise';
  return entity === 'opportunity' && !may.pushUpdate ? 'the sync mode sends no edits of opportunities' : null;
}

export const sendsAnything = ({ may }: Desk['setup']): boolean => may.pushWon || may.pushUpdate || may.pushOpen;

function sentencesOf(table: Parameters<typeof labelsOf>[0], compared: readonly ComparedField[]): string[] {
  const labels = (some: readonly ComparedField[]) =>
    labelsOf(
      table,
      some.map(({ field }) => field),
    );
  const passing = compared.filter((one) => one.winner !== null && one.stays === null);
  const taken = passing.filter(({ winner }) => winner === 'connectwise');
  const sent = passing.filter(({ winner }) => winner === 'crm');
  const staying = Map.groupBy(
    compared.filter((one) => one.stays !== null),
    ({ stays }) => stays ?? '',
  );
  const said = [
    ...(taken.length > 0 ? [say.willTake(labels(taken))] : []),
    ...(sent.length > 0 ? [say.willSend(labels(sent))] : []),
    ...[...staying].map(([because, some]) => say.staysDifferent(labels(some), because)),
  ];
  return said.length > 0 ? said : [say.valuesAgree()];
}

function needsLink({ link, entity }: Subject): void {
  if (!link) refuse('not_linked', `This ${syncOf(entity).words.local} is not linked to a record of ConnectWise.`);
}

const brokenWords = ({ entity }: Subject): string => `Its ${syncOf(entity).words.remote} is gone from ConnectWise.`;

const namePush = ({ entity, name }: { entity: string; name: string | null }): string => `${entity} "${name ?? ''}"`;

export function nameInBase(base: Readonly<Record<string, unknown>> | null | undefined): string | null {
  if (!base) return null;
  const name = base.name ?? [base.firstName, base.lastName].filter(Boolean).join(' ');
  return typeof name === 'string' && name !== '' ? name : null;
}
