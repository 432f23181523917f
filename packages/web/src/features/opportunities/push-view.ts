import type { Tone } from '../../components/status-badge.tsx';

/** `state` as the server keeps it: pending, running, done, parked. */
export type Push = {
  state: string;
  step?: string | null | undefined;
  attempts?: number;
  nextAttemptAt?: string | null | undefined;
  errorCode?: string | null | undefined;
  error?: string | null | undefined;
};

export type PushView = { tone: Tone; label: string; sentence: string; canRetry: boolean; isMoving: boolean };

const steps: Record<string, string> = {
  company: 'the client',
  client: 'the client',
  contact: 'the contact',
  product: 'the products',
  products: 'the products',
  catalog: 'the products',
  opportunity: 'the opportunity',
  line: 'the quote lines',
  lines: 'the quote lines',
  document: 'the documents',
  documents: 'the documents',
  note: 'the note',
  notes: 'the notes',
  total: 'the totals check',
  totals: 'the totals check',
  check: 'the totals check',
};

/** "lines" → "the quote lines"; "line:3" too; an unknown step is spelled out. */
export function stepWords(step: string): string {
  const [word = step] = step.toLowerCase().split(/[:./-]/);
  return steps[word] ?? step.replace(/[_:]+/g, ' ').toLowerCase();
}

/** What a push looks like to a person. `isLinked`: the opportunity is in ConnectWise already, so a stop leaves it there in part. */
export function pushView(push: Push, isLinked: boolean): PushView {
  const state = push.state.toLowerCase();
  const at = push.step ? ` at ${stepWords(push.step)}` : '';
  const isMoving = state === 'pending' || state === 'running';
  if (state === 'done')
    return {
      tone: 'ok',
      label: 'In ConnectWise',
      sentence: 'Everything is in ConnectWise.',
      canRetry: false,
      isMoving,
    };
  if (state === 'running') {
    const sentence = push.step ? `Writing ${stepWords(push.step)} to ConnectWise.` : 'Writing to ConnectWise.';
    return { tone: 'working', label: 'Pushing', sentence, canRetry: false, isMoving };
  }
  if (state === 'pending' && !push.error)
    return {
      tone: 'working',
      label: 'Waiting',
      sentence: 'Waiting to be written to ConnectWise.',
      canRetry: false,
      isMoving,
    };
  if (state === 'pending')
    return {
      tone: 'attention',
      label: 'Trying again',
      sentence: `Stopped${at}; it is tried again by itself.`,
      canRetry: true,
      isMoving,
    };
  if (isLinked)
    return {
      tone: 'attention',
      label: 'Partly pushed',
      sentence: `Only a part is in ConnectWise: it stopped${at}.`,
      canRetry: true,
      isMoving,
    };
  return {
    tone: 'stopped',
    label: 'Not pushed',
    // Its client or contact may be there, whoever put them there.
    sentence: `The opportunity is not in ConnectWise yet: it stopped${at}.`,
    canRetry: true,
    isMoving,
  };
}
