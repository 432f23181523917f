import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
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
import { BEING_PUSHED, BY_MODE } from '../../records/skip-codes.ts';
import { loadStageResolver } from '../../records/stage-resolver.queries.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { keyOf, type ReferenceState, readReferences } from '../prepare/references.queries.ts';
import {
  type Decision,
  decideFromLink,
  decideLink,
  decideLinked,
  decideUnlinked,
  decideUnlinkedEarly,
  isUntouched,
  matchOf,
  refuseTakenName,
  resolveFields,
} from './decide.rules.ts';
import { isBeingCreated } from './intent.rules.ts';
import { readLocalRows } from './local-rows.queries.ts';
import { readIntents, readNotes } from './page-facts.queries.ts';
import { type OpenOutcome } from './page-facts.ts';

/** A record with what becomes of it, and what was written down about it before. */
export interface Decided {
  parsed: ParsedRecord;
  decision: Decision;
  note: OpenOutcome | undefined;
  /** What a person should know of how it came in. */
  remark: string | null;
}

interface Open {
  parsed: ParsedRecord;
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
  private readonly decisions = new Map<ParsedRecord, Decision>();
  private notes: ReadonlyMap<string, OpenOutcome> = new Map();
  private references: ReadonlyMap<string, ReferenceState> = new Map();
  /** IDs that records of this page have or will have. */
  private readonly localIds = new Map<string, Id>();
  private readonly byKey = new Map<string, Decision>();
  private context: ResolveContext;

  constructor(
    private readonly deps: DecideDeps,
    private readonly pullContext: PullContext,
    private readonly sync: EntitySync,
  ) {
    this.context = {
      configuration: pullContext.configuration,
      localIdOf: () => undefined,
      ownerOf: () => undefined,
      stages: { resolve: () => null },
      taxRegionIdOf: () => undefined,
    };
  }

  async decide(tx: Tx, parsedRecords: readonly ParsedRecord[]): Promise<Decided[]> {
    const { sync, pullContext } = this;
    const ids = parsedRecords.map((parsed) => parsed.remoteId);
    const links = new Map(
      (await this.deps.links.byRemote(tx, sync.entity, ids, pullContext.connectionId)).map((l) => [l.remoteId, l]),
    );
    this.notes = await readNotes(tx, pullContext.connectionId, sync.entity, ids);
    const wanted = parsedRecords.filter((parsed) => !this.decideEarly(parsed, links.get(parsed.remoteId)));
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
    return parsedRecords.map((parsed) => {
      const decision = this.unlessKnown(parsed, this.decisions.get(parsed) ?? { kind: 'unchanged' });
      const note = this.notes.get(parsed.remoteId);
      return { parsed, decision, note, remark: this.remarkOn(parsed, decision) };
    });
  }

  private remarkOn({ draft }: ParsedRecord, decision: Decision): string | null {
    if (!draft || !this.sync.remark || !isTakenIn(decision)) return null;
    return this.sync.remark(draft, this.context);
  }

  /** What is settled by the link, the filters or an earlier word alone. */
  private decideEarly(parsed: ParsedRecord, link: EntityLink | undefined): boolean {
    const note = this.notes.get(parsed.remoteId);
    const policy = {
      capabilities: this.pullContext.capabilities,
      filters: pullFilters(this.pullContext, this.sync.entity),
      isAskedFor: this.pullContext.reevaluate === true && note?.skipCode === BY_MODE,
    };
    const decision =
      decideFromLink(this.sync, parsed, link, policy) ??
      (link ? null : decideUnlinkedEarly(this.sync, parsed, note, policy));
    if (decision) this.put(parsed, decision);
    return decision !== null;
  }

