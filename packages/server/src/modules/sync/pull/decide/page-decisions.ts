import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { intakeFilters } from '../../../integration/filters/intake-filters.ts';
import { regionOfCode } from '../../../integration/mapping/tax-map.rules.ts';
import { readMappedRegions } from '../../../integration/mapping/tax-regions.queries.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { Candidates } from '../../matching/scoring/candidates.queries.ts';
import { type KnownMatches, readKnownMatches } from '../../matching/scoring/known-matches.queries.ts';
import type { Match, MatchContext, MatchKeys } from '../../matching/scoring/match.rules.ts';
import { readPageRarity } from '../../matching/scoring/page-rarity.queries.ts';
import type { Rarity } from '../../matching/scoring/score.rules.ts';
import type { EntitySync, Fields, ResolveContext } from '../../records/entity-sync.ts';
import { loadOwners } from '../../records/owner-resolver.queries.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { loadStageResolver } from '../../records/stage-resolver.queries.ts';
import type { Incoming } from '../prepare/parsed-record.rules.ts';
import type { Intake } from '../pull-context.ts';
import {
  type Decision,
  decideLink,
  decideLinked,
  decideUnlinked,
  isUntouched,
  matchOf,
  refuseTakenName,
  resolveFields,
  settle,
  staysOut,
} from './decide.rules.ts';
import { isBeingCreated } from './intent.rules.ts';
import { readLocalRows } from './local-rows.queries.ts';
import { readIntents, readNotes, readReferences } from './page-facts.queries.ts';
import { BEING_PUSHED, BY_MODE, keyOf, type Note, type ReferenceState } from './page-facts.ts';

/** A record with what becomes of it, and what was written down about it before. */
export interface Decided {
  incoming: Incoming;
  decision: Decision;
  note: Note | undefined;
  /** What a person should know of how it came in. */
  remark: string | null;
}

interface Open {
  incoming: Incoming;
  link: EntityLink | undefined;
  fields: Fields;
  keys: MatchKeys;
}

export interface DecideDeps {
  links: LinksService;
  newId: () => Id;
}

/** Decides a page: loads its facts, each kind in one statement, and asks the pure rules about every record. */
export class PageDecisions {
  private readonly decisions = new Map<Incoming, Decision>();
  private notes: ReadonlyMap<string, Note> = new Map();
  private references: ReadonlyMap<string, ReferenceState> = new Map();
  /** IDs that records of this page have or will have. */
  private readonly localIds = new Map<string, Id>();
  private readonly byKey = new Map<string, Decision>();
  private context: ResolveContext;

  constructor(
    private readonly deps: DecideDeps,
    private readonly intake: Intake,
    private readonly sync: EntitySync,
  ) {
    this.context = {
      configuration: intake.configuration,
      localIdOf: () => undefined,
      ownerOf: () => undefined,
      stages: { resolve: () => null },
      taxRegionIdOf: () => undefined,
    };
  }

  async decide(tx: Tx, incomings: readonly Incoming[]): Promise<Decided[]> {
    const { sync, intake } = this;
    const ids = incomings.map((incoming) => incoming.remoteId);
    const links = new Map(
      (await this.deps.links.byRemote(tx, sync.entity, ids, intake.connectionId)).map((l) => [l.remoteId, l]),
    );
    this.notes = await readNotes(tx, intake.connectionId, sync.entity, ids);
    const wanted = incomings.filter((incoming) => !this.settleEarly(incoming, links.get(incoming.remoteId)));
    await this.loadContext(tx, wanted);
    const open = this.resolve(wanted, links);
    await this.decideLinked(
      tx,
      open.filter((o) => o.link && !isUntouched(o.link)),
    );
    await this.decideUnlinked(
      tx,
      open.filter((o) => !o.link),
    );
    const reviewed = open.flatMap((one) =>
      one.link && isUntouched(one.link) ? [{ one, localId: one.link.localId, because: REVIEWED }] : [],
    );
    if (reviewed.length > 0) await this.decideMatched(tx, reviewed);
    return incomings.map((incoming) => {
      const decision = this.unlessKnown(incoming, this.decisions.get(incoming) ?? { kind: 'unchanged' });
      const note = this.notes.get(incoming.remoteId);
      return { incoming, decision, note, remark: this.remarkOn(incoming, decision) };
    });
  }

