import { msg, t } from '@lingui/core/macro';
import { words } from '../../../components/language/language.ts';
import type {
  AttributeOutcome,
  MatchAttribute,
  MatchBucket,
  MatchPairFieldsFragment,
  MatchVeto,
  ReviewDecision,
} from '../../../graphql/graphql.ts';

/** Each bucket: what it is called, and what is in it. */
export const bucketWords: Record<MatchBucket, { label: string; sentence: string }> = words({
  EXACT: { label: msg`Exact`, sentence: msg`They reach the threshold, and nobody else could be meant.` },
  PROBABLE: {
    label: msg`Probable`,
    sentence: msg`Much agrees, but not enough to be sure, or something speaks against it.`,
  },
  AMBIGUOUS: { label: msg`Ambiguous`, sentence: msg`Another record looks much the same.` },
  LATER: { label: msg`Put off`, sentence: msg`Somebody wants to decide them later. They are skipped until then.` },
  LINKED: { label: msg`Linked as a pair`, sentence: msg`Somebody, or the comparison, found that they are the same.` },
  REJECTED: { label: msg`Not the same`, sentence: msg`They are never proposed again.` },
  CREATE: { label: msg`New records`, sentence: msg`The record of ConnectWise becomes a new one in the CRM.` },
});

export const buckets = Object.keys(bucketWords) as MatchBucket[];

/** In the order of their keys, 1 to 4. */
export const decisions: { decision: ReviewDecision; label: string; toPair: (names: string) => string; done: string }[] =
  words([
    { decision: 'LINK', label: msg`Link`, toPair: (names: string) => t`Link ${names}`, done: msg`linked` },
    {
      decision: 'NOT_SAME',
      label: msg`Not the same`,
      toPair: (names: string) => t`Not the same: ${names}`,
      done: msg`told apart`,
    },
    {
      decision: 'CREATE',
      label: msg`Create new`,
      toPair: (names: string) => t`Create new instead of ${names}`,
      done: msg`kept as a new record`,
    },
    { decision: 'LATER', label: msg`Later`, toPair: (names: string) => t`Later: ${names}`, done: msg`put off` },
  ]);

export const attributeWords: Record<MatchAttribute, string> = words({
  NAME: msg`Name`,
  IDENTIFIER: msg`ID`,
  DOMAIN: msg`Website`,
  PHONE: msg`Phone`,
  EMAIL: msg`E-mail`,
  EMAIL_DOMAIN: msg`Mail domain`,
  ADDRESS: msg`Address`,
  PART_NUMBER: msg`Part number`,
  COMPANY: msg`Company`,
});

export const outcomeWords: Record<AttributeOutcome, string> = words({
  AGREES: msg`agrees`,
  SIMILAR: 'similar',
  DIFFERS: msg`differs`,
  UNKNOWN: msg`nothing to compare`,
});

const vetoSentences: Record<MatchVeto, string> = words({
  NAME_DIFFERS: msg`The names are not the same.`,
  LEGAL_FORM: msg`Their legal forms differ.`,
  OTHER_PLACE: msg`They are in different places.`,
  RECYCLED_IDENTIFIER: msg`Only the ID agrees: it may have been given to another record since.`,
  EMAIL_DIFFERS: msg`Their e-mail addresses differ.`,
  COMPANIES_APART: msg`Their companies are not linked to each other.`,
  KIND_DIFFERS: msg`One is a bundle, the other is not.`,
});

const CLEAR_MARGIN = 15;

/** Why a pair waits for a person, in a sentence; null when nothing but the threshold keeps it. */
export function reasonToAsk({
  veto,
  score,
  rival,
}: Pick<MatchPairFieldsFragment, 'veto' | 'score' | 'rival'>): string | null {
  if (score - rival < CLEAR_MARGIN) return t`Another pair of one of the two scores ${rival}.`;
  return veto ? vetoSentences[veto] : null;
}
