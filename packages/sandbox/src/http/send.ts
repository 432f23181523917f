import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { Answer } from './operation.ts';

export interface Head {
  /** The version that this answer speaks. */
  readonly version: string;
  /** The version of the server. */
  readonly current: string;
  readonly requestId: string;
}

/** Writes an answer with the headers that ConnectWise sends; `fault` may spoil it after the work is done. */
export async function send(response: ServerResponse, answer: Answer, head: Head, fault?: Fault): Promise<void> {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const headers: Record<string, string | number> = {
    'Cache-Control': 'no-cache',
    'api-current-version': head.current,
    'x-cw-request-id': head.requestId,
    'x-server-name': 'sandbox',
    ...(body ? { 'Content-Type': `application/vnd.connectwise.com+json; version=${head.version}` } : {}),
    ...answer.headers,
  };
  if (!body) {
    response.writeHead(answer.status, headers);
    response.end();
    return;
  }
  switch (fault?.kind) {
    case 'truncated':
      response.writeHead(answer.status, { ...headers, 'Content-Length': body.length });
      response.write(body.subarray(0, body.length >> 1), () => response.destroy());
      return;
    case 'half-json':
      response.writeHead(answer.status, headers);
      response.end(body.subarray(0, body.length >> 1));
      return;
    case 'slow':
      return drip(response, answer.status, { ...headers, 'Content-Length': body.length }, body, fault.delayMs);
    default:
      response.writeHead(answer.status, { ...headers, 'Content-Length': body.length });
      response.end(body);
  }
}

/** Sends the body in twenty pieces over `ms` milliseconds. */
async function drip(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number>,
  body: Buffer,
  ms: number,
) {
  const PIECES = 20;
  response.writeHead(status, headers);
  const size = Math.max(1, Math.ceil(body.length / PIECES));
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    response.write(body.subarray(at, at + size));
    await new Promise((resolve) => setTimeout(resolve, ms / PIECES));
  }
  response.end();
}