  private remarkOn({ draft }: Incoming, decision: Decision): string | null {
    if (!draft || !this.sync.remark || !isTakenIn(decision)) return null;
    return this.sync.remark(draft, this.context);
  }

  /** What is settled by the link, the filters or an earlier word alone. */
  private settleEarly(incoming: Incoming, link: EntityLink | undefined): boolean {
    const note = this.notes.get(incoming.remoteId);
    const standards = {
      capabilities: this.intake.capabilities,
      filters: intakeFilters(this.intake, this.sync.entity),
      isAskedFor: this.intake.looksAgain === true && note?.skipCode === BY_MODE,
    };
    const decision =
      settle(this.sync, incoming, link, standards) ?? (link ? null : staysOut(this.sync, incoming, note, standards));
    if (decision) this.put(incoming, decision);
    return decision !== null;
  }

  private async loadContext(tx: Tx, wanted: readonly Incoming[]): Promise<void> {
    const { sync, intake } = this;
    const references = wanted.flatMap(({ draft }) => (draft ? sync.references(draft) : []));
    this.references = await readReferences(tx, intake.connectionId, references);
    const isAsked = sync.usesStages && wanted.length > 0;
    const { connectionId, configuration } = intake;
    const taxRegions =
      sync.usesTaxRegions && wanted.length > 0
        ? await readMappedRegions(tx, connectionId, configuration.taxMap.pairs)
        : [];
    this.context = {
      configuration,
      stages: isAsked ? await loadStageResolver(tx, connectionId, configuration) : { resolve: () => null },
      ownerOf: isAsked ? await loadOwners(tx, connectionId) : () => undefined,
      taxRegionIdOf: (taxCodeId) => regionOfCode(taxCodeId, taxRegions),
      localIdOf: (entity, remoteId) => {
        const key = keyOf(entity, remoteId);
        return this.references.get(key)?.localId ?? this.localIds.get(key);
      },
    };
  }

  /** Records that others of the same page name come first (parts before their bundle); each new one gets its ID here. */
  private resolve(wanted: readonly Incoming[], links: ReadonlyMap<string, EntityLink>): Open[] {
    const open: Open[] = [];
    let waiting = [...wanted];
    const pending = new Set(waiting.map((incoming) => keyOf(this.sync.entity, incoming.remoteId)));
    while (waiting.length > 0) {
      const ready = waiting.filter((incoming) => !this.namesPending(incoming, pending));
      const next = ready.length > 0 ? ready : waiting;
      for (const incoming of next) {
        pending.delete(keyOf(this.sync.entity, incoming.remoteId));
        const found = this.resolveOne(incoming, links.get(incoming.remoteId));
        if (found) open.push(found);
      }
      waiting = next === waiting ? [] : waiting.filter((incoming) => !next.includes(incoming));
    }
    return open;
  }

  private namesPending({ draft, remoteId }: Incoming, pending: ReadonlySet<string>): boolean {
    if (!draft) return false;
    return this.sync.references(draft).some((r) => r.remoteId !== remoteId && pending.has(keyOf(r.entity, r.remoteId)));
  }

  private resolveOne(incoming: Incoming, link: EntityLink | undefined): Open | null {
    const result = resolveFields(this.sync, incoming, this.context, ({ entity, remoteId }) =>
      this.stateOf(entity, remoteId),
    );
    if ('decision' in result) {
      const { decision } = result;
      this.put(incoming, decision.kind === 'fail' ? { ...decision, localId: link?.localId ?? null } : decision);
      return null;
    }
    if (!link) this.localIds.set(keyOf(this.sync.entity, incoming.remoteId), this.deps.newId());
    const keys = incoming.record ? this.sync.keysOf(incoming.record, result.fields) : noKeys;
    return { incoming, link, fields: result.fields, keys };
  }

  /** Whose value stands when both sides changed a field (reading A18). */
  private get owner(): Owner {
    return this.intake.configuration.options.owners[this.sync.entity];
  }

  private stateOf(entity: Incoming['remoteId'], remoteId: string): ReferenceState | undefined {
    const state = this.references.get(keyOf(entity, remoteId));
    const here = this.byKey.get(keyOf(entity, remoteId));
    if (state && here?.kind === 'skip') return { ...state, skipReason: here.reason };
    if (state && here?.kind === 'fail') return { ...state, issueMessage: here.problem.message };
    return state;
  }

