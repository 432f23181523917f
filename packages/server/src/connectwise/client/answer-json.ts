import { ConnectWiseError } from './connectwise-error.ts';
import { headerOf } from './response-error.ts';
import type { HttpAnswer } from './transport.ts';

/**
 * Reads the JSON of a successful answer, whatever its media type says (it is `application/vnd.connectwise.com+json; version=…`).
 * Bare control characters inside texts, which JSON forbids, become blanks. Throws ConnectWiseError `half_answer` when it
 * ends too early (worth trying again) and `not_json` for a page of HTML or the like.
 */
export function answerJson(answer: HttpAnswer, method: string): unknown {
  const { text } = answer;
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch (first) {
    try {
      return JSON.parse(text.replace(/\p{Cc}/gu, ' '));
    } catch {
      throw unreadable(answer, method, first);
    }
  }
}

function unreadable(answer: HttpAnswer, method: string, cause: unknown): ConnectWiseError {
  const isCutOff = /^\s*[[{]/.test(answer.text);
  return new ConnectWiseError(
    {
      kind: isCutOff ? 'unavailable' : 'unexpected',
      code: isCutOff ? 'half_answer' : 'not_json',
      message: isCutOff
        ? 'ConnectWise sent only a part of its answer.'
        : 'What answered at this address is not the ConnectWise API: it did not send JSON.',
      status: answer.status,
      requestId: headerOf(answer, 'x-cw-request-id'),
      mayHaveCommitted: method !== 'GET',
    },
    { cause },
  );
}
