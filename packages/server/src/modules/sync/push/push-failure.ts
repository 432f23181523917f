import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import { isLeaseLost } from '../../../platform/errors.ts';
import { connectWiseErrors, isCollision, MAX_PUSH_ATTEMPTS } from '../error-action.ts';
import { connectWiseAdvice } from '../messages/connectwise-advice.messages.ts';
import type { IssueText } from '../messages/message.ts';
import { named } from '../messages/push-description.messages.ts';
import {
  afterOddAnswer,
  answeredWith,
  notAnswered,
  stoppedOnFault,
  waitsForRecord,
} from '../messages/push-problem.messages.ts';
import { isPulled, syncOf } from '../registry.ts';
import type { PushAttempt } from './attempt/push-attempt.ts';
import { PushBusy, PushHeld, PushRefused } from './attempt/push-refused.ts';
import { refusedCustomField } from './attempt/refused-custom-field.rules.ts';
import { refusedOption } from './attempt/refused-option.rules.ts';
import type { ClaimedPush } from './outbox/push-queue.queries.ts';

/** What the error that ended an attempt means: in words, and what follows from it. */

/** A request that timed out may still be on its way; whoever looks for its record too early does not find it. */
const AFTER_TIMEOUT_MS = 15_000;

export interface Failure {
  code: string;
  message: string;
  advice: string;
  errorAction: 'retry' | 'park' | 'pause_connection';
  atLeastMs: number;
  isUnexpected: boolean;
  cause: unknown;
  step?: SetupStep | null;
  detail?: Readonly<Record<string, unknown>>;
  atCause?: IssueText | null;
}

/** Somebody else is at the record: the attempt does not count, and nothing is told. */
export const isBusy = (error: unknown): boolean => error instanceof PushBusy || isCollision(error);

/** In a word for the log and the metrics. */
export function endOfAttempt(
  error: unknown,
  push: ClaimedPush,
  attempt: PushAttempt | null,
  signal: AbortSignal,
): string {
  if (isLeaseLost(error)) return 'taken_over';
  if (signal.aborted) return 'stopped';
  if (isBusy(error) || error instanceof PushHeld) return 'waiting';
  const { errorAction } = failureOf(error, attempt);
  if (errorAction === 'pause_connection') return 'paused';
  return errorAction === 'park' || push.attempts >= MAX_PUSH_ATTEMPTS ? 'failed' : 'retried';
}

export const toldOf = (error: unknown, attempt: PushAttempt | null): { code?: string; error?: string } => {
  if (isLeaseLost(error) || isBusy(error) || error instanceof PushHeld) return {};
  const { code, message } = failureOf(error, attempt);
  return { code, error: message };
};

const optionsOf = (entity: EntityType) => (isPulled(entity) ? syncOf(entity).options : {});

/** Neither ConnectWise's words nor a connection that broke off say which record and which step they are about. */
function failedIn(attempt: PushAttempt, { kind, said, status, message }: ConnectWiseError): string {
  const { entity, name } = attempt.subject;
  const at = { record: named(isPulled(entity) ? syncOf(entity).words.local : entity, name), step: attempt.step };
  if (said !== '') return answeredWith(at, { said, status });
  const told = notAnswered(at, message);
  if (kind !== 'unexpected') return told;
  return `${told} ${afterOddAnswer({ isTriedAgain: attempt.push.attempts < MAX_PUSH_ATTEMPTS })}`;
}

/** What of the record ConnectWise refuses, where that is a choice or a field that people know by another name. */
function refusedBecause(error: ConnectWiseError, { subject, setup }: PushAttempt) {
  const { entity, name } = subject;
  const local = isPulled(entity) ? syncOf(entity).words.local : entity;
  return (
    refusedOption(error, { ...subject, options: optionsOf(entity) }, setup) ??
    refusedCustomField(error, { entity, name, local }, setup)
  );
}

/** A failure in words for a person, with what follows from it. */
export function failureOf(error: unknown, attempt: PushAttempt | null): Failure {
  const base = { atLeastMs: 0, isUnexpected: false, cause: error };
  if (error instanceof PushRefused)
    return {
      ...base,
      code: error.code,
      message: error.message,
      advice: error.advice,
      step: error.step,
      detail: error.detail,
      atCause: error.atCause,
      errorAction: 'park',
    };
  if (error instanceof ConnectWiseError) {
    const { kind } = error;
    const { push: errorAction } = connectWiseErrors[kind];
    const refused = attempt && kind === 'invalid' ? refusedBecause(error, attempt) : null;
    return {
      ...base,
      code: kind,
      message: attempt && errorAction !== 'pause_connection' ? failedIn(attempt, error) : error.message,
      advice: connectWiseAdvice(kind),
      ...refused,
      errorAction,
      atLeastMs: Math.max(error.retryAfterMs ?? 0, kind === 'timeout' && error.mayHaveCommitted ? AFTER_TIMEOUT_MS : 0),
    };
  }
  return {
    ...base,
    code: 'internal',
    ...stoppedOnFault({ isTriedAgain: (attempt?.push.attempts ?? MAX_PUSH_ATTEMPTS) < MAX_PUSH_ATTEMPTS }),
    errorAction: 'retry',
    isUnexpected: true,
  };
}

/**
 * Of a record that waits because another one does: the failure is told of that one, and of itself that it waits for it. An opportunity's history holds all of
 * its own push.
 */
export function waitingEvent({ subject, push, ownName, opportunityId }: PushAttempt, { code, message }: Failure) {
  const isItself = subject.entity === push.entity && subject.localId === push.localId;
  if (isItself || opportunityId !== null || !isPulled(subject.entity)) return null;
  const other = named(syncOf(subject.entity).words.local, subject.name);
  const { entity, localId } = push;
  const description = waitsForRecord(other, message);
  return { operation: 'skip', status: 'skipped', entity, name: ownName, localId, code, description } as const;
}