  private async decideLinked(tx: Tx, open: readonly Open[]): Promise<void> {
    const { sync } = this;
    const ids = open.flatMap(({ link }) => (link ? [link.localId] : []));
    const locals = await readLocalRows(tx, sync.table, ids);
    const renamed: (Open & { localId: Id })[] = [];
    for (const one of open) {
      const { link } = one;
      if (!link) continue;
      const local = locals.get(link.localId);
      if (!local) {
        this.put(one.incoming, { kind: 'fail', problem: localMissing(sync), localId: link.localId });
        continue;
      }
      const { decision, needsKeys } = decideLinked(sync, this.owner, link, one.fields, local);
      this.put(one.incoming, decision);
      if (needsKeys && one.incoming.record && decision.kind === 'update')
        renamed.push({ ...one, localId: local.id, keys: sync.keysOf(one.incoming.record, decision.fields) });
    }
    await this.refuseTaken(tx, renamed);
  }

  private async refuseTaken(tx: Tx, renamed: readonly (Open & { localId: Id })[]): Promise<void> {
    const candidates = await this.candidates(tx, renamed);
    for (const one of renamed) {
      const refusal = refuseTakenName(this.sync, one.keys, candidates.of(one.keys), one.localId);
      if (refusal) this.put(one.incoming, refusal);
      else candidates.add(takenAs(one.keys, one.localId, one.incoming), one.keys.withinId);
    }
  }

  private async decideUnlinked(tx: Tx, open: readonly Open[]): Promise<void> {
    const { sync, intake } = this;
    const candidates = await this.candidates(tx, open);
    const intents = open.length > 0 ? await readIntents(tx, intake.connectionId, sync.entity) : [];
    const { threshold } = intake.configuration.matching;
    const known = await readKnownMatches(tx, intake.connectionId, sync, open, threshold);
    const rarity = await readPageRarity(tx, intake.connectionId, sync, open, candidates);
    const match = (one: Open): Match => this.matchOf(one, candidates, known, rarity);
    const contested = contestedBy(open.map(match));
    const matched: { one: Open; localId: Id; because: string }[] = [];
    for (const one of open) {
      const { incoming, keys } = one;
      const key = keyOf(sync.entity, incoming.remoteId);
      if (incoming.record && isBeingCreated(incoming.record, intents)) {
        this.put(incoming, {
          kind: 'skip',
          code: BEING_PUSHED,
          reason: 'it is being pushed from here',
          waitsFor: null,
        });
        continue;
      }
      const decision = decideUnlinked(
        sync,
        unlessContested(match(one), contested, candidates),
        one.fields,
        () => this.localIds.get(key) ?? this.deps.newId(),
      );
      if (decision.kind === 'link_to') {
        candidates.claim(keys, decision.localId, incoming.remoteId);
        matched.push({ one, localId: decision.localId, because: decision.because });
        continue;
      }
      if (decision.kind === 'create') candidates.add(takenAs(keys, decision.localId, incoming), keys.withinId);
      this.put(incoming, decision);
    }
    await this.decideMatched(tx, matched);
    this.followInPage(open);
  }

  private matchOf({ incoming, keys }: Open, candidates: Candidates, known: KnownMatches, rarity: Rarity): Match {
    const { remoteId } = incoming;
    const said = known.of(remoteId, keys);
    const answer = this.intake.answers?.get(remoteId) ?? said.answer;
    const { threshold } = this.intake.configuration.matching;
    const context: MatchContext = { threshold, rarity, known: said.pairs, rejected: said.rejected };
    return matchOf(this.sync, keys, candidates.of(keys), answer, context);
  }

  private async decideMatched(tx: Tx, matched: readonly { one: Open; localId: Id; because: string }[]): Promise<void> {
    const { sync, intake } = this;
    const locals = await readLocalRows(
      tx,
      sync.table,
      matched.map((m) => m.localId),
    );
    const renamed: (Open & { localId: Id })[] = [];
    for (const { one, localId, because } of matched) {
      const local = locals.get(localId);
      if (!local) {
        this.put(one.incoming, { kind: 'fail', problem: localMissing(sync), localId: null });
        continue;
      }
      this.localIds.set(keyOf(sync.entity, one.incoming.remoteId), localId);
      const decision = decideLink(sync, because, one.fields, local, {
        takesChanges: intake.capabilities.pullUpdate,
        owner: this.owner,
      });
      this.put(one.incoming, decision);
      if (one.incoming.record && takesOtherName(decision))
        renamed.push({ ...one, localId, keys: sync.keysOf(one.incoming.record, one.fields) });
    }
    if (renamed.length > 0) await this.refuseTaken(tx, renamed);
  }

