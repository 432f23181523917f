import type { Tx } from '../../../../platform/database/database.ts';
import type { Problem } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog, NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { linkedAsWell } from '../../messages/link-action.messages.ts';
import {
  decidedInFile,
  decidedNew,
  matchDecided,
  type PairWords,
  pairLinked,
  pairPutOff,
  pairToldApart,
  scored,
} from '../../messages/match.messages.ts';
import { writeSkips } from '../../pull/write/outcomes.queries.ts';
import { MATCH_DECIDED } from '../../records/skip-codes.ts';
import { syncOf } from '../../registry.ts';
import { childrenOf, comparedRecords, comparedSync } from '../comparison/compared-records.ts';
import { readReasons } from '../comparison/excluded.queries.ts';
import { reasonOf } from '../scoring/match.rules.ts';
import { refreshRivals } from '../scoring/match-rivals.queries.ts';
import {
  dropRivals,
  dropStrays,
  existingLocals,
  rejectOthers,
  setPairStates,
  withoutQuestion,
} from './match-decisions.queries.ts';
import { lockPairs, type MatchPairRow } from './match-review.queries.ts';

export const reviewDecisions = ['link', 'not_same', 'create', 'later'] as const;
/** `not_same`: never propose the two again; `create`: the record of ConnectWise is a new one; `later`: put off. */
export type ReviewDecision = (typeof reviewDecisions)[number];

export interface Deciding {
  connectionId: Id;
  /** Whether the sync is on, so that decided records are fetched soon. */
  isStarted: boolean;
  /** Who decides, for the pair and the audit log. */
  by: string;
}

export interface DecidedPairs {
  ids: Id[];
  problems: Problem[];
}

/** Carries out what people decide about pairs: what can be done is done, and each pair that cannot has its own problem. */
export class MatchDecisions {
  constructor(
    private readonly audit: AuditLog,
    private readonly links: LinksService,
  ) {}

  /** Companies first, so that their people can be linked in the same call. */
  async decide(tx: Tx, deciding: Deciding, ids: readonly Id[], decision: ReviewDecision): Promise<DecidedPairs> {
    const pairs = await lockPairs(tx, deciding.connectionId, ids);
    const known = new Set(pairs.map((pair) => pair.id));
    const problems: Problem[] = ids.filter((id) => !known.has(id)).map(goneProblem);
    const done: Id[] = [];
    for (const { entity } of comparedRecords()) {
      const own = pairs.filter((pair) => pair.entity === entity);
      if (own.length === 0) continue;
      const fit = await this[how[decision]](tx, deciding, entity, own, problems);
      done.push(...fit.map((pair) => pair.id));
      await refreshRivals(tx, deciding.connectionId, entity);
      await this.bringSoon(tx, deciding, entity, fit);
    }
    return { ids: done, problems };
  }

  /** Links pairs of one kind without counting their rivals anew; for many at once, which do that at the end. */
  async link(
    tx: Tx,
    deciding: Deciding,
    entity: PulledEntity,
    pairs: readonly MatchPairRow[],
    problems: Problem[],
  ): Promise<MatchPairRow[]> {
    const fit = await this.linkable(tx, deciding.connectionId, entity, pairs, problems);
    if (fit.length === 0) return fit;
    const sides = { remoteIds: fit.map((pair) => pair.remoteId), localIds: fit.map((pair) => pair.localId) };
    await this.links.bind(
      tx,
      fit.map(({ localId, remoteId }) => ({
        connectionId: deciding.connectionId,
        entity,
        localId,
        remoteId,
        origin: 'matched',
      })),
    );
    await setPairStates(tx, idsOf(fit), 'linked', deciding.by);
    await dropRivals(tx, deciding.connectionId, entity, sides);
    for (const child of childrenOf(entity)) await dropStrays(tx, deciding.connectionId, child.entity, sides);
    await this.audit.record(
      tx,
      fit.map((pair) => this.event(pair, deciding, 'link', 'success', pairLinked(wordsOf(pair), because(pair)))),
    );
    return fit;
  }

  private async notSame(
    tx: Tx,
    deciding: Deciding,
    entity: PulledEntity,
    pairs: readonly MatchPairRow[],
    problems: Problem[],
  ): Promise<MatchPairRow[]> {
    const fit = await this.unlink(tx, deciding, entity, pairs, problems);
    await setPairStates(tx, idsOf(fit), 'rejected', deciding.by);
    await this.tell(tx, deciding, fit, (pair) => pairToldApart(wordsOf(pair)));
    return fit;
  }

