import { useLocation } from '@tanstack/react-router';
import { useContext, useEffect, useRef, useState } from 'react';
import { useEvent, useOnChange } from '../use-on-change.ts';
import { ViewerContext } from '../viewer.ts';
import { draftOf, forgetDraft, type KeptDraft, keepDraft, openDrafts } from './kept-drafts.ts';
import { mergeDraft } from './merge-draft.ts';

type Form<V> = {
  /** Tells forms of one page apart; none is needed where there is one. */
  part?: string;
  /** What the form holds before anything is typed. */
  base: V;
  values: V;
  isDirty: boolean;
  /** Puts other values into the form. */
  put: (values: V) => void;
};

export type KeptDraftState = {
  /** A draft from before that nobody has decided about yet. */
  offer: { at: string; isOlder: boolean } | null;
  /** After a restore: fields that were changed by others meanwhile, too. */
  contested: readonly string[];
  restore: () => void;
  discard: () => void;
  /** Saved: there is nothing to keep. */
  forget: () => void;
};

const SETTLE_MS = 300;

/** Of the page that the form was opened on: by the time that it goes, the address is the next one's. */
function useDraftName(part: string): string {
  const viewer = useContext(ViewerContext);
  const { pathname } = useLocation();
  const [name] = useState(() => [viewer?.workspaceName, viewer?.email ?? viewer?.name, pathname, part].join('|'));
  return name;
}

/** What was typed into the form of this page before, told where the form itself is not open yet; `open` opens it. */
export function useDraftOffer(open: () => void): Omit<KeptDraftState, 'forget'> {
  const name = useDraftName('');
  const [at, setAt] = useState(() => draftOf(name)?.at ?? null);
  const discard = (): void => {
    forgetDraft(name);
    setAt(null);
  };
  const restore = (): void => {
    setAt(null);
    open();
  };
  return { offer: at === null ? null : { at, isOlder: false }, contested: [], restore, discard };
}

/**
 * Keeps in this browser what is typed into the form of a page and not saved, by person and page, and offers it again when the page is opened the
 * next time. While an offer stands nothing is kept over it: leaving the page asks, as always.
 */
export function useKeptDraft<V extends object>({ part = '', base, values, isDirty, put }: Form<V>): KeptDraftState {
  const name = useDraftName(part);
  const [offer, setOffer] = useState<KeptDraft<V> | null>(() => draftOf<V>(name));
  const [contested, setContested] = useState<readonly string[]>([]);
  /** Whether what is stored was typed here, and whether anything was typed since it was saved. */
  const own = useRef({ isStored: false, isSaved: false });
  useEffect(openDrafts, []);

  const store = useEvent(() => {
    if (offer || own.current.isSaved) return;
    if (isDirty) {
      keepDraft(name, { at: new Date().toISOString(), base, values });
      own.current.isStored = true;
    } else if (own.current.isStored) {
      forgetDraft(name);
      own.current.isStored = false;
    }
  });
  // What is typed next is to be kept again.
  useOnChange(values, () => {
    own.current.isSaved = false;
  });
  // Each change is kept, once typing rests.
  const storeSoon = useEvent((_values: V, _isDirty: boolean) => {
    const timer = setTimeout(store, SETTLE_MS);
    return () => clearTimeout(timer);
  });
  useEffect(() => storeSoon(values, isDirty), [values, isDirty, storeSoon]);
  useEffect(() => {
    addEventListener('pagehide', store);
    return () => {
      removeEventListener('pagehide', store);
      store();
    };
  }, [store]);

  const restore = useEvent(() => {
    if (!offer) return;
    const merged = mergeDraft(offer, base);
    own.current.isStored = true;
    setContested(merged.contested);
    setOffer(null);
    put(merged.values);
  });
  const discard = useEvent(() => {
    forgetDraft(name);
    setOffer(null);
  });
  const forget = useEvent(() => {
    own.current = { isStored: false, isSaved: true };
    setContested([]);
    setOffer(null);
    forgetDraft(name);
  });
  const isOlder = offer !== null && JSON.stringify(offer.base) !== JSON.stringify(base);
  return { offer: offer && { at: offer.at, isOlder }, contested, restore, discard, forget };
}
