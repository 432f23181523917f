import { msg, t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import type { CombinedError } from 'urql';
import { failureText } from './failure-text.ts';
import { words } from './language/language.ts';
import { freePlace } from './toast-place.ts';

const closeButtonProps = words({ 'aria-label': msg`Close` });

/** Says that something worked, for a few seconds. */
export const notifyDone = (message: string): void => {
  notifications.show({ position: freePlace(), message, color: 'teal', autoClose: 4000, closeButtonProps });
};

/** Answers a question: neither a success nor a failure, and long enough to be read. */
export const notifyAnswer = (message: string): void => {
  notifications.show({ position: freePlace(), message, color: 'gray', autoClose: 15_000, closeButtonProps });
};

/** Says what failed and what to do; stays until it is closed. */
export const notifyFailure = (message: string): void => {
  notifications.show({
    position: freePlace(),
    title: t`That did not work`,
    message,
    color: 'red',
    autoClose: false,
    closeButtonProps,
  });
};

/** Says how a mutation went: its failure, its first problem, or `done`. Answers whether it worked. */
export function told(
  error: CombinedError | undefined,
  problems: readonly { message: string }[] | undefined,
  done: string,
): boolean {
  const failure = error ? failureText(error) : problems?.[0]?.message;
  if (failure) notifyFailure(failure);
  else notifyDone(done);
  return !failure;
}