  private async create(
    tx: Tx,
    deciding: Deciding,
    entity: PulledEntity,
    pairs: readonly MatchPairRow[],
    problems: Problem[],
  ): Promise<MatchPairRow[]> {
    const fit = unlessLinked(pairs, problems);
    await setPairStates(tx, idsOf(fit), 'create', deciding.by);
    const remoteIds = fit.map((pair) => pair.remoteId);
    await rejectOthers(tx, deciding.connectionId, entity, remoteIds, deciding.by);
    await this.tell(tx, deciding, fit, (pair) => decidedNew(wordsOf(pair)));
    return fit;
  }

  private async later(
    tx: Tx,
    deciding: Deciding,
    _entity: PulledEntity,
    pairs: readonly MatchPairRow[],
    problems: Problem[],
  ): Promise<MatchPairRow[]> {
    const fit = unlessLinked(pairs, problems);
    await setPairStates(tx, idsOf(fit), 'later', deciding.by);
    await this.tell(tx, deciding, fit, (pair) => pairPutOff(wordsOf(pair)));
    return fit;
  }

  /** The pairs that the links allow: both records free, there, and of the same company (requirement R60). */
  private async linkable(
    tx: Tx,
    connectionId: Id,
    entity: PulledEntity,
    pairs: readonly MatchPairRow[],
    problems: Problem[],
  ): Promise<MatchPairRow[]> {
    const byLocal = mapOf(
      await this.links.byLocal(
        tx,
        entity,
        pairs.map((p) => p.localId),
        connectionId,
      ),
      'localId',
    );
    const byRemote = mapOf(
      await this.links.byRemote(
        tx,
        entity,
        pairs.map((p) => p.remoteId),
        connectionId,
      ),
      'remoteId',
    );
    const there = await existingLocals(
      tx,
      entity,
      pairs.map((pair) => pair.localId),
    );
    const { parent } = comparedSync(entity).comparison;
    const parentIds = pairs.flatMap((p) => p.remoteParentId ?? []);
    const parents = parent
      ? mapOf(await this.links.byRemote(tx, parent.entity, parentIds, connectionId), 'remoteId')
      : null;
    const reasons = await readReasons(
      tx,
      connectionId,
      entity,
      pairs.map((pair) => pair.remoteId),
    );
    const [locals, remotes] = [new Set<Id>(), new Set<string>()];
    return pairs.filter((pair) => {
      const { words } = syncOf(entity);
      const local = there.get(pair.localId);
      const refusePair = (code: string, message: string): false => {
        problems.push({ code, field: pair.id, message });
        return false;
      };
      if (!local)
        return refusePair(
          'not_found',
          `The ${words.local} "${pair.localName}" is not in the CRM any more. Compare again.`,
        );
      const other = byLocal.get(pair.localId);
      if (other)
        return refusePair(
          'linked_already',
          `"${pair.localName}" is linked to ConnectWise ${words.remote} ${other.remoteId} already.`,
        );
      if (byRemote.has(pair.remoteId))
        return refusePair(
          'linked_already',
          `ConnectWise ${words.remote} ${pair.remoteId} "${pair.remoteName}" is linked already.`,
        );
      const reason = reasons.get(pair.remoteId);
      if (reason)
        return refusePair(
          'excluded',
          `ConnectWise ${words.remote} ${pair.remoteId} "${pair.remoteName}" is excluded: ${reason}. Change the filters first: Set up → What to sync.`,
        );
      if (parent && parents?.get(pair.remoteParentId ?? '')?.localId !== local.parentId) {
        const { remote, local: here } = syncOf(parent.entity).words;
        return refusePair(
          'company_first',
          `Link the ${remote} of "${pair.remoteName}" to the ${here} of "${pair.localName}" first.`,
        );
      }
      if (locals.has(pair.localId) || remotes.has(pair.remoteId))
        return refusePair(
          'chosen_twice',
          `"${pair.localName}" or "${pair.remoteName}" is in two of the chosen pairs. Link one of them.`,
        );
      locals.add(pair.localId);
      remotes.add(pair.remoteId);
      return true;
    });
  }

