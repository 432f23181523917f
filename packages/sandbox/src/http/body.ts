import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest } from './api-error.ts';

const MAX_JSON_BYTES = 2 * 1024 * 1024;
const MAX_JSON_DEPTH = 64;

/** Reads a request's body as text, up to a limit; the rest of a larger one is thrown away. */
export async function readText(request: IncomingMessage, limit = MAX_JSON_BYTES): Promise<string> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) throw tooLarge(request);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(request);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Parses a JSON body; nesting is bounded so that no body can exhaust the stack of what reads it. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  if (depthOf(text) > MAX_JSON_DEPTH)
    throw badRequest('ConnectWiseApi', `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw badRequest('ConnectWiseApi', 'The body is not valid JSON.');
  }
  // In a body that came as UTF-8 such characters can only be escaped; most bodies escape nothing of the kind.
  if (/\\u(0000|d[89a-f])/i.test(text)) refuseUnfit(value, '');
  return value;
}

/** Refuses what no database column of text can hold: NUL, and half a surrogate pair. */
export function refuseUnfitText(text: string, where: string): void {
  if (!text.includes('\0') && text.isWellFormed()) return;
  const what = text.includes('\0') ? 'the character NUL' : 'half a surrogate pair';
  throw badRequest('ConnectWiseApi', `The text${where === '' ? '' : ` at '${where.slice(0, 100)}'`} holds ${what}.`);
}

function refuseUnfit(value: unknown, where: string): void {
  if (typeof value === 'string') refuseUnfitText(value, where);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseUnfitText(key, where);
    refuseUnfit(inner, where === '' ? key : `${where}/${key}`);
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > MAX_JSON_DEPTH) return deepest;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

function tooLarge(request: IncomingMessage): ApiError {
  request.resume();
  return new ApiError(413, { code: 'ConnectWiseApi', message: 'The request body is too large.', errors: null });
}
