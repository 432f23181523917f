import { AppError } from '../../platform/errors.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import type { Transport } from './transport.ts';

export interface FetchRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal;
}

/** `fetch` for libraries that bring none of their own, through the guard. Throws AppError "unavailable" where no answer comes. */
export const guardedFetch =
  (transport: Transport) =>
  async (url: string, { method, headers, body, signal }: FetchRequest): Promise<Response> => {
    const answer = await transport
      .send({
        method: method === 'POST' ? 'POST' : 'GET',
        url: new URL(url),
        headers,
        ...(body === undefined ? {} : { body }),
        ...(signal ? { signal } : {}),
      })
      .catch((error: unknown) => {
        throw error instanceof ConnectWiseError
          ? new AppError('unavailable', error.message, {}, { cause: error })
          : error;
      });
    return new Response(answer.text === '' ? null : answer.text, {
      status: answer.status,
      headers: Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
        // The text is unpacked already.
        value === undefined || name === 'content-encoding' ? [] : [[name, String(value)]],
      ),
    });
  };
