import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { judgeRemovals } from '../../../links/removal-guard.ts';
import { withContested } from '../../conflicts/base.rules.ts';
import { Candidates } from '../../matching/scoring/candidates.ts';
import { readKnownMatches } from '../../matching/scoring/known-matches.queries.ts';
import { readPageRarity } from '../../matching/scoring/page-rarity.ts';
import { linkedInReview } from '../../messages/match.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { isWrittenInParts } from '../../records/fields/derive.ts';
import { BY_MODE } from '../../records/skip-codes.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { decideByLink, holdBeingPushed, isUntouched } from './by-link.rules.ts';
import { areFieldsChanged } from './changed-settings.ts';
import { toDecided } from './decided.rules.ts';
import { type Decided, type Decisions, deciding, type Matched, type OpenRecord, type Renamed } from './decision.ts';
import { dropRepeat } from './drop-repeats.rules.ts';
import { followReferences } from './follow-references.rules.ts';
import { breaking, holdRemovals } from './hold-removals.rules.ts';
import { leftByMode, unreadByMode } from './left-by-mode.rules.ts';
import { decideLinked, passedIn } from './linked.rules.ts';
import { loadFacts } from './load-facts.queries.ts';
import { readLocalRows } from './local-rows.queries.ts';
import { linkMatched } from './matched.rules.ts';
import type { OpenOutcome } from './open-outcome.ts';
import { readOpenRemovals } from './open-removals.queries.ts';
import { readBeingPushed, readIntents, readOpenOutcomes } from './page-facts.queries.ts';
import { findPushedBeforeRestore } from './pushed-before-restore.ts';
import { resolveContextOf, resolvePage } from './resolve.rules.ts';
import { refuseTakenNames } from './taken-name.rules.ts';
import { decideUnlinked, type MatchFacts } from './unlinked.rules.ts';

export interface DecideDeps {
  links: Pick<LinksService, 'byRemote'>;
  newId: () => Id;
}

/**
 * Decides a page. Each stage is a pure function of its own file: it gets what the stages before it decided, and answers what it decides.
 * `sync` is the record as the settings have it. The facts of a stage are loaded before it, each kind in one statement, so that a page costs a fixed number of them.
 */
