import { editForm } from '@causeway/shared/forms/edit';
import { type QuoteForm, quoteForm, quoteWhole } from '@causeway/shared/forms/quote';
import { type Dispatch, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { type KeptDraftState, useKeptDraft } from '../../components/drafts/use-kept-draft.ts';
import { failureText } from '../../components/failure-text.ts';
import type { FormProblem } from '../../components/form-problems.tsx';
import type { QuoteInput } from '../../graphql/graphql.ts';
import { type PlacedProblems, placeQuoteProblems } from './place-quote-problems.ts';
import { changeDraft, type DraftAction, lineErrors, type QuoteDraft } from './quote-lines.ts';

type Answer = { error?: CombinedError | undefined; problems?: readonly FormProblem[] | undefined };
type Given = { draft: QuoteDraft /** Null while the quote is new. */; version: number | null };

export type QuoteDraftState = {
  draft: QuoteDraft;
  act: Dispatch<DraftAction>;
  save: () => Promise<boolean>;
  saving: boolean;
  problems: PlacedProblems;
  errorsOf: (key: string) => Partial<Record<string, string>>;
  isDirty: boolean;
  isUnsaved: () => boolean;
  /** What was typed before and not saved, and is kept in this browser. */
  kept: KeptDraftState;
  /** Gives up what was typed for what `given` holds, as soon as it is newer. */
  takeNewer: () => void;
};

const nothing: PlacedProblems = { title: null, lines: new Map(), general: [], isStale: false };
const noErrors: Partial<Record<string, string>> = {};

/**
 * A quote while it is edited. `given` is the quote as last read: it is taken over while nothing is typed, and kept out while
 * something is, so that a save always names the version that was really edited.
 */
export function useQuoteDraft(given: Given, send: (input: QuoteInput) => Promise<Answer>): QuoteDraftState {
  const [draft, act] = useReducer(changeDraft, given.draft);
  const [base, setBase] = useState(given);
  const [wantsNewer, setWantsNewer] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const [problems, setProblems] = useState(nothing);
  const [saving, setSaving] = useState(false);
  const isDirty = draft !== base.draft;
  const unsaved = useRef(isDirty);
  unsaved.current = isDirty;

  useEffect(() => {
    if (given.version === base.version || (isDirty && !wantsNewer)) return;
    act({ type: 'start', draft: given.draft });
    setBase(given);
    setWantsNewer(false);
    setChecked(false);
    setProblems(nothing);
  }, [given, base.version, isDirty, wantsNewer]);

  const kept = useKeptDraft<QuoteDraft>({
    base: base.draft,
    values: draft,
    isDirty,
    put: (restored) =>
      act({ type: 'start', draft: { ...restored, nextKey: Math.max(restored.nextKey, draft.nextKey) } }),
  });

  const save = async (): Promise<boolean> => {
    setChecked(true);
    const form = base.version === null ? quoteForm : editForm(quoteForm, base.draft, quoteWhole);
    const parsed = form.safeParse({ ...draft, version: base.version });
    const found = parsed.success ? await ask(parsed.data) : parsed.error.issues.map(problemOf);
    setProblems(found.length > 0 ? placeQuoteProblems(found, draft.lines) : nothing);
    if (found.length > 0) return false;
    // What is saved is clean at once; the new version follows when the quote is read again.
    setBase({ draft, version: base.version });
    unsaved.current = false;
    kept.forget();
    setChecked(false);
    return true;
  };

  const ask = async (input: QuoteForm): Promise<readonly FormProblem[]> => {
    setSaving(true);
    const { error, problems: refused = [] } = await send(inputOf(input));
    setSaving(false);
    return error ? [...refused, { code: 'failed', message: failureText(error) }] : refused;
  };

  const errorsOf = (key: string): Partial<Record<string, string>> => {
    const line = isChecked ? draft.lines.find((one) => one.key === key) : undefined;
    const isStored = base.version !== null && base.draft.lines.some((one) => one === line);
    const own = line && !isStored ? lineErrors(line) : noErrors;
    const server = problems.lines.get(key);
    return server && Object.keys(own).length === 0 ? server : own;
  };

  return {
    draft,
    act,
    save,
    saving,
    problems,
    errorsOf,
    isDirty,
    kept,
    isUnsaved: useCallback(() => unsaved.current, []),
    takeNewer: () => setWantsNewer(true),
  };
}

const inputOf = (quote: QuoteForm): QuoteInput => ({
  ...quote,
  lines: quote.lines.map((line) => ({ ...line, billing: line.billing === 'recurring' ? 'RECURRING' : 'ONE_TIME' })),
});

const problemOf = (issue: { path: PropertyKey[]; message: string }): FormProblem => ({
  code: 'invalid',
  field: issue.path.map(String).join('.'),
  message: issue.message,
});
