import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import type { Target } from '../http/front.ts';

export function servePages(
  _core: Core,
  _request: IncomingMessage,
  _response: ServerResponse,
  _target: Target,
): boolean {
  return false;
}
