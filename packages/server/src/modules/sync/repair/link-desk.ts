import type { Database } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { EntityLink, PulledEntity } from '../../links/link.ts';
import { agreedFields, withoutHeldEdits } from '../conflicts/base.rules.ts';
import { nothingComesIn } from '../messages/comparison.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { readWriteContext } from '../pull/reconcile/write-context.ts';
import { idsIn, valueInWords } from '../records/plain-values.rules.ts';
import { isPulled } from '../registry.ts';
import { linkById } from './entity-links.queries.ts';
import type { LinkActionKind, LinkActionPlan, LinkActionRequest } from './link-action.ts';
import type { ComparedFieldType, LinkActionPayload } from './link-action.type.ts';
import { namesOf } from './link-actions.queries.ts';
import type { CarriedOut, LinkActions } from './link-actions.service.ts';
import type { ComparedField } from './link-values.rules.ts';
import { compareLinked } from './linked-pair.rules.ts';
import type { RecordSides } from './record-sides.ts';
import type { Survivors } from './survivors.ts';

/** Actions on links as people ask for them: by the link, for a selection, for a cause; with values in words. */
export class LinkDesk {
  constructor(
    private readonly database: Database,
    private readonly actions: LinkActions,
    private readonly sides: RecordSides,
    private readonly survivors: Survivors,
  ) {}

  async preview(actor: Actor, request: LinkActionRequest) {
    const { compared, ...plan }: LinkActionPlan = await this.actions.preview(actor, request);
    const { effects, warnings, taken, remoteName } = plan;
    return { effects, warnings, taken, remoteName, fields: await this.inWords(actor, compared) };
  }

  /** `sendsEdits`: whether edits of this record go out, where that is not as the mode has it for all; also those that an earlier mode kept here. */
  async compare(actor: Actor, linkId: Id, { sendsEdits }: { sendsEdits?: boolean } = {}) {
    const link = await this.find(actor, linkId);
    const desk = await this.sides.desk(actor.workspaceId);
    const remote = await this.sides.remote(desk, link.entity, link.remoteId);
    const sync = this.sides.wholeIn(desk, link.entity);
    const { configuration, may } = desk.setup;
    const { local, context } = await this.database.inWorkspace(actor.workspaceId, async (tx) => ({
      local: (await readLocalRows(tx, sync.table, [link.localId])).get(link.localId)?.fields ?? {},
      context: await readWriteContext(tx, desk.connectionId, configuration),
    }));
    const isGoneThere = !remote || remote.isDeleted;
    const keptOut = remote?.keptOut ?? null;
    const compared = remote?.legible
      ? compareLinked({
          sync,
          local,
          remote: remote.legible,
          keptOut,
          record: remote.record,
          base: sendsEdits ? withoutHeldEdits(link.base) : link.base,
          origin: link.origin,
          owner: this.sides.ownerOf(desk, link.entity),
          may: sendsEdits === undefined ? may : { ...may, pushUpdate: sendsEdits },
          context,
          silent: remote.silentOf(link.base && agreedFields(link.base)),
          lapsed: remote.lapsedOf(agreedFields(link.base)),
        })
      : [];
    const problems = [
      ...(keptOut === null ? [] : [{ code: 'kept_out', field: null, message: nothingComesIn(keptOut) }]),
      ...(remote?.remarksOf(local) ?? []).map(({ code, description }) => ({ code, field: null, message: description })),
    ];
    return { fields: await this.inWords(actor, compared), isGoneThere, remoteName: remote?.name ?? null, problems };
  }

  async changeById(actor: Actor, kind: LinkActionKind, linkId: Id, reason: string | null): Promise<CarriedOut> {
    const { entity, localId } = await this.find(actor, linkId);
    return this.actions.carryOut(actor, { ...plain, kind, entity, localId, reason });
  }

  async relinkToSurvivors(actor: Actor, linkIds: readonly Id[] | null, limit: number): Promise<LinkActionPayload[]> {
    const payloads: LinkActionPayload[] = [];
    const { value: proposed = [], problems: why } = await problemsOf(() =>
      this.survivors.propose(actor, linkIds, limit),
    );
    if (why.length > 0) return [{ action: null, note: null, problems: why }];
    for (const one of proposed) {
      const { value, problems } = await problemsOf(() => {
        if (one.survivorId === null) return refuse('no_survivor', `"${one.name}": ${one.because}`);
        return this.actions.carryOut(actor, {
          ...plain,
          kind: 'relink',
          entity: one.entity,
          localId: one.localId,
          remoteId: one.survivorId,
          reason: null,
          ifTaken: one.linkedTo ? 'merge' : null,
        });
      });
      payloads.push({ action: value?.action ?? null, note: value?.note ?? null, problems });
    }
    return payloads;
  }

  private async find({ workspaceId }: Actor, linkId: Id): Promise<EntityLink & { entity: PulledEntity }> {
    const link = isId(linkId) ? await this.database.inWorkspace(workspaceId, (tx) => linkById(tx, linkId)) : null;
    if (!link || !isPulled(link.entity)) return refuse('not_found', 'This link does not exist any more.', 'linkId');
    return { ...link, entity: link.entity };
  }

  /** References by the names of what they mean. */
  private async inWords({ workspaceId }: Actor, compared: readonly ComparedField[]): Promise<ComparedFieldType[]> {
    const values = compared.flatMap(({ crm, connectwise, base }) => [crm, connectwise, base]);
    const names = await this.database.inWorkspace(workspaceId, (tx) => namesOf(tx, idsIn(values)));
    const word = (side: 'crm' | 'connectwise' | 'base', one: ComparedField) =>
      valueInWords(one[side], names, compared.find(({ field }) => field === one.namedBy)?.[side]);
    return compared.map((one) => {
      const { namedThere, namedBy: _, ...rest } = one;
      return {
        ...rest,
        crm: word('crm', one),
        connectwise: namedThere ?? word('connectwise', one),
        base: word('base', one),
      };
    });
  }
}

const plain = { remoteId: null, winner: null, fields: [], ifTaken: null };