  /** A wrong link is taken back: neither record is touched (P7). What hangs on a client keeps it linked. */
  private async unlink(
    tx: Tx,
    { connectionId }: Deciding,
    entity: PulledEntity,
    pairs: readonly MatchPairRow[],
    problems: Problem[],
  ): Promise<MatchPairRow[]> {
    const linked = pairs.filter((pair) => pair.state === 'linked');
    if (linked.length === 0) return [...pairs];
    const links = mapOf(
      await this.links.byRemote(
        tx,
        entity,
        linked.map((p) => p.remoteId),
        connectionId,
      ),
      'remoteId',
    );
    const linkedIds = linked.map((pair) => pair.localId);
    const children = await syncOf(entity).children?.linkedOf(tx, connectionId, linkedIds);
    const fit = pairs.filter((pair) => {
      const { contacts, opportunities } = children?.get(pair.localId) ?? { contacts: 0, opportunities: 0 };
      if (pair.state !== 'linked' || contacts + opportunities === 0) return true;
      problems.push({
        code: 'has_children',
        field: pair.id,
        message: `"${pair.localName}" has ${linkedAsWell(contacts, opportunities)}. Take those links back first.`,
      });
      return false;
    });
    const taken = fit.flatMap((pair) => {
      const link = pair.state === 'linked' ? links.get(pair.remoteId) : undefined;
      return link && link.localId === pair.localId ? [link.id] : [];
    });
    await this.links.remove(tx, taken);
    return fit;
  }

  /** Once the sync is on, records about which nothing waits any more come with the next poll, which is made due. */
  async bringSoon(
    tx: Tx,
    { connectionId, isStarted }: Deciding,
    entity: PulledEntity,
    pairs: readonly MatchPairRow[],
  ): Promise<void> {
    if (!isStarted || pairs.length === 0) return;
    const remoteIds = [...new Set(pairs.map((pair) => pair.remoteId))];
    const settled = await withoutQuestion(tx, connectionId, entity, remoteIds);
    await writeSkips(
      tx,
      connectionId,
      entity,
      settled.map((remoteId) => ({
        remoteId,
        code: MATCH_DECIDED,
        reason: matchDecided(),
        waitsFor: null,
        name: pairs.find((pair) => pair.remoteId === remoteId)?.remoteName ?? '',
        rule: null,
        filterHash: '',
      })),
    );
  }

  private tell(
    tx: Tx,
    deciding: Deciding,
    pairs: readonly MatchPairRow[],
    sentence: (pair: MatchPairRow) => string,
  ): Promise<void> {
    return this.audit.record(
      tx,
      pairs.map((pair) => this.event(pair, deciding, 'skip', 'info', sentence(pair))),
    );
  }

  private event(
    pair: MatchPairRow,
    { by }: Deciding,
    operation: NewAuditEvent['operation'],
    status: NewAuditEvent['status'],
    description: string,
  ): NewAuditEvent {
    return {
      direction: 'in',
      entity: pair.entity,
      operation,
      status,
      code: status === 'info' ? 'match_decided' : null,
      name: pair.remoteName,
      localId: pair.localId,
      remoteId: pair.remoteId,
      description,
      actor: by,
    };
  }
}

const how = { link: 'link', not_same: 'notSame', create: 'create', later: 'later' } as const;

const idsOf = (pairs: readonly MatchPairRow[]): Id[] => pairs.map((pair) => pair.id);

function mapOf<K extends 'localId' | 'remoteId'>(links: readonly EntityLink[], key: K): Map<string, EntityLink> {
  return new Map(links.map((link) => [link[key], link]));
}

const goneProblem = (id: Id): Problem => ({
  code: 'not_found',
  field: id,
  message:
    'This pair is not there any more: the records were compared again, or one of them was linked. Reload the list.',
});

function unlessLinked(pairs: readonly MatchPairRow[], problems: Problem[]): MatchPairRow[] {
  return pairs.filter((pair) => {
    if (pair.state !== 'linked') return true;
    problems.push({
      code: 'linked_already',
      field: pair.id,
      message: `"${pair.localName}" and "${pair.remoteName}" are linked. Say "not the same" to take the link back.`,
    });
    return false;
  });
}

const wordsOf = ({ entity, localName, remoteId, remoteName }: MatchPairRow): PairWords => {
  const { local, remote } = syncOf(entity).words;
  return { local: { word: local, name: localName }, remote: { word: remote, id: remoteId, name: remoteName } };
};

const because = (pair: MatchPairRow): string =>
  pair.breakdown.length === 0
    ? decidedInFile()
    : scored(reasonOf(comparedSync(pair.entity).matching, pair.breakdown), pair.score);