  /** Records that name another one of this page: that one may have been linked instead of created, or kept out after all. */
  private followInPage(open: readonly Open[]): void {
    for (const { incoming, link } of open) {
      const decision = this.decisions.get(incoming);
      if (!decision || !incoming.draft || !('fields' in decision)) continue;
      const own = this.sync.references(incoming.draft).filter((r) => this.localIds.has(keyOf(r.entity, r.remoteId)));
      if (own.length === 0) continue;
      const out = own.find((r) => this.isOut(keyOf(r.entity, r.remoteId)));
      if (out) {
        const waitsFor = { entity: out.entity, remoteId: out.remoteId };
        this.put(incoming, {
          kind: 'skip',
          code: 'parent_failed',
          reason: `its ${out.role} ${out.remoteId} has an open issue`,
          waitsFor,
        });
        continue;
      }
      const again = resolveFields(this.sync, incoming, this.context, () => undefined);
      if ('fields' in again && decision.kind === 'create') this.put(incoming, { ...decision, fields: again.fields });
      else if ('fields' in again && link === undefined && decision.kind === 'link')
        this.put(incoming, { ...decision, remote: again.fields });
    }
  }

  private isOut(key: string): boolean {
    const kind = this.byKey.get(key)?.kind;
    return kind === 'fail' || kind === 'skip';
  }

  private candidates(tx: Tx, open: readonly Open[]): Promise<Candidates> {
    return Candidates.load(
      tx,
      this.sync.matching,
      this.intake.connectionId,
      open.map((one) => one.keys),
    );
  }

  private put(incoming: Incoming, decision: Decision): void {
    this.decisions.set(incoming, decision);
    this.byKey.set(keyOf(this.sync.entity, incoming.remoteId), decision);
  }

  /** The same word twice is no news: what stays out, or fails, as it did before writes nothing, unless a person asked. */
  private unlessKnown(incoming: Incoming, decision: Decision): Decision {
    const note = this.notes.get(incoming.remoteId);
    if (!note || this.intake.insist) return decision;
    if (
      decision.kind === 'skip' &&
      !note.issueId &&
      note.skipCode === decision.code &&
      note.skipReason === decision.reason
    )
      return { kind: 'still_out' };
    if (
      decision.kind === 'fail' &&
      note.issueCode === decision.problem.code &&
      note.issueMessage === decision.problem.message
    )
      return { kind: 'still_failing' };
    return decision;
  }
}

const isTakenIn = ({ kind }: Decision): boolean =>
  kind === 'create' || kind === 'link' || kind === 'update' || kind === 'seen';
/** Why a link that was made before its record came in is kept. */
const REVIEWED = 'decided in the review of matches';

/** Records of the CRM that more than one record of this page would be linked to: neither is linked without a person. */
function contestedBy(matches: readonly Match[]): Set<Id> {
  const seen = new Set<Id>();
  const contested = new Set<Id>();
  for (const match of matches) {
    if (match.kind !== 'link') continue;
    if (seen.has(match.localId)) contested.add(match.localId);
    seen.add(match.localId);
  }
  return contested;
}

function unlessContested(match: Match, contested: ReadonlySet<Id>, candidates: Candidates): Match {
  if (match.kind !== 'link' || !contested.has(match.localId) || match.because === 'chosen by a person') return match;
  const name = candidates.nameOf(match.localId) ?? '';
  const detail = `${match.because}, but another record of ConnectWise fits as well`;
  return { kind: 'ask', candidates: [{ id: match.localId, name, detail }] };
}

const takesOtherName = (decision: Decision): boolean =>
  decision.kind === 'link' && decision.changes.some(({ field }) => field === 'name' || field === 'identifier');

const noKeys: MatchKeys = { name: null, strong: null, domain: null, phone: null, partNumber: null, withinId: null };

const takenAs = (keys: MatchKeys, id: Id, incoming: Incoming) => ({
  id,
  name: keys.name ?? incoming.name,
  strong: keys.strong,
  website: null,
  phone: null,
  linkedTo: incoming.remoteId,
});

const localMissing = (sync: EntitySync): RecordProblem =>
  new RecordProblem(
    'local_missing',
    `The ${sync.words.local} that it is linked to is not in the CRM any more.`,
    'Dismiss this issue to leave the record out, or restore the CRM record.',
  );
