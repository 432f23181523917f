import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Target } from '../http/front.ts';
import { openApi } from './openapi.ts';

/** `GET /openapi.json`: what is served, for tools; it needs no keys. Answers whether it took the request. */
export function serveOpenApi(
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
  { path }: Target,
): boolean {
  if (path !== '/openapi.json' || request.method !== 'GET') return false;
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(openApi(`${origin}/v4_6_release/apis/3.0`)));
  return true;
}