export async function decidePage(
  tx: Tx,
  { links: service, newId }: DecideDeps,
  pullContext: PullContext,
  sync: EntitySync,
  parsedRecords: readonly ParsedRecord[],
): Promise<Decided[]> {
  const { connectionId, configuration, capabilities, reevaluate = false } = pullContext;
  const owner = configuration.options.owners[sync.entity];
  const ids = parsedRecords.map(({ remoteId }) => remoteId);

  // 1. By the link: what needs no further facts.
  const found = await service.byRemote(tx, sync.entity, ids, connectionId);
  const links = new Map(found.map((link) => [link.remoteId, link]));
  const openOutcomes = await readOpenOutcomes(tx, connectionId, sync.entity, ids);
  const areChanged = found.some((link) => link.lookAgainAt) && (await areFieldsChanged(tx, pullContext));
  const { newSince = null, comparedAt } = pullContext;
  const filters = pullFilters(pullContext, sync.entity);
  const policy = { capabilities, filters, reevaluate, comparedAt, newSince, areFieldsChanged: areChanged };
  const byLinkAlone = decideByLink(sync, parsedRecords, { links, openOutcomes }, policy);
  const byLink = await withoutBeingPushed(tx, service, connectionId, sync, links, byLinkAlone);

  // 2. Load what the others refer to.
  const facts = await loadFacts(tx, pullContext, sync, byLink.undecided);

  // 3. Resolve references, parts before their bundle.
  const resolved = resolvePage(sync, byLink.undecided, facts, { decisions: byLink.decisions, links, newId });
  const { known, reviewed, unlinked } = byHowLinked(resolved.open);

  // 4. Linked records: merge with what stands here; where the mode takes no changes, that tells what it leaves.
  const locals = await readLocalRows(tx, sync.table, localIdsOf(known));
  const toMerge = known.map((one) =>
    looksAtAll(pullContext, openOutcomes.get(one.parsed.remoteId)) ? one : { ...one, passed: passedIn(one) },
  );
  const merged = await withContestedFields(tx, connectionId, sync, toMerge);
  const taken = decideLinked(sync, owner, merged, locals);
  const left = () => [...leftByMode(taken.made, links), ...unreadByMode(byLink.undecided, resolved.decisions, links)];
  const linked = capabilities.pullUpdate ? taken : { made: left(), renamed: [] };
  const nameHolders = await candidatesFor(tx, pullContext, sync, linked.renamed);
  const goneHolders = await readGone(tx, connectionId, sync, { ...linked, candidates: nameHolders }, byLink.decisions);
  const refused = refuseTakenNames(sync, linked.renamed, nameHolders, goneHolders);
  const afterLinked = deciding(resolved.decisions, [...linked.made, ...refused]);

  // 5. Unlinked records: create, link, ask or skip. After a restore first those that had been pushed from here.
  const pushed = await findPushedBeforeRestore(tx, connectionId, sync, unlinked);
  const toMatch = unlinked.filter((open) => !pushed.some(({ one }) => one === open));
  const matchFacts = await loadMatchFacts(tx, pullContext, sync, toMatch);
  const { made, matched } = decideUnlinked(sync, toMatch, matchFacts, { pageIds: resolved.pageIds, newId });

  // 6. Link those that are surely the same, and those that a person linked in the review.
  const toLink = [...matched, ...pushed, ...reviewed];
  const rows = await readLocalRows(
    tx,
    sync.table,
    toLink.map(({ localId }) => localId),
  );
  const linking = linkMatched(sync, toLink, rows, { takesChanges: capabilities.pullUpdate, owner });
  const holdersNow = await candidatesFor(tx, pullContext, sync, linking.renamed);
  const refusedToo = refuseTakenNames(sync, linking.renamed, holdersNow);
  const afterMatched = deciding(afterLinked, [...made, ...linking.made, ...refusedToo]);
  const pageIds = new Map([...resolved.pageIds, ...linking.pageIds]);

  // 7. Follow references within the page.
  const followed = followReferences(sync, unlinked, facts, { decisions: afterMatched, pageIds });
  const afterFollowing = deciding(afterMatched, followed);

  // 8. Hold removals that are too many at once, until a person has decided.
  const breaks = breaking(afterFollowing);
  const scope = { connectionId, entity: sync.entity, what: sync.words.many };
  const judged = breaks.length === 0 ? null : await judgeRemovals(tx, scope, breaks);
  const stays = (linkId: Id) => judged !== null && (judged.verdict !== 'broken' || judged.kept.has(linkId));
  const decisions = deciding(afterFollowing, holdRemovals(afterFollowing, stays));

  // 9. Drop repeats, unless a person asked for the attempt to be written down, and say what else is to be told of each record.
  const context = resolveContextOf(facts, pageIds);
  const openRecords = new Map(resolved.open.map((one) => [one.parsed, one]));
  return parsedRecords.map((parsed) => {
    const openOutcome = openOutcomes.get(parsed.remoteId);
    const last = decisions.get(parsed) ?? { kind: 'unchanged' };
    const decision = pullContext.auditAlways ? last : dropRepeat(last, openOutcome);
    return toDecided(
      sync,
      { parsed, decision, openOutcome, open: openRecords.get(parsed), link: links.get(parsed.remoteId) },
      context,
      locals,
    );
  });
}

const named = ({ parsed: { remoteId }, fields }: OpenRecord) => ({ remoteId, fields });

/** Whether more than a change of directions may bring a record here: a person's wish, the comparison of both sides, or how it ended before. */
const looksAtAll = (
  { reevaluate, comparedAt, auditAlways }: PullContext,
  openOutcome: OpenOutcome | undefined,
): boolean =>
  reevaluate === true ||
  comparedAt !== undefined ||
  auditAlways === true ||
  Boolean(openOutcome && (openOutcome.issueId || openOutcome.skipCode !== BY_MODE));