  private async loadContext(tx: Tx, wanted: readonly ParsedRecord[]): Promise<void> {
    const { sync, pullContext } = this;
    const references = wanted.flatMap(({ draft }) => (draft ? sync.references(draft) : []));
    this.references = await readReferences(tx, pullContext.connectionId, references);
    const isAsked = sync.usesStages && wanted.length > 0;
    const { connectionId, configuration } = pullContext;
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
  private resolve(wanted: readonly ParsedRecord[], links: ReadonlyMap<string, EntityLink>): Open[] {
    const open: Open[] = [];
    let waiting = [...wanted];
    const pending = new Set(waiting.map((parsed) => keyOf(this.sync.entity, parsed.remoteId)));
    while (waiting.length > 0) {
      const ready = waiting.filter((parsed) => !this.namesPending(parsed, pending));
      const next = ready.length > 0 ? ready : waiting;
      for (const parsed of next) {
        pending.delete(keyOf(this.sync.entity, parsed.remoteId));
        const found = this.resolveOne(parsed, links.get(parsed.remoteId));
        if (found) open.push(found);
      }
      waiting = next === waiting ? [] : waiting.filter((parsed) => !next.includes(parsed));
    }
    return open;
  }

  private namesPending({ draft, remoteId }: ParsedRecord, pending: ReadonlySet<string>): boolean {
    if (!draft) return false;
    return this.sync.references(draft).some((r) => r.remoteId !== remoteId && pending.has(keyOf(r.entity, r.remoteId)));
  }

  private resolveOne(parsed: ParsedRecord, link: EntityLink | undefined): Open | null {
    const result = resolveFields(this.sync, parsed, this.context, ({ entity, remoteId }) =>
      this.stateOf(entity, remoteId),
    );
    if ('decision' in result) {
      const { decision } = result;
      this.put(parsed, decision.kind === 'fail' ? { ...decision, localId: link?.localId ?? null } : decision);
      return null;
    }
    if (!link) this.localIds.set(keyOf(this.sync.entity, parsed.remoteId), this.deps.newId());
    const keys = parsed.record ? this.sync.keysOf(parsed.record, result.fields) : noKeys;
    return { parsed, link, fields: result.fields, keys };
  }

  /** Whose value stands when both sides changed a field (reading A18). */
  private get owner(): Owner {
    return this.pullContext.configuration.options.owners[this.sync.entity];
  }

  private stateOf(entity: ParsedRecord['remoteId'], remoteId: string): ReferenceState | undefined {
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
        this.put(one.parsed, { kind: 'fail', problem: localMissing(sync), localId: link.localId });
        continue;
      }
      const { decision, needsKeys } = decideLinked(sync, this.owner, link, one.fields, local);
      this.put(one.parsed, decision);
      if (needsKeys && one.parsed.record && decision.kind === 'update')
        renamed.push({ ...one, localId: local.id, keys: sync.keysOf(one.parsed.record, decision.fields) });
    }
    await this.refuseTaken(tx, renamed);
  }

  private async refuseTaken(tx: Tx, renamed: readonly (Open & { localId: Id })[]): Promise<void> {
    const candidates = await this.candidates(tx, renamed);
    for (const one of renamed) {
      const refusal = refuseTakenName(this.sync, one.keys, candidates.of(one.keys), one.localId);
      if (refusal) this.put(one.parsed, refusal);
      else candidates.add(takenAs(one.keys, one.localId, one.parsed), one.keys.withinId);
    }
  }

  private async decideUnlinked(tx: Tx, open: readonly Open[]): Promise<void> {
    const { sync, pullContext } = this;
    const candidates = await this.candidates(tx, open);
    const intents = open.length > 0 ? await readIntents(tx, pullContext.connectionId, sync.entity) : [];
    const { threshold } = pullContext.configuration.matching;
    const known = await readKnownMatches(tx, pullContext.connectionId, sync, open, threshold);
    const rarity = await readPageRarity(tx, pullContext.connectionId, sync, open, candidates);
    const match = (one: Open): Match => this.matchOf(one, candidates, known, rarity);
    const contested = contestedBy(open.map(match));
    const matched: { one: Open; localId: Id; because: string }[] = [];
    for (const one of open) {
      const { parsed, keys } = one;
      const key = keyOf(sync.entity, parsed.remoteId);
      if (parsed.record && isBeingCreated(parsed.record, intents)) {
        this.put(parsed, {
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
        candidates.claim(keys, decision.localId, parsed.remoteId);
        matched.push({ one, localId: decision.localId, because: decision.because });
        continue;
      }
      if (decision.kind === 'create') candidates.add(takenAs(keys, decision.localId, parsed), keys.withinId);
      this.put(parsed, decision);
    }
    await this.decideMatched(tx, matched);
    this.followInPage(open);
  }

  private matchOf({ parsed, keys }: Open, candidates: Candidates, known: KnownMatches, rarity: Rarity): Match {
    const { remoteId } = parsed;
    const said = known.of(remoteId, keys);
    const answer = this.pullContext.answers?.get(remoteId) ?? said.answer;
    const { threshold } = this.pullContext.configuration.matching;
    const context: MatchContext = { threshold, rarity, known: said.pairs, rejected: said.rejected };
    return matchOf(this.sync, keys, candidates.of(keys), answer, context);
  }

  private async decideMatched(tx: Tx, matched: readonly { one: Open; localId: Id; because: string }[]): Promise<void> {
    const { sync, pullContext } = this;
    const locals = await readLocalRows(
      tx,
      sync.table,
      matched.map((m) => m.localId),
    );
    const renamed: (Open & { localId: Id })[] = [];
    for (const { one, localId, because } of matched) {
      const local = locals.get(localId);
      if (!local) {
        this.put(one.parsed, { kind: 'fail', problem: localMissing(sync), localId: null });
        continue;
      }
      this.localIds.set(keyOf(sync.entity, one.parsed.remoteId), localId);
      const decision = decideLink(sync, because, one.fields, local, {
        takesChanges: pullContext.capabilities.pullUpdate,
        owner: this.owner,
      });
      this.put(one.parsed, decision);
      if (one.parsed.record && takesOtherName(decision))
        renamed.push({ ...one, localId, keys: sync.keysOf(one.parsed.record, one.fields) });
    }
    if (renamed.length > 0) await this.refuseTaken(tx, renamed);
  }

  /** Records that name another one of this page: that one may have been linked instead of created, or kept out after all. */
  private followInPage(open: readonly Open[]): void {
    for (const { parsed, link } of open) {
      const decision = this.decisions.get(parsed);
      if (!decision || !parsed.draft || !('fields' in decision)) continue;
      const own = this.sync.references(parsed.draft).filter((r) => this.localIds.has(keyOf(r.entity, r.remoteId)));
      if (own.length === 0) continue;
      const out = own.find((r) => this.isOut(keyOf(r.entity, r.remoteId)));
      if (out) {
        const waitsFor = { entity: out.entity, remoteId: out.remoteId };
        this.put(parsed, {
          kind: 'skip',
          code: 'parent_failed',
          reason: `its ${out.role} ${out.remoteId} has an open issue`,
          waitsFor,
        });
        continue;
      }
      const again = resolveFields(this.sync, parsed, this.context, () => undefined);
      if ('fields' in again && decision.kind === 'create') this.put(parsed, { ...decision, fields: again.fields });
      else if ('fields' in again && link === undefined && decision.kind === 'link')
        this.put(parsed, { ...decision, remote: again.fields });
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
      this.pullContext.connectionId,
      open.map((one) => one.keys),
    );
  }

  private put(parsed: ParsedRecord, decision: Decision): void {
    this.decisions.set(parsed, decision);
    this.byKey.set(keyOf(this.sync.entity, parsed.remoteId), decision);
  }

  /** The same word twice is no news: what stays out, or fails, as it did before writes nothing, unless a person asked. */
  private unlessKnown(parsed: ParsedRecord, decision: Decision): Decision {
    const note = this.notes.get(parsed.remoteId);
    if (!note || this.pullContext.auditAlways) return decision;
    if (
      decision.kind === 'skip' &&
      !note.issueId &&
      note.skipCode === decision.code &&
      note.skipReason === decision.reason
    )
      return { kind: 'still_skipped' };
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

const takenAs = (keys: MatchKeys, id: Id, parsed: ParsedRecord) => ({
  id,
  name: keys.name ?? parsed.name,
  strong: keys.strong,
  website: null,
  phone: null,
  linkedTo: parsed.remoteId,
});

const localMissing = (sync: EntitySync): RecordProblem =>
  new RecordProblem(
    'local_missing',
    `The ${sync.words.local} that it is linked to is not in the CRM any more.`,
    'Dismiss this issue to leave the record out, or restore the CRM record.',
  );
