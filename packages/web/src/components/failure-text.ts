import { t } from '@lingui/core/macro';
import type { CombinedError } from 'urql';

/** One sentence for a request that failed: what happened and what to do. */
export function failureText(error: Pick<CombinedError, 'networkError' | 'graphQLErrors' | 'message'>): string {
  if (error.networkError) return t`The server cannot be reached. Check your network, then try again.`;
  const first = error.graphQLErrors[0];
  return first ? first.message : error.message;
}
