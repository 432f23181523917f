import type { Database } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { EntityLink, PulledEntity } from '../../links/link.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import type { FieldValue } from '../records/entity-sync.ts';
import { isPulled } from '../registry.ts';
import { linkById } from './entity-links.queries.ts';
import type { LinkActionKind, LinkActionPlan, LinkActionRequest } from './link-action.ts';
import type { ComparedFieldType, LinkActionPayload } from './link-action.type.ts';
import { namesOf } from './link-actions.queries.ts';
import type { CarriedOut, LinkActions } from './link-actions.service.ts';
import { type ComparedField, compareSides } from './link-values.rules.ts';
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

  async compare(actor: Actor, linkId: Id) {
    const link = await this.find(actor, linkId);
    const desk = await this.sides.desk(actor.workspaceId);
    const remote = await this.sides.remote(desk, link.entity, link.remoteId);
    const local = await this.database.inWorkspace(actor.workspaceId, async (tx) =>
      (await readLocalRows(tx, this.sides.syncIn(desk, link.entity).table, [link.localId])).get(link.localId),
    );
    const isGoneThere = !remote || remote.isDeleted;
    const choice = { winner: this.sides.ownerOf(desk, link.entity), fields: [] };
    const compared = compareSides(
      this.sides.syncIn(desk, link.entity).fields,
      { local: local?.fields ?? {}, remote: remote?.fields ?? {}, base: link.base },
      choice,
    );
    return { fields: await this.inWords(actor, compared), isGoneThere, remoteName: remote?.name ?? null };
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
          entity: 'company',
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
    const ids = [...new Set(values.filter((value) => typeof value === 'string' && isId(value)))];
    const names = await this.database.inWorkspace(workspaceId, (tx) => namesOf(tx, ids.map(String)));
    const word = (value: FieldValue | undefined): string | null => {
      if (value === null || value === undefined || value === '') return null;
      if (typeof value === 'boolean') return value ? 'yes' : 'no';
      if (typeof value === 'object') return JSON.stringify(value);
      return names.get(String(value)) ?? String(value);
    };
    return compared.map((one) => ({
      ...one,
      crm: word(one.crm),
      connectwise: word(one.connectwise),
      base: word(one.base),
    }));
  }
}

const plain = { remoteId: null, winner: null, fields: [], ifTaken: null };
