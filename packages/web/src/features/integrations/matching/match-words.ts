import type {
  AttributeOutcome,
  MatchAttribute,
  MatchBucket,
  MatchPairFieldsFragment,
  MatchVeto,
  ReviewDecision,
} from '../../../graphql/graphql.ts';

/** Each bucket: what it is called, and what is in it. */
export const bucketWords: Record<MatchBucket, { label: string; sentence: string }> = {
  EXACT: { label: 'Exact', sentence: 'They reach the threshold, and nobody else could be meant.' },
  PROBABLE: { label: 'Probable', sentence: 'Much agrees, but not enough to be sure, or something speaks against it.' },
  AMBIGUOUS: { label: 'Ambiguous', sentence: 'Another record looks much the same.' },
  LATER: { label: 'Put off', sentence: 'Somebody wants to decide them later. They are skipped until then.' },
  LINKED: { label: 'Linked', sentence: 'They are the same.' },
  REJECTED: { label: 'Not the same', sentence: 'They are never proposed again.' },
  CREATE: { label: 'New records', sentence: 'The record of ConnectWise becomes a new one in the CRM.' },
};

export const buckets = Object.keys(bucketWords) as MatchBucket[];

/** In the order of their keys, 1 to 4. */
export const decisions: { decision: ReviewDecision; label: string; verb: string; done: string }[] = [
  { decision: 'LINK', label: 'Link', verb: 'Link', done: 'linked' },
  { decision: 'NOT_SAME', label: 'Not the same', verb: 'Tell apart', done: 'told apart' },
  { decision: 'CREATE', label: 'Create new', verb: 'Create new instead of', done: 'kept as a new record' },
  { decision: 'LATER', label: 'Later', verb: 'Put off', done: 'put off' },
];

export const attributeWords: Record<MatchAttribute, string> = {
  NAME: 'Name',
  IDENTIFIER: 'ID',
  DOMAIN: 'Website',
  PHONE: 'Phone',
  EMAIL: 'E-mail',
  EMAIL_DOMAIN: 'Mail domain',
  ADDRESS: 'Address',
  PART_NUMBER: 'Part number',
  COMPANY: 'Company',
};

export const outcomeWords: Record<AttributeOutcome, string> = {
  AGREES: 'agrees',
  SIMILAR: 'similar',
  DIFFERS: 'differs',
  UNKNOWN: 'nothing to compare',
};

const vetoSentences: Record<MatchVeto, string> = {
  NAME_DIFFERS: 'The names are not the same.',
  LEGAL_FORM: 'Their legal forms differ.',
  OTHER_PLACE: 'They are in different places.',
  RECYCLED_IDENTIFIER: 'Only the ID agrees: it may have been given to another record since.',
  EMAIL_DIFFERS: 'Their e-mail addresses differ.',
  COMPANIES_APART: 'Their companies are not linked to each other.',
  KIND_DIFFERS: 'One is a bundle, the other is not.',
};

const CLEAR_MARGIN = 15;

/** Why a pair waits for a person, in a sentence; null when nothing but the threshold keeps it. */
export function reasonToAsk({
  veto,
  score,
  rival,
}: Pick<MatchPairFieldsFragment, 'veto' | 'score' | 'rival'>): string | null {
  if (score - rival < CLEAR_MARGIN) return `Another pair of one of the two scores ${rival}.`;
  return veto ? vetoSentences[veto] : null;
}
