import { msg, t } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';
import type { Tone } from '../../components/status-badge.tsx';

/** `state` as the server keeps it: pending, running, done, parked, skipped. */
export type Push = {
  state: string;
  step?: string | null | undefined;
  attempts?: number;
  nextAttemptAt?: string | null | undefined;
  errorCode?: string | null | undefined;
  error?: string | null | undefined;
  /** What of one that is done is not in ConnectWise; where it was not asked for, nothing is said of it. */
  leftOut?: readonly { label: string }[];
};

export type PushView = { tone: Tone; label: string; sentence: string; canRetry: boolean; isMoving: boolean };

const steps: Record<string, string> = words({
  company: msg`the client`,
  client: msg`the client`,
  contact: msg`the contact`,
  product: msg`the products`,
  products: msg`the products`,
  catalog: msg`the products`,
  opportunity: msg`the opportunity`,
  line: msg`the quote lines`,
  lines: msg`the quote lines`,
  document: msg`the documents`,
  documents: msg`the documents`,
  note: msg`the note`,
  notes: msg`the notes`,
  total: msg`the totals check`,
  totals: msg`the totals check`,
  check: msg`the totals check`,
});

/** "lines" → "the quote lines"; "line:3" too; an unknown step is spelled out. */
export function stepWords(step: string): string {
  const [word = step] = step.toLowerCase().split(/[:./-]/);
  return steps[word] ?? step.replace(/[_:]+/g, ' ').toLowerCase();
}

/** The record itself, or one that it needs, was deleted or merged there. */
const isGone = ({ errorCode }: Push): boolean => errorCode === 'link_broken' || errorCode === 'link_kept';

/** What a push looks like to a person. `isLinked`: the opportunity is in ConnectWise already, so a stop leaves it there in part. */
export function pushView(push: Push, isLinked: boolean): PushView {
  const state = push.state.toLowerCase();
  const at = push.step ? t` at ${stepWords(push.step)}` : '';
  const isMoving = state === 'pending' || state === 'running';
  const left = push.leftOut ?? [];
  if (state === 'done' && left.length > 0) {
    const what = left.map(({ label }) => label).join(', ');
    return {
      tone: 'attention',
      label: t`In ConnectWise`,
      sentence: t`In ConnectWise, except: ${what}.`,
      canRetry: false,
      isMoving,
    };
  }
  if (state === 'done')
    return {
      tone: 'ok',
      label: t`In ConnectWise`,
      sentence: t`Everything is in ConnectWise.`,
      canRetry: false,
      isMoving,
    };
  if (state === 'skipped')
    return {
      // Who holds a record keeps a win back with it; mode and filters are settings.
      tone: push.errorCode === 'held' ? 'attention' : 'quiet',
      label: t`Not sent`,
      sentence: t`Nothing of the last change was sent to ConnectWise.`,
      canRetry: false,
      isMoving,
    };
  if (state === 'running') {
    const sentence = push.step ? t`Writing ${stepWords(push.step)} to ConnectWise.` : t`Writing to ConnectWise.`;
    return { tone: 'working', label: t`Pushing`, sentence, canRetry: false, isMoving };
  }
  if (state === 'pending' && !push.error)
    return {
      tone: 'working',
      label: t`Waiting`,
      sentence: t`Waiting to be written to ConnectWise.`,
      canRetry: false,
      isMoving,
    };
  if (state === 'pending')
    return {
      tone: 'attention',
      label: t`Trying again`,
      sentence: t`Stopped${at}. It is tried again by itself.`,
      canRetry: true,
      isMoving,
    };
  if (isGone(push))
    return {
      tone: 'attention',
      label: t`Not pushed`,
      sentence: t`It stopped${at}, because ConnectWise does not have a record any more. See its issue.`,
      canRetry: true,
      isMoving,
    };
  if (isLinked)
    return {
      tone: 'attention',
      label: t`Partly pushed`,
      sentence: t`Only a part is in ConnectWise: it stopped${at}.`,
      canRetry: true,
      isMoving,
    };
  return {
    tone: 'stopped',
    label: t`Not pushed`,
    // Its client or contact may be there, whoever put them there.
    sentence: t`The opportunity is not in ConnectWise yet: it stopped${at}.`,
    canRetry: true,
    isMoving,
  };
}
