import type { Id } from '../../../../platform/ids.ts';
import type { Candidates } from '../../matching/scoring/candidates.ts';
import type { KnownMatches } from '../../matching/scoring/known-matches.queries.ts';
import {
  type Candidate,
  decideMatch,
  type Match,
  type MatchAnswer,
  type MatchContext,
  type MatchKeys,
  type MatchSuggestion,
  takenBy,
} from '../../matching/scoring/match.rules.ts';
import type { Rarity } from '../../matching/scoring/score.rules.ts';
import { chosenByPerson, othersFitToo } from '../../messages/match.messages.ts';
import { possibleDuplicate } from '../../messages/pull-problem.messages.ts';
import { beingPushed } from '../../messages/skip-reason.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { BEING_PUSHED } from '../../records/skip-codes.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { keyOf } from '../prepare/reference-state.ts';
import type { Decision, Matched, OpenRecord, PageIds } from './decision.ts';
import { isBeingCreated, type NaturalKey } from './intent.rules.ts';
import { keyTakenBy, takenAs } from './taken-name.rules.ts';

export interface MatchFacts {
  /** The stage's own: it notes in them what records of this page take or claim. */
  candidates: Candidates;
  known: KnownMatches;
  rarity: Rarity;
  threshold: number;
  intents: readonly NaturalKey[];
  /** A person's answers, by ConnectWise ID. */
  answers: ReadonlyMap<string, MatchAnswer>;
  /** Rows of the CRM whose own record is gone, and that one which is else new may stand for; by ConnectWise ID. */
  brokenLike: ReadonlyMap<string, MatchSuggestion[]>;
  /** Rows of the CRM that one which is else new is, or may be; by ConnectWise ID. */
  sameAs: ReadonlyMap<string, Match>;
}

/** Stage 5: what becomes of records that are not linked: created, linked to the one that is surely the same, asked about, or skipped. */
export function decideUnlinked(
  sync: EntitySync,
  open: readonly OpenRecord[],
  facts: MatchFacts,
  { pageIds, newId }: { pageIds: PageIds; newId: () => Id },
): { made: [ParsedRecord, Decision][]; matched: Matched[] } {
  const { candidates, intents } = facts;
  const contested = contestedBy(open.map((one) => matchIn(sync, one, facts)));
  const made: [ParsedRecord, Decision][] = [];
  const matched: Matched[] = [];
  for (const one of open) {
    const { parsed, keys, fields } = one;
    if (parsed.record && isBeingCreated(sync.naturalKeyOf(parsed.record), intents)) {
      made.push([parsed, { kind: 'skip', code: BEING_PUSHED, reason: beingPushed(), waitsFor: null }]);
      continue;
    }
    const match = unlessContested(matchIn(sync, one, facts), contested, candidates);
    if (match.kind === 'link') {
      candidates.claim(keys, match.localId, parsed.remoteId);
      matched.push({ one, localId: match.localId, because: match.because });
      continue;
    }
    if (match.kind === 'create') {
      const localId = pageIds.get(keyOf(sync.entity, parsed.remoteId)) ?? newId();
      candidates.add(takenAs(keys, localId, parsed), keys.withinId);
      made.push([parsed, { kind: 'create', localId, fields }]);
      continue;
    }
    made.push([parsed, { kind: 'fail', localId: null, problem: problemOfMatch(sync, match) }]);
  }
  return { made, matched };
}

/** Which record of the CRM one that is not linked is: a person's answer first, else what the scores make clear. */
export function matchOf(
  sync: EntitySync,
  keys: MatchKeys,
  candidates: readonly Candidate[],
  answer: MatchAnswer | undefined,
  context: MatchContext,
): Match {
  if (answer?.kind === 'link') return { kind: 'link', localId: answer.localId, because: CHOSEN };
  if (answer) return takenBy(sync.matching, keys, candidates) ?? { kind: 'create' };
  return decideMatch(sync.matching, keys, candidates, context);
}

const CHOSEN = chosenByPerson();

function matchIn(
  sync: EntitySync,
  { parsed: { remoteId }, keys }: OpenRecord,
  { candidates, known, rarity, threshold, answers, brokenLike, sameAs }: MatchFacts,
): Match {
  const said = known.of(remoteId, keys);
  const context = { threshold, rarity, known: said.pairs, rejected: said.rejected };
  const answer = answers.get(remoteId) ?? said.answer;
  const match = matchOf(sync, keys, candidates.of(keys), answer, context);
  const alike = answer ? [] : (brokenLike.get(remoteId) ?? []);
  if (answer || match.kind !== 'create') return match;
  return alike.length > 0 ? { kind: 'ask', candidates: alike } : (sameAs.get(remoteId) ?? match);
}

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
  if (match.kind !== 'link' || !contested.has(match.localId) || match.because === CHOSEN) return match;
  const name = candidates.nameOf(match.localId) ?? '';
  const detail = othersFitToo(match.because);
  return { kind: 'ask', candidates: [{ id: match.localId, name, detail }] };
}

function problemOfMatch(sync: EntitySync, match: Extract<Match, { kind: 'ask' | 'taken' }>): RecordProblem {
  if (match.kind === 'taken') return keyTakenBy(sync, match.what, match.by);
  const names = match.candidates.map(({ name }) => name);
  return RecordProblem.of('possible_duplicate', possibleDuplicate(sync.words, names), {
    candidates: [...match.candidates],
  });
}