/** Only records that are written in several requests are held, and only when a push of them runs. */
async function withoutBeingPushed(
  tx: Tx,
  service: DecideDeps['links'],
  connectionId: Id,
  sync: EntitySync,
  links: Map<string, EntityLink>,
  { decisions, undecided }: ReturnType<typeof decideByLink>,
): Promise<ReturnType<typeof decideByLink>> {
  if (!isWrittenInParts(sync.fields)) return { decisions, undecided };
  const inParts = undecided.filter(({ record }) => record && (sync.needsEnrichment?.(record) ?? true));
  const localIds = inParts.flatMap(({ remoteId }) => links.get(remoteId)?.localId ?? []);
  if (localIds.length === 0) return { decisions, undecided };
  const pushed = await readBeingPushed(tx, connectionId, sync.entity, localIds);
  const held = holdBeingPushed(inParts, links, pushed);
  // A push that has ended since they were read may have written them.
  const ids = inParts.map(({ remoteId }) => remoteId);
  for (const link of await service.byRemote(tx, sync.entity, ids, connectionId)) links.set(link.remoteId, link);
  const isHeldNow = new Set(held.map(([parsed]) => parsed));
  return { decisions: deciding(decisions, held), undecided: undecided.filter((parsed) => !isHeldNow.has(parsed)) };
}

/** Where both sides chose another one of several records, nothing is agreed on any more about the one that was chosen there. */
async function withContestedFields(
  tx: Tx,
  connectionId: Id,
  { contested, fields }: EntitySync,
  open: OpenRecord[],
): Promise<OpenRecord[]> {
  if (!contested) return open;
  const ids = await contested.of(tx, connectionId, { open, fields });
  return open.map((one) =>
    one.link && ids.has(one.link.localId)
      ? { ...one, link: { ...one.link, base: withContested(one.link.base, contested.field) } }
      : one,
  );
}

/** Holders of names that others are to get, whose own record is gone from ConnectWise: by this page, or as an issue tells already. */
async function readGone(
  tx: Tx,
  connectionId: Id,
  { entity }: EntitySync,
  { renamed, candidates }: { renamed: readonly Renamed[]; candidates: Candidates },
  decisions: Decisions,
): Promise<Set<Id>> {
  const holders = renamed.flatMap(({ keys }) => candidates.of(keys)).filter(({ linkedTo }) => linkedTo !== null);
  if (holders.length === 0) return new Set();
  const broken = holders.flatMap(({ id, isLinkBroken }) => (isLinkBroken ? [id] : []));
  const told = await readOpenRemovals(tx, connectionId, entity, broken);
  const here = [...decisions.values()].flatMap((one) => (one.kind === 'break' ? [one.link.localId] : []));
  return new Set([...told, ...here]);
}

/** Records by how they are linked: known before, by the review of matches alone, or not yet. */
function byHowLinked(open: readonly OpenRecord[]): {
  known: OpenRecord[];
  reviewed: Matched[];
  unlinked: OpenRecord[];
} {
  return {
    known: open.filter(({ link }) => link && !isUntouched(link)),
    reviewed: open.flatMap((one) =>
      one.link && isUntouched(one.link) ? [{ one, localId: one.link.localId, because: linkedInReview() }] : [],
    ),
    unlinked: open.filter(({ link }) => !link),
  };
}

const localIdsOf = (open: readonly OpenRecord[]): Id[] => open.flatMap(({ link }) => (link ? [link.localId] : []));

const candidatesFor = (
  tx: Tx,
  { connectionId }: PullContext,
  sync: EntitySync,
  records: readonly Pick<OpenRecord, 'keys'>[],
): Promise<Candidates> =>
  Candidates.load(
    tx,
    sync.matching,
    connectionId,
    records.map(({ keys }) => keys),
  );

async function loadMatchFacts(
  tx: Tx,
  pullContext: PullContext,
  sync: EntitySync,
  unlinked: readonly OpenRecord[],
): Promise<MatchFacts> {
  const { connectionId, configuration, answers = new Map() } = pullContext;
  const { threshold } = configuration.matching;
  const candidates = await candidatesFor(tx, pullContext, sync, unlinked);
  return {
    candidates,
    intents: unlinked.length > 0 ? await readIntents(tx, connectionId, sync.entity) : [],
    known: await readKnownMatches(tx, connectionId, sync, unlinked, threshold),
    rarity: await readPageRarity(tx, connectionId, sync, unlinked, candidates),
    threshold,
    answers,
    brokenLike: (unlinked.length > 0 && (await sync.brokenLike?.(tx, connectionId, unlinked.map(named)))) || new Map(),
    sameAs: (unlinked.length > 0 && (await sync.sameAs?.(tx, connectionId, unlinked.map(named)))) || new Map(),
  };
}
