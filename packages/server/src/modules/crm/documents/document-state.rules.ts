import type { DocumentKind, DocumentState } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import type { Exactly } from '../exactly.ts';

/** A document as far as its state is concerned. */
export interface DocumentStanding {
  kind: DocumentKind;
  title: string;
  state: DocumentState;
}

const next: Record<DocumentState, readonly DocumentState[]> = {
  draft: ['sent', 'accepted', 'declined'],
  sent: ['draft', 'accepted', 'declined'],
  accepted: ['sent'],
  declined: ['draft'],
};

/** Why a quote cannot go to another state; null when it can. The accepted quote of a won opportunity stays accepted. */
export function stateProblem<Given extends DocumentStanding>(
  document: Exactly<DocumentStanding, Given>,
  to: DocumentState,
  opportunity: { isWon: boolean },
): Problem | null {
  const { kind, title, state } = document;
  if (kind !== 'quote') return problem('not_a_quote', `"${title}" is a file. Only a quote has a state.`);
  if (state === to) return null;
  if (state === 'accepted' && opportunity.isWon)
    return problem('opportunity_won', `The opportunity was won by "${title}". Reopen the opportunity first.`);
  if (next[state].includes(to)) return null;
  const ways = next[state].join(' or ');
  return problem('wrong_state', `"${title}" is ${state}; from there it can only become ${ways}.`);
}

/** Why the lines of a quote cannot be edited; null when they can. */
export function editProblem<Given extends DocumentStanding>(
  document: Exactly<DocumentStanding, Given>,
): Problem | null {
  const { kind, title, state } = document;
  if (kind !== 'quote')
    return problem('not_a_quote', `"${title}" is a file and has no lines. Upload a new file instead.`);
  if (state === 'draft' || state === 'sent') return null;
  const advice = state === 'declined' ? 'Make it a draft again, then edit it.' : 'Make a new quote instead.';
  return problem('wrong_state', `"${title}" is ${state} and cannot be changed. ${advice}`);
}

/** Why a document cannot be deleted; null when it can. */
export function deleteProblem<Given extends DocumentStanding>(
  document: Exactly<DocumentStanding, Given>,
): Problem | null {
  const { kind, title, state } = document;
  if (kind === 'file' || state !== 'accepted') return null;
  return problem('wrong_state', `"${title}" is accepted, so it is kept. Undo the acceptance before you delete it.`);
}

const problem = (code: string, message: string): Problem => ({ code, message, field: null });
